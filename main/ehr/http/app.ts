import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import type { Provider } from 'oidc-provider'
import { smartConfiguration } from '../auth/smart.js'
import type { Users } from '../auth/user.js'
import type { Fault } from '../faults/fault.js'
import type { Subscriptions } from '../live/subscriptions.js'
import { capabilityStatement, type Undeclared } from '../rest/capability.js'
import { outcome, Refused } from '../rest/outcome.js'
import { baseOf, FHIR_JSON, type FhirDeps, failed, fhirHandler, requestId } from './fhir.js'
import { mountSignIn } from './signin.js'

export interface AppDeps extends FhirDeps {
  /** Made when first needed: many a client never signs anybody in. */
  provider(): Promise<Provider>
  /** The authorization server's own name; known once the server listens. */
  issuer(): string
  users: Users
  subscriptions: Subscriptions
}

/** Notes may carry scanned pages; this is far above any of them. */
const BODY_LIMIT = 32 * 1024 * 1024

export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    frameworkErrors: answerFailure,
  })
  await app.register(websocket, { options: { maxPayload: 4096 } })
  readBodiesAsText(app)
  app.addHook('onRequest', (request, reply, done) => {
    if (LOOPBACK.test(request.headers.host ?? '')) done()
    else
      reply
        .code(421)
        .type(FHIR_JSON)
        .send(outcome('error', 'forbidden', 'This server answers to this computer only'))
  })
  app.setErrorHandler(answerFailure)
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .type(FHIR_JSON)
      .send(outcome('error', 'not-found', 'There is nothing here; FHIR is at /fhir')),
  )

  const started = new Date()
  app.get('/fhir/metadata', async (request, reply) => {
    const base = baseOf(request)
    const statement = capabilityStatement(
      base,
      authOf(base),
      `${base.replace(/^http/, 'ws').replace(/fhir$/, 'ws')}`,
      started,
      undeclaredBy(deps.faults),
    )
    return reply.type(FHIR_JSON).header('x-request-id', requestId(request)).send(statement)
  })
  for (const path of ['/fhir/.well-known/smart-configuration', '/.well-known/smart-configuration']) {
    app.get(path, async (request) => smartConfiguration(authOf(baseOf(request)), deps.issuer()))
  }

  mountSignIn(app, deps.provider, deps.users)
  mountFaults(app, deps)
  app.get('/ws', { websocket: true, preValidation: requireCaller(deps) }, (socket) => deps.subscriptions.attach(socket))

  const fhir = fhirHandler(deps)
  for (const url of ['/fhir', '/fhir/*']) {
    app.route({ method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], url, handler: fhir })
  }
  return app
}

/** What the fault plan keeps out of the CapabilityStatement. */
function undeclaredBy(faults: AppDeps['faults']): Undeclared {
  const all = faults.list().flatMap(({ fault: { behaviour } }) => (behaviour.kind === 'undeclared' ? [behaviour] : []))
  return {
    interactions: all.flatMap(({ interactions }) => interactions ?? []),
    types: all.flatMap(({ types }) => types ?? []),
    everything: all.some(({ everything }) => everything),
  }
}

/** Every failure leaves as an OperationOutcome, also those Fastify finds before a handler runs. */
function answerFailure(error: unknown, _request: unknown, reply: FastifyReply): void {
  const { status, headers, body } = failed(error)
  reply.code(status).headers(headers).type(FHIR_JSON).send(body)
}

/** A web page elsewhere can point a name of its own at this computer; its requests then carry that name. */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/

const authOf = (base: string) => base.replace(/fhir$/, 'auth')

/** Bodies stay text until their interaction is known. Text that is not UTF-8 is refused, never repaired. */
function readBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer))
    } catch {
      done(new Refused(400, 'structure', 'The body is not UTF-8'))
    }
  })
}

const requireCaller = (deps: AppDeps) => async (request: { headers: { authorization?: string } }) => {
  if (!(await deps.recognise(request.headers.authorization))) {
    throw new Refused(401, 'login', 'Sign in first: this needs a valid bearer token')
  }
}

/** Steers the fault plan at run time; only tools with the system token may. */
function mountFaults(app: FastifyInstance, deps: AppDeps): void {
  const preHandler = async (request: { headers: { authorization?: string } }) => {
    if (!(await deps.recognise(request.headers.authorization))?.system) {
      throw new Refused(401, 'login', 'Only the system token steers faults')
    }
  }
  app.get('/faults', { preHandler }, async () => deps.faults.list())
  app.post('/faults', { preHandler }, async (request, reply) => {
    const number = deps.faults.add(readFault(String(request.body ?? '')))
    return reply.code(201).send({ number })
  })
  app.delete('/faults', { preHandler }, async (_request, reply) => {
    deps.faults.clear()
    return reply.code(204).send()
  })
}

function readFault(text: string): Fault {
  try {
    return JSON.parse(text) as Fault
  } catch {
    throw new Refused(400, 'structure', 'A fault is JSON')
  }
}
