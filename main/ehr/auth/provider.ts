import type { Database } from 'better-sqlite3'
import { type Configuration, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Settings } from '../store/settings.js'
import { CLIENT_ID, REDIRECT_URI, SIGNED_OUT_URI } from './client.js'
import { granteeAdapter } from './grantee.js'
import { cookieKey, signingKeys } from './keys.js'
import { messagePage, signOutPage } from './page.js'
import { SYSTEM_SCOPE, USER_SCOPES } from './scope.js'
import type { Users } from './user.js'

const DAY = 24 * 60 * 60

export interface ProviderDeps {
  db: Database
  settings: Settings
  users: Users
  issuer: string
  accessTokenSeconds: number
}

/** SMART on FHIR sign-in: OpenID Connect with authorization code, PKCE and rotating refresh tokens. */
export async function createProvider(deps: ProviderDeps): Promise<Provider> {
  const { settings, users, issuer } = deps
  const configuration: Configuration = {
    adapter: granteeAdapter(deps.db),
    jwks: await signingKeys(settings),
    cookies: {
      keys: [cookieKey(settings)],
    },
    clients: [
      {
        client_id: CLIENT_ID,
        client_name: 'Rounds',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: [REDIRECT_URI],
        post_logout_redirect_uris: [SIGNED_OUT_URI],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        scope: ['openid', 'profile', 'fhirUser', 'offline_access', ...USER_SCOPES].join(' '),
      },
    ],
    scopes: ['openid', 'profile', 'fhirUser', 'offline_access', ...USER_SCOPES, SYSTEM_SCOPE],
    claims: { openid: ['sub'], profile: ['name'], fhirUser: ['fhirUser', 'name'] },
    // The workstation reads who signed in from the ID token alone.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    routes: {
      authorization: '/authorize',
      token: '/token',
      jwks: '/jwks',
      revocation: '/revoke',
      introspection: '/introspect',
      userinfo: '/userinfo',
      end_session: '/sign-out',
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
      userinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => showPage(ctx, signOutPage(form)),
        postLogoutSuccessSource: (ctx) =>
          showPage(ctx, messagePage('Signed out', 'You can close this window. Nothing you saved is lost.')),
      },
    },
    ttl: {
      AccessToken: deps.accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 60 * 60,
      Interaction: 60 * 60,
      Session: DAY,
      Grant: 30 * DAY,
      RefreshToken: 30 * DAY,
    },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    clientBasedCORS: () => false,
    interactions: { policy: signInEveryTime(), url: (_ctx, interaction) => `/auth/sign-in/${interaction.uid}` },
    loadExistingGrant: grantWhatIsAsked,
    findAccount: async (_ctx, id) => {
      const user = users.find(id)
      return user && { accountId: id, claims: () => ({ sub: id, name: user.name, fhirUser: `Practitioner/${id}` }) }
    },
    renderError: (ctx, out) =>
      showPage(
        ctx,
        messagePage('Sign-in cannot go on', out.error_description ?? out.error, 'Start again from Rounds.'),
      ),
  }
  return new Provider(issuer, configuration)
}

function showPage(ctx: KoaContextWithOIDC, { html, policy }: { html: string; policy: string }): void {
  ctx.type = 'html'
  ctx.set('content-security-policy', policy)
  ctx.body = html
}

/** A shared workstation never signs the next person in as the last one: a session alone is not enough. */
function signInEveryTime() {
  const policy = interactionPolicy.base()
  const { Check } = interactionPolicy
  policy
    .get('login')
    ?.checks.add(
      new Check('choose_user', 'Somebody must say who they are', (ctx) =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    )
  // Consent is for other people's apps; the clinic's own workstation gets what it asks for.
  policy.get('consent')?.checks.clear()
  return policy
}

async function grantWhatIsAsked(ctx: KoaContextWithOIDC) {
  const { client, session, provider, params } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
  grant.addOIDCScope(String(params?.scope ?? ''))
  await grant.save()
  return grant
}
