import type { Provider } from 'oidc-provider'
import { CLIENT_ID } from './client.js'

export interface MintedToken {
  /** `Practitioner/[id]`. */
  fhirUser: string
  scope?: string
  /** Seconds until it expires. */
  expiresIn?: number
}

/** An access token for a person without their signing in. Reachable only from inside the server's own process. */
export async function mintToken(provider: Provider, wanted: MintedToken): Promise<string> {
  const accountId = wanted.fhirUser.replace(/^Practitioner\//, '')
  const client = await provider.Client.find(CLIENT_ID)
  if (!client) throw new Error(`There is no client ${CLIENT_ID}`)
  const scope = wanted.scope ?? 'openid fhirUser user/*.cruds'
  const grant = new provider.Grant({ accountId, clientId: CLIENT_ID })
  grant.addOIDCScope(scope)
  const token = new provider.AccessToken({
    accountId,
    client,
    scope,
    grantId: await grant.save(),
    gty: 'authorization_code',
    ...(wanted.expiresIn === undefined ? {} : { expiresIn: wanted.expiresIn }),
  } as ConstructorParameters<typeof provider.AccessToken>[0])
  return token.save()
}
