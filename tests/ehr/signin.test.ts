import * as oauth from 'oauth4webapi'
import { expect, onTestFinished, test, vi } from 'vitest'
import { CLIENT_ID, REDIRECT_URI } from '../../main/ehr/auth/client.js'
import { browser } from './browser.js'
import { client, type Running, startEhr, temporaryDirectory } from './server.js'

/** As a library asks; a connection that is kept may be one to the server that had this address before. */
const PLAIN_HTTP = {
  [oauth.allowInsecureRequests]: true,
  [oauth.customFetch]: (url: string, { headers, ...options }: RequestInit) =>
    fetch(url, { ...options, headers: { ...(headers as Record<string, string>), connection: 'close' } }),
}
const workstation: oauth.Client = { client_id: CLIENT_ID }
const SCOPE = 'openid fhirUser offline_access user/*.cruds'

const discover = async (ehr: Running) => {
  const issuer = new URL(`${ehr.ehr.origin}/auth`)
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, PLAIN_HTTP))
}

/** Signs in as a workstation does; the redirect goes to a loopback port of its own choosing. */
async function signIn(ehr: Running, user: string, redirect = REDIRECT_URI) {
  const server = await discover(ehr)
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const nonce = oauth.generateRandomNonce()
  const authorize = new URL(server.authorization_endpoint as string)
  authorize.search = new URLSearchParams({
    client_id: CLIENT_ID,
    response_type: 'code',
    redirect_uri: redirect,
    scope: SCOPE,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    aud: ehr.ehr.url,
  }).toString()
  const window = browser(ehr.ehr.origin)
  const page = await window.open(authorize.href)
  const back = await window.submit(page.url, { user })
  const parameters = oauth.validateAuthResponse(server, workstation, new URL(back.url), state)
  const exchange = (by: string) =>
    oauth.authorizationCodeGrantRequest(server, workstation, oauth.None(), parameters, redirect, by, PLAIN_HTTP)
  const tokens = async () =>
    oauth.processAuthorizationCodeResponse(server, workstation, await exchange(verifier), { expectedNonce: nonce })
  return { server, page, back, window, exchange, tokens }
}

test('a workstation signs a person in with PKCE, and the ID token says who it is', async () => {
  const ehr = await startEhr()
  const { page, back, tokens } = await signIn(ehr, 'doctor')
  expect(page.html).toContain('Alder Street Practice')
  expect(page.html).toContain('no real patients')
  expect(page.html.indexOf('O&#39;Hara')).toBeLessThan(page.html.indexOf('Deskworth'))
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(back.url.startsWith(`${REDIRECT_URI}?code=`)).toBe(true)
  const given = await tokens()
  expect(given.expires_in).toBe(600)
  expect(given.refresh_token).toBeTruthy()
  expect(oauth.getValidatedIdTokenClaims(given)).toMatchObject({
    sub: 'doctor',
    fhirUser: 'Practitioner/doctor',
    name: "Dr. Test O'Hara",
  })
  const signedIn = client(ehr.ehr.url, given.access_token)
  expect((await signedIn.get('Patient/ada')).status).toBe(200)
})

test('a native app may come back on any loopback port, and nowhere else', async () => {
  const ehr = await startEhr()
  const { back } = await signIn(ehr, 'doctor', 'http://127.0.0.1:45678/rounds/signed-in')
  expect(back.url).toContain('http://127.0.0.1:45678/rounds/signed-in?code=')
  const elsewhere = new URL(`${ehr.ehr.origin}/auth/authorize`)
  elsewhere.search = new URLSearchParams({
    client_id: CLIENT_ID,
    response_type: 'code',
    redirect_uri: 'https://evil.example/',
    scope: 'openid',
  }).toString()
  const refused = await browser(ehr.ehr.origin).open(elsewhere.href)
  expect([refused.status, refused.url.startsWith(ehr.ehr.origin)]).toEqual([400, true])
  expect(refused.html).toContain('Sign-in cannot go on')
})

test('without the code verifier a code is worth nothing', async () => {
  const ehr = await startEhr()
  const { exchange } = await signIn(ehr, 'doctor')
  expect((await exchange(oauth.generateRandomCodeVerifier())).status).toBe(400)
})

test('a sign-in without PKCE is refused', async () => {
  const ehr = await startEhr()
  const address = new URL(`${ehr.ehr.origin}/auth/authorize`)
  const asked = { client_id: CLIENT_ID, response_type: 'code', redirect_uri: REDIRECT_URI, scope: 'openid' }
  address.search = new URLSearchParams(asked).toString()
  const back = await browser(ehr.ehr.origin).open(address.href)
  expect(new URL(back.url).searchParams.get('error')).toBe('invalid_request')
})

test('the next person at the same window is asked who they are', async () => {
  const ehr = await startEhr()
  const { window, server } = await signIn(ehr, 'doctor')
  const again = new URL(server.authorization_endpoint as string)
  again.search = new URLSearchParams({
    client_id: CLIENT_ID,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: 'openid',
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
    code_challenge_method: 'S256',
  }).toString()
  expect((await window.open(again.href)).html).toContain('Who is signing in?')
})

test('a refresh token works once; using it again ends the sign-in', async () => {
  const ehr = await startEhr()
  const { server, tokens } = await signIn(ehr, 'front')
  const first = await tokens()
  const renew = (token: string) => oauth.refreshTokenGrantRequest(server, workstation, oauth.None(), token, PLAIN_HTTP)
  const second = await oauth.processRefreshTokenResponse(
    server,
    workstation,
    await renew(first.refresh_token as string),
  )
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect((await client(ehr.ehr.url, second.access_token).get('Patient/ada')).status).toBe(200)
  expect((await renew(first.refresh_token as string)).status).toBe(400)
  expect((await renew(second.refresh_token as string)).status).toBe(400)
})

test('signing out revokes', async () => {
  const ehr = await startEhr()
  const { server, tokens } = await signIn(ehr, 'front')
  const given = await tokens()
  const revoked = await oauth.revocationRequest(
    server,
    workstation,
    oauth.None(),
    given.refresh_token as string,
    PLAIN_HTTP,
  )
  expect(revoked.status).toBe(200)
  expect((await client(ehr.ehr.url, given.access_token).get('Patient/ada')).status).toBe(401)
})

test('the end-session page asks, then says that it is done', async () => {
  const ehr = await startEhr()
  const { window, server } = await signIn(ehr, 'front')
  const page = await window.open(server.end_session_endpoint as string)
  expect(page.html).toContain('Sign out of the central record?')
  const action = /action="([^"]+)"/.exec(page.html)?.[1] as string
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.html)?.[1] as string
  const done = await window.submit(new URL(action, page.url).href, { xsrf, logout: 'yes' })
  expect(done.html).toContain('Signed out')
})

test('tokens survive a restart, at the same address', async () => {
  const data = temporaryDirectory()
  const before = await startEhr({ data })
  const { tokens } = await signIn(before, 'doctor')
  const given = await tokens()
  await before.ehr.close()
  const after = await startEhr({ data })
  expect(after.ehr.url).toBe(before.ehr.url)
  expect((await client(after.ehr.url, given.access_token).get('Patient/ada')).status).toBe(200)
  const server = await discover(after)
  const renewed = await oauth.refreshTokenGrantRequest(
    server,
    workstation,
    oauth.None(),
    given.refresh_token as string,
    PLAIN_HTTP,
  )
  const second = await oauth.processRefreshTokenResponse(server, workstation, renewed)
  expect(second.access_token).toBeTruthy()
})

test('a token runs out', async () => {
  const ehr = await startEhr()
  const token = await ehr.ehr.mintToken({ fhirUser: 'Practitioner/doctor', expiresIn: 60 })
  expect((await client(ehr.ehr.url, token).get('Patient/ada')).status).toBe(200)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 62_000 })
  onTestFinished(() => void vi.useRealTimers())
  expect((await client(ehr.ehr.url, token).get('Patient/ada')).status).toBe(401)
})

test('without a token there is the metadata and nothing else', async () => {
  const ehr = await startEhr()
  const stranger = client(ehr.ehr.url, undefined)
  const metadata = await stranger.get('metadata')
  expect(metadata.json.resourceType).toBe('CapabilityStatement')
  expect(JSON.stringify(metadata.json.rest[0].security)).toContain(`${ehr.ehr.origin}/auth/authorize`)
  const smart = await stranger.get('.well-known/smart-configuration')
  expect(smart.json.code_challenge_methods_supported).toEqual(['S256'])
  for (const path of ['Patient/ada', 'Patient', '_history', 'Nonsense']) {
    const refused = await stranger.get(path)
    expect([path, refused.status, refused.headers.get('www-authenticate')]).toEqual([path, 401, 'Bearer'])
    expect(refused.json.resourceType).toBe('OperationOutcome')
  }
  expect((await client(ehr.ehr.url, 'made-up').get('Patient')).status).toBe(401)
})

test('a token allows what its scopes say', async () => {
  const ehr = await startEhr()
  const reader = await ehr.as('front', 'user/*.rs')
  expect((await reader.get('Patient/ada')).status).toBe(200)
  expect((await reader.post('Task', { resourceType: 'Task', status: 'requested', intent: 'order' })).status).toBe(403)
  const narrow = await ehr.as('front', 'user/Task.cruds')
  expect((await narrow.get('Patient/ada')).status).toBe(403)
  expect((await narrow.get('_history')).json.entry).toBeUndefined()
  const inBatch = await narrow.post('', {
    resourceType: 'Bundle',
    type: 'batch',
    entry: [{ request: { method: 'GET', url: 'Patient/ada' } }],
  })
  expect(inBatch.json.entry[0].response.status).toBe('403 Forbidden')
})

test('a name that is not this computer’s is refused', async () => {
  const { ehr } = await startEhr()
  const { request } = await import('node:http')
  const status = await new Promise((resolve) => {
    request(`${ehr.url}/metadata`, { headers: { host: 'rebound.example' } }, (answer) =>
      resolve(answer.statusCode),
    ).end()
  })
  expect(status).toBe(421)
})
