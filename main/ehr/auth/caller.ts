import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Provider } from 'oidc-provider'
import type { Permission } from '../rest/interaction.js'
import { Refused } from '../rest/outcome.js'
import type { Settings } from '../store/settings.js'
import { allows, SYSTEM_SCOPE } from './scope.js'

/** Who a request comes from, by its bearer token. */
export interface Caller {
  /** True for the token of tools; it may also steer faults. */
  system: boolean
  /** `Practitioner/[id]`, for a person. */
  fhirUser: string | undefined
  allows(type: string, permission: Permission): boolean
}

/** Undefined for a token that is missing, unknown, expired or revoked. */
export type Recognise = (authorization: string | undefined) => Promise<Caller | undefined>

export function recogniser(provider: () => Promise<Provider>, settings: Settings): Recognise {
  return async (authorization) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
    if (!token) return undefined
    if (isSystemToken(settings, token)) {
      return { system: true, fhirUser: undefined, allows: (type, permission) => allows(SYSTEM_SCOPE, type, permission) }
    }
    const found = await (await provider()).AccessToken.find(token)
    if (!found) return undefined
    const scope = found.scope ?? ''
    return {
      system: false,
      fhirUser: `Practitioner/${found.accountId}`,
      allows: (type, permission) => allows(scope, type, permission),
    }
  }
}

/**
 * The same until `closed`, which waits for those still being recognised; a request that comes later, having been held up
 * until the server stopped, is refused before it asks a database that is no longer open.
 */
export function recognisesUntilClosed(recognise: Recognise): { recognise: Recognise; closed(): Promise<void> } {
  const running = new Set<Promise<Caller | undefined>>()
  let open = true
  return {
    async recognise(authorization) {
      if (!open) throw new Refused(503, 'transient', 'The server is stopping')
      const asked = recognise(authorization)
      running.add(asked)
      try {
        return await asked
      } finally {
        running.delete(asked)
      }
    },
    async closed() {
      open = false
      await Promise.allSettled(running)
      // What was recognised is answered in the same turn.
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

const digest = (token: string) => createHash('sha256').update(token).digest()

/** Gives out a bearer token with system scopes; the one before stops working. Only its hash is kept. */
export function renewSystemToken(settings: Settings): string {
  const token = randomBytes(32).toString('base64url')
  settings.set('system-token', digest(token).toString('hex'))
  return token
}

export function isSystemToken(settings: Settings, token: string): boolean {
  const kept = settings.get('system-token')
  return kept !== undefined && timingSafeEqual(Buffer.from(kept, 'hex'), digest(token))
}
