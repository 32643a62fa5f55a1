import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Recognise } from '../auth/caller.js'
import type { Faults } from '../faults/controller.js'
import type { Departure, Exchange } from '../faults/effect.js'
import { type Json, parseJson } from '../json/lossless.js'
import { dispatch } from '../rest/dispatch.js'
import { type Answer, type Context, type Interaction, readPath, readPrefer } from '../rest/interaction.js'
import { Refused, refusalOutcome } from '../rest/outcome.js'
import { batchOrTransaction } from '../rest/transaction.js'
import type { ServerClock } from '../store/clock.js'

export interface FhirDeps {
  context: Omit<Context, 'base' | 'afterwards' | 'habits'>
  clock: ServerClock
  faults: Faults
  recognise: Recognise
}

export const FHIR_JSON = 'application/fhir+json; charset=utf-8'

/** Handles everything below the base address that needs a bearer token. */
export function fhirHandler(deps: FhirDeps) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const exchange = readExchange(request)
    const effects = deps.faults.strike(exchange)
    let departure: Departure | undefined
    for (const effect of effects) departure ??= await effect.before?.(exchange)
    departure ??= { answer: await answered(deps, exchange, baseOf(request)) }
    for (const effect of effects) departure = effect.after?.(departure) ?? departure
    return depart(departure, request, reply)
  }
}

/** The base address as this client reached it, so that links stay on its origin. */
export const baseOf = (request: FastifyRequest): string => `http://${request.headers.host}/fhir`

function readExchange(request: FastifyRequest): Exchange {
  const [path, query] = request.url.slice('/fhir'.length).split(/\?(.*)/s) as [string, string | undefined]
  const headers: Exchange['headers'] = {}
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : value
  return {
    method: request.method === 'HEAD' ? 'GET' : request.method,
    path: path.replace(/^\//, ''),
    query: [...new URLSearchParams(query ?? '')],
    headers,
    body: typeof request.body === 'string' ? request.body : '',
    transactionAsBatch: false,
    habits: {},
    moment: undefined,
  }
}

async function answered(deps: FhirDeps, exchange: Exchange, base: string): Promise<Answer> {
  try {
    const caller = await deps.recognise(exchange.headers.authorization)
    if (!caller) throw new Refused(401, 'login', 'Sign in first: this needs a valid bearer token')
    refuseOtherFormats(exchange)
    const interaction = readInteraction(exchange, caller.allows)
    const context: Context = {
      ...deps.context,
      ...{ base, habits: exchange.habits, by: caller.fhirUser, afterwards: (check: () => void) => check() },
    }
    const work = () =>
      interaction.path.length === 0 && interaction.method === 'POST'
        ? batchOrTransaction(context, interaction, exchange.transactionAsBatch)
        : dispatch(context, interaction)
    return exchange.moment === undefined ? work() : deps.clock.at(exchange.moment, work, exchange.oneMoment)
  } catch (error) {
    return failed(error)
  }
}

function readInteraction(exchange: Exchange, allows: Interaction['allows']): Interaction {
  const { headers, method } = exchange
  const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const path = readPath(exchange.path)
  const isForm = method === 'POST' && path[1] === '_search'
  if (isForm && exchange.body !== '' && contentType !== 'application/x-www-form-urlencoded') {
    throw new Refused(415, 'not-supported', '_search takes application/x-www-form-urlencoded')
  }
  return {
    method,
    path,
    query: isForm ? [...exchange.query, ...new URLSearchParams(exchange.body)] : exchange.query,
    body: isForm ? undefined : readBody(method, contentType, exchange.body),
    contentType,
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    ifNoneExist: headers['if-none-exist'],
    prefer: readPrefer(headers.prefer),
    allows,
    ...(exchange.offsets && { offsets: exchange.offsets }),
  }
}

const JSON_TYPES = ['application/fhir+json', 'application/json', 'application/json-patch+json']

function readBody(method: string, contentType: string, text: string): Json | undefined {
  if (!['POST', 'PUT', 'PATCH'].includes(method)) return undefined
  if (!JSON_TYPES.includes(contentType)) {
    throw new Refused(
      415,
      'not-supported',
      `This server reads application/fhir+json, not ${contentType || 'a body without a type'}`,
    )
  }
  try {
    return parseJson(text)
  } catch {
    throw new Refused(400, 'structure', 'The body is not JSON')
  }
}

function refuseOtherFormats({ headers, query }: Exchange): void {
  const format = query.find(([name]) => name === '_format')?.[1] ?? headers.accept ?? '*/*'
  if (/json|\*\/\*|application\/\*/.test(format) || !/xml|turtle|ttl/.test(format)) return
  throw new Refused(406, 'not-supported', 'This server answers in application/fhir+json only')
}

export function failed(error: unknown): Answer {
  const refused = error instanceof Refused ? error : unexpected(error)
  const headers: Record<string, string> = refused.status === 401 ? { 'www-authenticate': 'Bearer' } : {}
  return { status: refused.status, headers, body: refusalOutcome(refused) }
}

function unexpected(error: unknown): Refused {
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'SQLITE_FULL') return new Refused(507, 'transient', 'There is no space left for the EHR’s data')
  if (code?.startsWith('SQLITE_CORRUPT')) return new Refused(500, 'exception', 'The EHR’s database is damaged')
  if (error instanceof RangeError) return new Refused(400, 'too-long', 'The body is nested too deeply')
  if (statusCode === 413) return new Refused(413, 'too-long', 'The body is larger than this server takes')
  if (statusCode !== undefined && statusCode < 500)
    return new Refused(statusCode, 'invalid', 'The request cannot be read')
  // The message may quote a resource; only the place it came from is safe to write down.
  console.error(
    `Unexpected failure (${code ?? (error as Error).name})`,
    (error as Error).stack?.split('\n').slice(1).join('\n'),
  )
  return new Refused(500, 'exception', 'The server failed; nothing was changed')
}

function depart(departure: Departure, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!('answer' in departure)) {
    reply.hijack()
    request.raw.socket.destroy()
    return reply
  }
  const { status, headers, body } = departure.answer
  const all = { 'content-type': FHIR_JSON, 'cache-control': 'no-cache', 'x-request-id': requestId(request), ...headers }
  if ('cutAfter' in departure && body !== undefined) {
    reply.hijack()
    const bytes = Buffer.from(body)
    reply.raw.writeHead(status, { ...all, 'content-length': bytes.length })
    reply.raw.write(bytes.subarray(0, departure.cutAfter), () => request.raw.socket.destroy())
    return reply
  }
  reply.code(status).headers(body === undefined ? { ...all, 'content-type': undefined } : all)
  return reply.send(body ?? '')
}

export function requestId(request: FastifyRequest): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w\-.:]{1,64}$/.test(given) ? given : randomUUID()
}
