/** The workstation: a native app, so a public client that must use PKCE and may come back on any loopback port. */
export const CLIENT_ID = 'rounds-workstation'
export const REDIRECT_URI = 'http://127.0.0.1/rounds/signed-in'
export const SIGNED_OUT_URI = 'http://127.0.0.1/rounds/signed-out'
