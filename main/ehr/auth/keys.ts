import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { JWK, JWKS } from 'oidc-provider'
import type { Settings } from '../store/settings.js'

/** The keys that sign ID tokens, made once and kept with the data. RS256, which every OpenID client understands. */
export async function signingKeys(settings: Settings): Promise<JWKS> {
  const kept = settings.get('jwks')
  if (kept) return JSON.parse(kept) as JWKS
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const jwk = privateKey.export({ format: 'jwk' }) as JWK
  const made = { keys: [{ ...jwk, use: 'sig', alg: 'RS256', kid: randomBytes(8).toString('hex') }] }
  settings.set('jwks', JSON.stringify(made))
  return made
}

export function cookieKey(settings: Settings): string {
  const kept = settings.get('cookie-key')
  if (kept) return kept
  const made = randomBytes(32).toString('base64url')
  settings.set('cookie-key', made)
  return made
}
