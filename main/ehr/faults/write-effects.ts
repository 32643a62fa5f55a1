import { isObject, isRawNumber, type Json, type JsonObject, parseJson, printJson } from '../json/lossless.js'
import type { Answer } from '../rest/interaction.js'
import { outcome } from '../rest/outcome.js'
import type { Departure, Effect, Exchange } from './effect.js'
import type { LocationForm, Normalisation, WriteBehaviour } from './write-behaviour.js'

type WriteEffects = { [K in WriteBehaviour['kind']]: (behaviour: Extract<WriteBehaviour, { kind: K }>) => Effect }

/** What each behaviour of writing does. */
export const writeEffects: WriteEffects = {
  'status-after': ({ status }) => ({ after: () => ({ answer: refusal(status, 'It answers so though it did it') }) }),
  'html-after': () => ({
    after: () => ({
      answer: { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Gateway</title>' },
    }),
  }),
  'empty-body': () => changed((answer) => ({ ...answer, body: undefined })),
  location: ({ form }) => changed((answer) => ({ ...answer, headers: located(answer.headers, form) })),
  'transaction-limit': ({ creates, updates }) => ({
    before(exchange) {
      const methods = entriesOf(exchange).map(({ request }) => request as JsonObject)
      const tooMany =
        methods.filter(({ ifNoneExist }) => ifNoneExist !== undefined).length > (creates ?? Number.POSITIVE_INFINITY) ||
        methods.filter(({ method }) => method === 'PUT' || method === 'PATCH').length >
          (updates ?? Number.POSITIVE_INFINITY)
      return tooMany ? { answer: refusal(400, 'The transaction has too many entries of this kind') } : undefined
    },
  }),
  'transaction-answer': ({ type, reversed, leaveOut = 0 }) =>
    changed((answer) => {
      const bundle = read(answer.body ?? '')
      if (!isObject(bundle) || !Array.isArray(bundle.entry)) return answer
      const entry = bundle.entry.slice(0, bundle.entry.length - leaveOut)
      return {
        ...answer,
        body: printJson({ ...bundle, ...(type ? { type } : {}), entry: reversed ? entry.reverse() : entry }),
      }
    }),
  'terse-transaction': () =>
    changed((answer) => {
      const bundle = read(answer.body ?? '')
      if (!isObject(bundle) || !Array.isArray(bundle.entry)) return answer
      const entry = bundle.entry.filter(isObject).map(({ resource: _resource, ...rest }) => rest)
      return { ...answer, body: printJson({ ...bundle, entry }) }
    }),
  dangling: () => habit((habits) => Object.assign(habits, { dangling: true })),
  'ignore-test': () => ({
    before(exchange) {
      const operations = patchOf(exchange)
      if (operations) exchange.body = printJson(operations.filter((operation) => !isTest(operation)))
      return undefined
    },
  }),
  'refuse-test': () => ({
    before: (exchange) =>
      patchOf(exchange)?.some((operation) => isTest(operation, '/meta/'))
        ? { answer: refusal(400, 'This server does not test what is in meta') }
        : undefined,
  }),
  revive: ({ status }) => habit((habits) => Object.assign(habits, { revives: status })),
  'put-creates': () => habit((habits) => Object.assign(habits, { createsByPut: true })),
  'forget-deleted': () => ({
    after: (departure) =>
      'answer' in departure && departure.answer.status === 410 ? { answer: refusal(404, 'It is not here') } : departure,
  }),
  'no-change-no-version': () => habit((habits) => Object.assign(habits, { skipsNoChange: true })),
  'stale-answer': () => habit((habits) => Object.assign(habits, { answersWithOld: true })),
  normalise: ({ how }) =>
    habit((habits) => Object.assign(habits, { keeps: (resource: JsonObject) => normalised(resource, how) })),
}

function refusal(status: number, words: string): Answer {
  return { status, headers: {}, body: outcome('error', 'transient', words) }
}

const habit = (take: (habits: Exchange['habits']) => void): Effect => ({
  before(exchange) {
    take(exchange.habits)
    return undefined
  },
})

/** Changes answers that say it worked. */
const changed = (change: (answer: Answer) => Answer): Effect => ({
  after: (departure: Departure) =>
    'answer' in departure && departure.answer.status < 300
      ? { ...departure, answer: change(departure.answer) }
      : departure,
})

function located({ location, ...headers }: Record<string, string>, form: LocationForm): Record<string, string> {
  if (!location || form === 'none') return headers
  if (form === 'content-location') return { ...headers, 'content-location': location }
  if (form === 'relative') return { ...headers, location: location.replace(/^.*\/fhir\//, '') }
  if (form === 'other-host')
    return { ...headers, location: location.replace(/^https?:\/\/[^/]+/, 'https://inside.example') }
  return { ...headers, location: location.replace(/\/_history\/.*$/, '') }
}

function read(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function entriesOf({ method, path, body }: Exchange): JsonObject[] {
  if (method !== 'POST' || path !== '') return []
  const bundle = read(body)
  const entries = isObject(bundle) && Array.isArray(bundle.entry) ? bundle.entry : []
  return entries.filter(isObject).filter(({ request }) => isObject(request))
}

const patchOf = ({ method, body }: Exchange): Json[] | undefined => {
  const operations = method === 'PATCH' ? read(body) : undefined
  return Array.isArray(operations) ? operations : undefined
}

const isTest = (operation: Json, path = ''): boolean =>
  isObject(operation) && operation.op === 'test' && String(operation.path).startsWith(path)

function normalised(resource: JsonObject, how: readonly Normalisation[]): JsonObject {
  const rewritten = rewrite(resource, how) as JsonObject
  if (!how.includes('text')) return rewritten
  const div = '<div xmlns="http://www.w3.org/1999/xhtml">Written by the server</div>'
  return { ...rewritten, text: { status: 'generated', div } }
}

function rewrite(value: Json, how: readonly Normalisation[]): Json {
  if (isRawNumber(value) && how.includes('decimals')) return parseJson(String(Number(value.rawJSON)))
  if (Array.isArray(value)) {
    const items = value.map((item) => rewrite(item, how))
    return how.includes('order') ? items.reverse() : items
  }
  if (!isObject(value)) return value
  const parts = Object.entries(value)
    .filter(([key]) => !how.includes('extensions') || key !== 'extension')
    .map(([key, part]): [string, Json] => [key, key === 'meta' ? part : rewrite(part, how)])
  return Object.fromEntries(how.includes('order') ? parts.reverse() : parts)
}
