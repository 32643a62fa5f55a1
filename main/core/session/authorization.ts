import * as oauth from 'oauth4webapi'

export const clientId = 'rounds-workstation'
/** Nothing listens here: the sign-in window catches the address before it leaves. */
export const redirectUri = 'http://127.0.0.1/rounds/signed-in'
const scope = 'openid fhirUser offline_access user/*.cruds'

const client: oauth.Client = { client_id: clientId, token_endpoint_auth_method: 'none' }
const publicClient = oauth.None()

/** What speaks for a person at the EHR. */
export interface Grant {
  accessToken: string
  refreshToken: string | undefined
  /** Milliseconds of this computer's clock. */
  expiresAt: number
}

/** A sign-in under way: what ties the answer to the question. */
export interface Pending {
  server: oauth.AuthorizationServer
  verifier: string
  state: string
  nonce: string
}

/** The EHR took back what it had granted: the person must sign in again. */
export class GrantRefused extends Error {}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Plain HTTP only to this very computer, where the practice EHR lives. */
const options = (url: string): { [oauth.allowInsecureRequests]: boolean; signal: AbortSignal } => ({
  [oauth.allowInsecureRequests]: loopback.has(new URL(url).hostname),
  signal: AbortSignal.timeout(15_000),
})

/** What the EHR says of its sign-in (SMART App Launch 2, `.well-known/smart-configuration`). */
export async function discover(ehrUrl: string): Promise<oauth.AuthorizationServer> {
  const get = (): Promise<Response> =>
    fetch(`${ehrUrl}/.well-known/smart-configuration`, {
      headers: { Accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    })
  // The first request after the EHR was started again may go out on a connection the EHR no longer knows.
  const response = await get().catch(get)
  if (!response.ok) throw new Error(`smart-configuration answered ${response.status}`)
  const found = (await response.json()) as oauth.AuthorizationServer
  if (!found.authorization_endpoint || !found.token_endpoint) throw new Error('smart-configuration names no endpoints')
  return { ...found, issuer: found.issuer ?? ehrUrl }
}

/** The address of the EHR's sign-in page, and what its answer will be checked against (PKCE, state, nonce). */
export async function ask(ehrUrl: string): Promise<{ url: string; pending: Pending }> {
  const server = await discover(ehrUrl)
  const pending = {
    server,
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
  }
  const url = new URL(server.authorization_endpoint as string)
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state: pending.state,
    nonce: pending.nonce,
    aud: ehrUrl,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, pending }
}

/** Trades the code in the address the page came back to for a grant, and says who it is for. */
export async function redeem(
  callbackUrl: string,
  pending: Pending,
  now: Date,
): Promise<{ grant: Grant; fhirUser: string | undefined }> {
  const { server, state, verifier, nonce } = pending
  const parameters = oauth.validateAuthResponse(server, client, new URL(callbackUrl), state)
  const allow = options(server.token_endpoint as string)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    publicClient,
    parameters,
    redirectUri,
    verifier,
    allow,
  )
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  })
  const claims = oauth.getValidatedIdTokenClaims(tokens)
  const fhirUser = claims?.fhirUser ?? (await userinfo(server, tokens.access_token, claims?.sub))
  return { grant: grantOf(tokens, undefined, now), fhirUser: typeof fhirUser === 'string' ? fhirUser : undefined }
}

/** A new grant from a refresh token. Throws GrantRefused when the EHR takes it no longer. */
export async function refresh(server: oauth.AuthorizationServer, refreshToken: string, now: Date): Promise<Grant> {
  try {
    const allow = options(server.token_endpoint as string)
    const response = await oauth.refreshTokenGrantRequest(server, client, publicClient, refreshToken, allow)
    const tokens = await oauth.processRefreshTokenResponse(server, client, response)
    return grantOf(tokens, refreshToken, now)
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError && error.status < 500) throw new GrantRefused(error.error)
    throw error
  }
}

/** Asks the EHR to forget a grant; best effort. */
export async function revoke(server: oauth.AuthorizationServer, grant: Grant): Promise<void> {
  if (!server.revocation_endpoint) return
  const allow = options(server.revocation_endpoint)
  await oauth.revocationRequest(server, client, publicClient, grant.refreshToken ?? grant.accessToken, allow)
}

async function userinfo(
  server: oauth.AuthorizationServer,
  accessToken: string,
  subject: string | undefined,
): Promise<unknown> {
  if (!server.userinfo_endpoint || !subject) return undefined
  const response = await oauth.userInfoRequest(server, client, accessToken, options(server.userinfo_endpoint))
  return (await oauth.processUserInfoResponse(server, client, subject, response)).fhirUser
}

const grantOf = (tokens: oauth.TokenEndpointResponse, earlier: string | undefined, now: Date): Grant => ({
  accessToken: tokens.access_token,
  refreshToken: tokens.refresh_token ?? earlier,
  expiresAt: now.getTime() + (tokens.expires_in ?? 3600) * 1000,
})
