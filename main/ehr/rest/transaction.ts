import { randomUUID } from 'node:crypto'
import { define, isObject, type Json, type JsonObject, parseJson } from '../json/lossless.js'
import { isResourceType } from '../search/registry.js'
import { instant } from './answer.js'
import { type BundleHead, bundle, type Entry } from './bundle.js'
import { dispatch } from './dispatch.js'
import { type Answer, type Context, type Interaction, readPath } from './interaction.js'
import { outcome, Refused, refusalOutcome } from './outcome.js'
import { create, existingMatch } from './write.js'

/** One entry of a batch or transaction, as the interaction it asks for. */
interface Asked {
  fullUrl: string | undefined
  interaction: Interaction
  /** The id a created resource will get, known beforehand so that others can refer to it. */
  id: string
}

/** POST of a Bundle to the base address. `alwaysBatch` plays a server that runs transactions entry by entry. */
export function batchOrTransaction(context: Context, interaction: Interaction, alwaysBatch = false): Answer {
  const body = interaction.body
  if (!isObject(body) || body.resourceType !== 'Bundle') {
    throw new Refused(400, 'structure', 'The base address takes a Bundle')
  }
  const asked = readEntries(body, interaction)
  if (body.type === 'batch' || (alwaysBatch && body.type === 'transaction')) return batch(context, asked)
  if (body.type === 'transaction') return transaction(context, asked)
  throw new Refused(400, 'value', 'Bundle.type must be batch or transaction', 'Bundle.type')
}

function batch(context: Context, asked: Asked[]): Answer {
  const answers = asked.map(({ interaction, id }) => {
    try {
      return carryOut(context, interaction, id)
    } catch (error) {
      return refused(error)
    }
  })
  return respond('batch-response', asked, answers)
}

/** Deletes first, then creates, then updates, then reads, as FHIR orders them; all of it or none of it. */
const ORDER = ['DELETE', 'POST', 'PUT', 'PATCH', 'GET']

function transaction(context: Context, asked: Asked[]): Answer {
  const answers = context.records.transaction(() => {
    refuseTwice(asked)
    const replacements = newNames(context, asked)
    const done: Answer[] = []
    const checks: (() => void)[] = []
    const order = asked.map((_, i) => i).sort((a, b) => rank(asked[a]) - rank(asked[b]) || a - b)
    for (const i of order) {
      const { interaction, id } = asked[i] as Asked
      const afterwards = (check: () => void) => checks.push(() => inEntry(i, check))
      done[i] = inEntry(i, () =>
        carryOut({ ...context, afterwards }, { ...interaction, body: renamed(interaction.body, replacements) }, id),
      )
    }
    for (const check of checks) check()
    return done
  })
  return respond('transaction-response', asked, answers)
}

const rank = (asked: Asked | undefined) => ORDER.indexOf(asked?.interaction.method ?? '')

function inEntry<T>(index: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new Refused(error.status, error.code, `${error.message} (entry ${index})`, `Bundle.entry[${index}]`)
  }
}

function refuseTwice(asked: Asked[]): void {
  const seen = new Set<string>()
  for (const { interaction } of asked) {
    const { method, path } = interaction
    if (path.length !== 2 || method === 'GET' || method === 'POST') continue
    const name = path.join('/')
    if (seen.has(name)) throw new Refused(400, 'invalid', `A transaction may change ${name} only once`)
    seen.add(name)
  }
}

/** What each entry's `fullUrl` will be called, once created or where a conditional create finds it already there. */
function newNames(context: Context, asked: Asked[]): Map<string, string> {
  const names = new Map<string, string>()
  asked.forEach(({ fullUrl, interaction, id }, i) => {
    const [type, given] = interaction.path as [string, string | undefined]
    if (!fullUrl?.startsWith('urn:')) return
    if (names.has(fullUrl))
      throw new Refused(400, 'invalid', `Two entries are ${fullUrl}`, `Bundle.entry[${i}].fullUrl`)
    if (interaction.method === 'POST' && isResourceType(type)) {
      const existing = inEntry(i, () => existingMatch(context, interaction, type))
      names.set(fullUrl, `${type}/${existing?.id ?? id}`)
    } else if (interaction.method === 'PUT' && given) {
      names.set(fullUrl, `${type}/${given}`)
    }
  })
  return names
}

/** The body with references to other entries replaced. Only `reference` is: the same UUID is also an identifier. */
function renamed(value: Json | undefined, names: Map<string, string>): Json | undefined {
  if (names.size === 0 || value === undefined) return value
  if (Array.isArray(value)) return value.map((item) => renamed(item, names) as Json)
  if (!isObject(value)) return value
  const copy: JsonObject = {}
  for (const [key, item] of Object.entries(value)) {
    const name = key === 'reference' && typeof item === 'string' ? names.get(item) : undefined
    define(copy, key, name ?? (renamed(item, names) as Json))
  }
  return copy
}

function carryOut(context: Context, interaction: Interaction, id: string): Answer {
  const [type, more] = interaction.path
  const creates = interaction.method === 'POST' && type !== undefined && more === undefined && isResourceType(type)
  if (!creates) return dispatch(context, interaction)
  if (!interaction.allows(type, 'c'))
    throw new Refused(403, 'forbidden', `Your sign-in does not include this on ${type} (c)`)
  return create(context, interaction, type, id)
}

function refused(error: unknown): Answer {
  const known = error instanceof Refused ? error : new Refused(500, 'exception', 'The server failed at this entry')
  return { status: known.status, headers: {}, body: refusalOutcome(known) }
}

function respond(type: BundleHead['type'], asked: Asked[], answers: Answer[]): Answer {
  const entries = answers.map((answer, i): Entry => {
    const { location, etag } = answer.headers
    const failed = answer.status >= 400
    const wanted = asked[i]?.interaction.method === 'GET' || asked[i]?.interaction.prefer.returns === 'representation'
    return {
      ...(answer.body && !failed && wanted ? { resource: answer.body } : {}),
      response: {
        status: `${answer.status} ${STATUS_WORDS[answer.status] ?? ''}`.trim(),
        ...(location ? { location } : {}),
        ...(etag ? { etag } : {}),
        ...(answer.updated !== undefined ? { lastModified: instant(answer.updated) } : {}),
        ...(failed ? { outcome: answer.body ?? outcome('error', 'exception', 'Failed') } : {}),
      },
    }
  })
  return { status: 200, headers: {}, body: bundle({ type }, entries) }
}

const STATUS_WORDS: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  410: 'Gone',
  412: 'Precondition Failed',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
}

function readEntries(body: JsonObject, whole: Interaction): Asked[] {
  const entries = body.entry ?? []
  if (!Array.isArray(entries)) throw new Refused(400, 'structure', 'Bundle.entry must be a list', 'Bundle.entry')
  return entries.map((entry, i) => readEntry(entry, i, whole))
}

function readEntry(entry: Json, index: number, whole: Interaction): Asked {
  const at = `Bundle.entry[${index}]`
  if (!isObject(entry) || !isObject(entry.request)) {
    throw new Refused(400, 'required', `${at}.request is required`, `${at}.request`)
  }
  const { method, url, ifMatch, ifNoneMatch, ifNoneExist } = entry.request
  if (typeof method !== 'string' || !ORDER.includes(method) || typeof url !== 'string') {
    throw new Refused(400, 'value', `${at}.request needs a method and a url`, `${at}.request`)
  }
  const [path, query] = url.replace(/^https?:\/\/[^/]+\/fhir\//, '').split(/\?(.*)/s) as [string, string | undefined]
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : undefined)
  const body = method === 'PATCH' ? patchBody(entry.resource, at) : entry.resource
  return {
    fullUrl: text(entry.fullUrl),
    id: randomUUID(),
    interaction: {
      method,
      path: readPath(path),
      query: [...new URLSearchParams(query ?? '')],
      body,
      contentType: method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json',
      ifMatch: text(ifMatch),
      ifNoneMatch: text(ifNoneMatch),
      ifNoneExist: text(ifNoneExist),
      prefer: whole.prefer,
      allows: whole.allows,
    },
  }
}

/** In a Bundle a JSON Patch travels as a Binary. */
function patchBody(resource: Json | undefined, at: string): Json {
  const isPatch =
    isObject(resource) && resource.resourceType === 'Binary' && resource.contentType === 'application/json-patch+json'
  if (!isPatch || typeof resource.data !== 'string') {
    throw new Refused(400, 'structure', `${at}.resource must be a Binary with a JSON Patch`, `${at}.resource`)
  }
  try {
    return parseJson(Buffer.from(resource.data, 'base64').toString())
  } catch {
    throw new Refused(400, 'structure', `${at}.resource.data is not JSON`, `${at}.resource.data`)
  }
}
