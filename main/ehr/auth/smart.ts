import { USER_SCOPES } from './scope.js'

/**
 * `/.well-known/smart-configuration` (SMART App Launch 2). `auth` is where the client reaches the authorization server;
 * `issuer` the name it signs with, which stays the same behind a proxy.
 */
export const smartConfiguration = (auth: string, issuer: string): Record<string, unknown> => ({
  issuer,
  jwks_uri: `${auth}/jwks`,
  authorization_endpoint: `${auth}/authorize`,
  token_endpoint: `${auth}/token`,
  revocation_endpoint: `${auth}/revoke`,
  userinfo_endpoint: `${auth}/userinfo`,
  end_session_endpoint: `${auth}/sign-out`,
  token_endpoint_auth_methods_supported: ['none'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  scopes_supported: ['openid', 'profile', 'fhirUser', 'offline_access', ...USER_SCOPES],
  capabilities: [
    'launch-standalone',
    'client-public',
    'sso-openid-connect',
    'permission-offline',
    'permission-user',
    'permission-v2',
  ],
})
