import type { Answer } from '../rest/interaction.js'
import { outcome } from '../rest/outcome.js'
import type { Departure, Effect, EffectDeps } from './effect.js'
import type { Behaviour } from './fault.js'
import { readingEffects } from './reading.js'
import { writeEffects } from './write-effects.js'

/** What each behaviour does. A new one is one more entry here and one more kind in `Behaviour`. */
const EFFECTS: { [K in Behaviour['kind']]: (behaviour: Extract<Behaviour, { kind: K }>, deps: EffectDeps) => Effect } =
  {
    ...readingEffects,
    status: ({ status, retryAfter }) => ({
      before: () => ({
        answer: failure(status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      }),
    }),
    'lost-response': () => ({ after: () => ({ dropped: true }) }),
    'lost-request': () => ({ before: () => ({ dropped: true }) }),
    latency: ({ milliseconds }, { delay }) => ({
      async before() {
        await delay(milliseconds)
        return undefined
      },
    }),
    'truncated-body': ({ bytes }) => ({
      after: (departure) =>
        'answer' in departure
          ? { ...departure, cutAfter: bytes ?? Math.floor((departure.answer.body?.length ?? 0) / 2) }
          : departure,
    }),
    'no-etag': () => ({ after: (departure) => withoutHeaders(departure, ['etag', 'last-modified']) }),
    'transaction-as-batch': () => ({
      before(exchange) {
        exchange.transactionAsBatch = true
        return undefined
      },
    }),
    'slow-commit': ({ milliseconds }, { clock, delay }) => ({
      async before(exchange) {
        exchange.moment = clock.next()
        await delay(milliseconds)
        return undefined
      },
    }),
    'token-expired': () => ({
      before: () => ({ answer: failure(401, { 'www-authenticate': 'Bearer error="invalid_token"' }) }),
    }),
    'html-page': ({ status = 200 }) => ({
      before: () => ({
        answer: {
          status,
          headers: { 'content-type': 'text/html; charset=utf-8' },
          body: '<!doctype html><title>Welcome</title><p>Please accept the terms of this network.</p>',
        },
      }),
    }),
    'ignore-if-match': () => withoutRequestHeader('if-match'),
    'ignore-if-none-exist': () => ({
      before(exchange) {
        exchange.headers['if-none-exist'] = undefined
        exchange.body = exchange.body.replace(/,?"ifNoneExist":"[^"]*"/g, '')
        return undefined
      },
    }),
    'ignore-since': () => ({
      before(exchange) {
        exchange.query = exchange.query.filter(([name]) => name !== '_since')
        return undefined
      },
    }),
    'no-patch': () => ({
      before: (exchange) => (exchange.method === 'PATCH' ? { answer: failure(415) } : undefined),
    }),
    ...writeEffects,
  }

export const effectOf = (behaviour: Behaviour, deps: EffectDeps): Effect =>
  (EFFECTS[behaviour.kind] as (behaviour: Behaviour, deps: EffectDeps) => Effect)(behaviour, deps)

export const isBehaviour = (kind: unknown): kind is Behaviour['kind'] =>
  typeof kind === 'string' && Object.hasOwn(EFFECTS, kind)

function failure(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: outcome('error', 'transient', `This server was asked to answer ${status}`) }
}

function withoutHeaders(departure: Departure, names: string[]): Departure {
  if (!('answer' in departure)) return departure
  const headers = Object.fromEntries(Object.entries(departure.answer.headers).filter(([name]) => !names.includes(name)))
  return { ...departure, answer: { ...departure.answer, headers } }
}

const withoutRequestHeader = (name: string): Effect => ({
  before(exchange) {
    exchange.headers[name] = undefined
    return undefined
  },
})
