import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { messagePage, type Page, signInPage } from '../auth/page.js'
import type { Users } from '../auth/user.js'

/**
 * Mounts the authorization server under `/auth`: its own endpoints go straight to oidc-provider, before the body is
 * read; the page that asks who is signing in is ours.
 */
export function mountSignIn(app: FastifyInstance, provider: () => Promise<Provider>, users: Users): void {
  app.addHook('onRequest', (request, reply, done) => {
    const url = request.raw.url ?? ''
    if (!url.startsWith('/auth/') || url.startsWith('/auth/sign-in/')) {
      done()
      return
    }
    reply.hijack()
    const raw = request.raw as typeof request.raw & { originalUrl?: string }
    raw.originalUrl = url
    raw.url = url.slice('/auth'.length)
    provider().then(
      (ready) => ready.callback()(raw, reply.raw),
      () => reply.raw.writeHead(500).end(),
    )
  })

  app.get('/auth/sign-in/:uid', async (request, reply) => {
    const details = await currentInteraction(await provider(), request, reply)
    if (!details) return reply
    return show(reply, signInPage(`/auth/sign-in/${details.uid}`, users.all()))
  })

  app.post('/auth/sign-in/:uid', async (request, reply) => {
    const details = await currentInteraction(await provider(), request, reply)
    if (!details) return reply
    const user = users.find(new URLSearchParams(String(request.body ?? '')).get('user') ?? '')
    if (!user) return show(reply, signInPage(`/auth/sign-in/${details.uid}`, users.all()))
    reply.hijack()
    const result = { login: { accountId: user.id, remember: false }, consent: {} }
    await (await provider()).interactionFinished(request.raw, reply.raw, result, { mergeWithLastSubmission: false })
    return reply
  })
}

/** Undefined, with a page that says so already sent, when the sign-in took too long or belongs to another window. */
async function currentInteraction(provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  const { uid } = request.params as { uid: string }
  const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
  if (details?.uid === uid) return details
  show(
    reply.code(400),
    messagePage(
      'This sign-in has ended',
      'It took too long, or it was opened in another window. Start again from Rounds.',
    ),
  )
  return undefined
}

const show = (reply: FastifyReply, { html, policy }: Page): FastifyReply =>
  reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .send(html)
