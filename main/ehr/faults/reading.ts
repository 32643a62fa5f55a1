import { isObject, type Json, type JsonObject, parseJson, printJson } from '../json/lossless.js'
import type { Answer } from '../rest/interaction.js'
import { outcome } from '../rest/outcome.js'
import type { Departure, Effect, EffectDeps } from './effect.js'

/** How servers read otherwise than a client would like: searches, histories, pages, subscriptions. */
export type ReadingBehaviour =
  /** Leaves these out of the CapabilityStatement; they work all the same unless another fault refuses them. */
  | { kind: 'undeclared'; interactions?: string[]; types?: string[]; everything?: boolean }
  /** Answers searches with `_deleted=true` with what was deleted: as resources that are only an id, or as entries without one. */
  | { kind: 'tombstone-search'; as: 'stub' | 'entry' }
  /** Commits the write now under a moment that long ago: it becomes visible behind what everybody has read. */
  | { kind: 'backdated'; milliseconds: number }
  /** Every write takes one and the same moment, as a bulk import does; that many milliseconds ago. `lasts` so many, then the next. */
  | { kind: 'same-moment'; ago?: number; lasts?: number }
  /** Pages by counting from the first match, and refuses (400) to count past `most`. */
  | { kind: 'offset-paging'; most?: number }
  /** Gives at most so many on a page. */
  | { kind: 'count-cap'; count: number }
  /** Takes no notice of `_sort`. */
  | { kind: 'unsorted' }
  /**
   * Answers a search from a copy for so long. `heeds`: not when asked with `Cache-Control: no-cache`. `says`: how old the
   * copy is, by the Age header or by when the Bundle was made. `loosely`: also to a search with other parameters.
   */
  | { kind: 'cached-answers'; seconds: number; heeds?: boolean; says?: 'age' | 'bundle'; loosely?: boolean }
  /** Resources carry no version. */
  | { kind: 'no-version' }
  /** Versions are names, not numbers: nobody can tell which comes next. */
  | { kind: 'named-versions' }
  /** Where `next` points: another origin (`to`), an address relative to the base, `base?_getpages=…`, or the same page again. */
  | { kind: 'next-link'; form: 'elsewhere'; to: string }
  | { kind: 'next-link'; form: 'relative' | 'get-pages' | 'loop' }
  /** The caller may no longer see a patient: reads are refused so, searches are silent about them. */
  | { kind: 'hidden-patient'; patient: string; status: 403 | 404 }
  /** `$everything` leaves these types out. */
  | { kind: 'partial-everything'; types: string[] }
  /** Refuses (400) a time zone whose plus sign arrived as a space. */
  | { kind: 'plus-refused' }
  /** Answers 200 with half of a page and a warning that this is not all. */
  | { kind: 'answers-in-part' }
  /** Answers 200 and an empty Bundle to every search. */
  | { kind: 'finds-nothing' }
  /**
   * The websocket: takes no notice of anybody (`mute`), refuses every subscription (`refuses`), does not say a change
   * (`lost-ping`), hangs up (`drops`) or ends the subscription (`ends`) in place of saying it.
   */
  | { kind: 'live'; what: LiveTrouble }

export type LiveTrouble = 'mute' | 'refuses' | 'lost-ping' | 'drops' | 'ends'

type Effects = {
  [K in ReadingBehaviour['kind']]: (behaviour: Extract<ReadingBehaviour, { kind: K }>, deps: EffectDeps) => Effect
}

/** What a behaviour remembers from one request to the next. */
const moments = new WeakMap<ReadingBehaviour, number>()
const copies = new WeakMap<ReadingBehaviour, Map<string, { answer: Answer; at: number }>>()

export const readingEffects: Effects = {
  // These strike no request: see `Faults.planned` and `Faults.live`.
  undeclared: () => ({}),
  live: () => ({}),
  'tombstone-search': ({ as }, { tombstones }) => {
    let found: { type: string; id: string; updated: number }[] | undefined
    return {
      before(exchange) {
        if (!exchange.query.some(([name, value]) => name === '_deleted' && value === 'true')) return undefined
        const since = exchange.query.find(([name]) => name === '_lastUpdated')?.[1].replace(/^g[et]/, '')
        found = tombstones(exchange.path, since === undefined ? 0 : Date.parse(since))
        exchange.query = [['_count', '0']]
        return undefined
      },
      after(departure) {
        if (!found || !('answer' in departure) || departure.answer.status !== 200) return departure
        const entry = found.map(({ type, id, updated }) => {
          const lastUpdated = new Date(updated).toISOString()
          return as === 'stub'
            ? { resource: { resourceType: type, id, meta: { lastUpdated } }, search: { mode: 'match' } }
            : { fullUrl: `${type}/${id}`, response: { status: '410', lastModified: lastUpdated } }
        })
        const body = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', ...(entry.length > 0 && { entry }) })
        return { answer: { ...departure.answer, body } }
      },
    }
  },
  backdated: ({ milliseconds }, { clock }) => ({
    before(exchange) {
      exchange.moment = clock.next() - milliseconds
      return undefined
    },
  }),
  'same-moment': (behaviour, { clock }) => ({
    before(exchange) {
      const [{ ago = 0, lasts = Number.POSITIVE_INFINITY }, now, moment] = [
        behaviour,
        clock.next(),
        moments.get(behaviour),
      ]
      exchange.moment = moment !== undefined && now - ago - moment < lasts ? moment : now - ago
      exchange.oneMoment = true
      moments.set(behaviour, exchange.moment)
      return undefined
    },
  }),
  'offset-paging': ({ most }) => ({
    before(exchange) {
      exchange.offsets = { most: most ?? Number.POSITIVE_INFINITY }
      return undefined
    },
  }),
  'count-cap': ({ count }) => ({
    before(exchange) {
      exchange.query = exchange.query.map(([name, value]) => [
        name,
        name === '_count' ? String(Math.min(Number(value), count)) : value,
      ])
      return undefined
    },
  }),
  unsorted: () => ({
    before(exchange) {
      exchange.query = exchange.query.map(([name, value]) => (name === '_sort' ? [name, '_id'] : [name, value]))
      return undefined
    },
  }),
  'cached-answers': (behaviour, { wall }) => {
    const { seconds, heeds = false, says, loosely = false } = behaviour
    let name: string | undefined
    return {
      before({ method, path, query, headers }) {
        const isSearch = method === 'GET' && /^[A-Z][A-Za-z]*(\/[^/]+\/\$everything)?$/.test(path)
        if (!isSearch || (heeds && /no-cache/.test(headers['cache-control'] ?? ''))) return undefined
        name = loosely ? path : `${path}?${new URLSearchParams(query)}`
        const kept = copies.get(behaviour)?.get(name)
        const age = kept ? Math.floor((wall() - kept.at) / 1000) : 0
        if (!kept || age >= seconds) return undefined
        name = undefined
        const more: Record<string, string> = says === 'age' ? { age: String(age) } : {}
        return { answer: { ...kept.answer, headers: { ...kept.answer.headers, ...more } } }
      },
      after(departure) {
        if (name === undefined || !('answer' in departure) || departure.answer.status !== 200) return departure
        const at = wall()
        const stamped = (bundle: JsonObject) => ({ ...bundle, meta: { lastUpdated: new Date(at).toISOString() } })
        const made = says === 'bundle' ? withBundle(departure, stamped) : departure
        if (!('answer' in made)) return made
        const known = copies.get(behaviour) ?? new Map()
        copies.set(behaviour, known.set(name, { answer: made.answer, at }))
        return made
      },
    }
  },
  'no-version': () => ({
    after(departure) {
      if (!('answer' in departure)) return departure
      const { answer } = departure
      const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => name !== 'etag'))
      const body = answer.body?.replace(/"versionId":"[^"]*",|,?"versionId":"[^"]*"/g, '')
      return { ...departure, answer: { ...answer, headers, body } }
    },
  }),
  'named-versions': () => ({
    before(exchange) {
      exchange.path = exchange.path.replace(/(_history\/)v-(\d+)-x/, '$1$2')
      exchange.body = exchange.body.replace(/"v-(\d+)-x"/g, '"$1"')
      const condition = exchange.headers['if-match']
      if (typeof condition === 'string') exchange.headers['if-match'] = condition.replace(/v-(\d+)-x/, '$1')
      return undefined
    },
    after(departure) {
      if (!('answer' in departure)) return departure
      const { answer } = departure
      const { etag, location } = answer.headers
      const headers = {
        ...answer.headers,
        ...(etag && { etag: etag.replace(/"(\d+)"/, '"v-$1-x"') }),
        ...(location && { location: location.replace(/(_history\/)(\d+)/, '$1v-$2-x') }),
      }
      const body = answer.body?.replace(/("versionId":)"(\d+)"/g, '$1"v-$2-x"')
      return { ...departure, answer: { ...answer, headers, ...(body !== undefined && { body }) } }
    },
  }),
  'next-link': (behaviour) => {
    let itself = ''
    return {
      before(exchange) {
        const { path, query } = exchange
        itself = `${path}?${new URLSearchParams(query)}`
        const page = behaviour.form === 'get-pages' ? query.find(([name]) => name === '_getpages')?.[1] : undefined
        if (page === undefined) return undefined
        const [to, search] = Buffer.from(page, 'base64url').toString().split('?') as [string, string]
        exchange.path = to
        exchange.query = [...new URLSearchParams(search)]
        return undefined
      },
      after: (departure) =>
        withBundle(departure, (bundle) => ({
          ...bundle,
          ...(Array.isArray(bundle.link) && { link: bundle.link.map((link) => led(link, behaviour, itself)) }),
        })),
    }
  },
  'hidden-patient': ({ patient, status }) => {
    const refused = { answer: refusal(status, 'You have no access to this record') }
    const mentions = (json: Json) =>
      new RegExp(`"Patient/${patient}["/]`).test(printJson(json)) ||
      (isObject(json) && json.resourceType === 'Patient' && json.id === patient)
    return {
      before: ({ path, body }) =>
        new RegExp(`^Patient/${patient}(/|$)`).test(path) || body.includes(`"Patient/${patient}"`)
          ? refused
          : undefined,
      after(departure) {
        if (!('answer' in departure) || !departure.answer.body || departure.answer.status >= 400) return departure
        const body = parseJson(departure.answer.body)
        if (!isObject(body) || body.resourceType !== 'Bundle') return mentions(body) ? refused : departure
        return withBundle(departure, (bundle) =>
          withEntries(bundle, (entry) => !isObject(entry) || entry.resource === undefined || !mentions(entry.resource)),
        )
      },
    }
  },
  'partial-everything': ({ types }) => {
    let concerns = false
    return {
      before({ path }) {
        concerns = path.endsWith('/$everything')
        return undefined
      },
      after: (departure) =>
        concerns
          ? withBundle(departure, (bundle) => withEntries(bundle, (entry) => !types.includes(typeOf(entry))))
          : departure,
    }
  },
  'plus-refused': () => ({
    before: ({ query }) =>
      query.some(([, value]) => /\d \d\d:\d\d$/.test(value))
        ? { answer: refusal(400, 'This is not an instant') }
        : undefined,
  }),
  'answers-in-part': () => ({
    after: (departure) =>
      withBundle(departure, ({ link: _link, entry, ...bundle }) => ({
        ...bundle,
        entry: [
          ...(Array.isArray(entry) ? entry.slice(0, entry.length / 2) : []),
          {
            search: { mode: 'outcome' },
            resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'incomplete' }] },
          },
        ],
      })),
  }),
  'finds-nothing': () => ({
    after: (departure) => withBundle(departure, ({ resourceType, type }) => ({ resourceType, type }) as JsonObject),
  }),
}

const refusal = (status: number, text: string): Answer => ({
  status,
  headers: {},
  body: outcome('error', status === 404 ? 'not-found' : status === 403 ? 'forbidden' : 'value', text),
})

function withBundle(departure: Departure, change: (bundle: JsonObject) => JsonObject): Departure {
  if (!('answer' in departure) || departure.answer.status !== 200 || !departure.answer.body) return departure
  // Another fault may have put a web page in its place.
  const bundle = departure.answer.body.startsWith('{') ? parseJson(departure.answer.body) : null
  if (!isObject(bundle) || bundle.resourceType !== 'Bundle') return departure
  return { ...departure, answer: { ...departure.answer, body: printJson(change(bundle)) } }
}

const withEntries = (bundle: JsonObject, keep: (entry: Json) => boolean): JsonObject =>
  Array.isArray(bundle.entry) ? { ...bundle, entry: bundle.entry.filter(keep) } : bundle

const typeOf = (entry: Json): string =>
  isObject(entry) && isObject(entry.resource as Json) ? String((entry.resource as JsonObject).resourceType) : ''

function led(link: Json, behaviour: ReadingBehaviour & { kind: 'next-link' }, itself: string): Json {
  if (!isObject(link) || link.relation !== 'next') return link
  const url = String(link.url)
  const [base, path] = url.split(/(?<=\/fhir)\/?/) as [string, string]
  switch (behaviour.form) {
    case 'elsewhere':
      return { ...link, url: `${behaviour.to}/${path}` }
    case 'relative':
      return { ...link, url: path }
    case 'get-pages':
      return { ...link, url: `${base}?_getpages=${Buffer.from(path).toString('base64url')}` }
    case 'loop':
      return { ...link, url: `${base}/${itself}` }
  }
}
