import type { Resource } from '@medplum/fhirtypes'
import type { Instant } from '../../../shared/kernel/ids.js'
import type { Answer, FhirClient, Outcome } from '../fhir/client.js'
import { type Failure, failure } from '../fhir/failure.js'
import type { Page } from '../fhir/page.js'
import { daysOf, splits } from './split.js'

type Found = Resource & { id: string }

/** Everything a search finds, in the order of its last change. */
export interface Search {
  type: string
  /** Without `_lastUpdated`, `_sort` and `_count`. */
  params: [string, string][]
  count: number
}

/** A page of it. */
export interface Step {
  ok: true
  /** What was not on an earlier page. */
  resources: Found[]
  /** Everything up to this change has been seen: the walk may be taken up again here. Undefined while that is not so. */
  upTo: string | undefined
  /** This was all. */
  last: boolean
  /** The time the answer can vouch for. */
  serverTime: Instant | undefined
}

/** How often a stretch that changes while it is read is read again. */
const patience = 5

/**
 * Walks a search by change time: after each page the next one is asked for from the last change seen, instead of
 * following the server's link. So a row that changes meanwhile comes again later and no other row slips past, whatever
 * the server pages by and however far it lets itself be paged. Links are followed only where that cannot work: among
 * rows of one and the same moment, and on servers that do not sort. There the rows are counted before and after.
 */
export async function* walk(client: FhirClient, search: Search, from?: string): AsyncGenerator<Step | Failure> {
  const { type, count } = search
  const open = (low: string | undefined): Promise<Outcome<Page>> =>
    client.search(type, [...search.params, ...since(low), ['_sort', '_lastUpdated'], ['_count', String(count)]])
  let low = from
  /** Those of the last moment seen, which the next page begins with. */
  let edge = new Set<string>()
  let answer = await open(low)
  for (;;) {
    if (!answer.ok) return yield answer
    const { serverTime, value } = answer
    const rows = ofType(value, type)
    const fresh = rows.filter((row) => !edge.has(nameOf(row)))
    if (value.next === undefined) return yield { ok: true, resources: fresh, upTo: undefined, last: true, serverTime }
    if (!inOrder(rows, low)) return yield* settled(client, search, since(from), { last: true })
    const high = momentOf(rows.at(-1)) as string
    if (momentOf(rows[0]) === high) {
      // A whole page of one moment: asking from it would bring the same page again.
      const after = new Date(Date.parse(high) + 1).toISOString()
      const range: [string, string][] = [...since(high), ['_lastUpdated', `lt${after}`]]
      const seen = new Map(rows.filter((row) => edge.has(nameOf(row))).map((row) => [row.id, nameOf(row)]))
      for await (const step of settled(client, search, range, { upTo: high, seen, last: false })) {
        yield step
        if (!step.ok) return
      }
      low = after
      edge = new Set()
      answer = await open(low)
    } else {
      const following = open(high)
      yield { ok: true, resources: fresh, upTo: high, last: false, serverTime }
      low = high
      edge = new Set(rows.filter((row) => momentOf(row) === high).map(nameOf))
      answer = await following
    }
  }
}

/**
 * A stretch by the server's own links, read again until nothing left it meanwhile: what leaves it lets others slip past.
 * `known`: up to where all is seen before the stretch, what of it was seen, whether it is the last.
 */
async function* settled(
  client: FhirClient,
  { type, params, count }: Search,
  range: [string, string][],
  known: { upTo?: string; seen?: Map<string, string>; last: boolean },
): AsyncGenerator<Step | Failure> {
  const { upTo, last, seen = new Map<string, string>() } = known
  const stretch = [...params, ...range]
  for (let round = 0; round < patience; round++) {
    const [before, sizeBefore] = [await counted(client, type, stretch), seen.size]
    let refused = false
    for await (const answer of links(client, type, [...stretch, ['_count', String(count)]])) {
      if (answer.ok) yield stepOf(answer, type, seen, upTo)
      else if (endsThere(answer)) refused = true
      else return yield answer
    }
    // Not let to the end, or told that there is nothing more when there should be.
    const cut = refused || (before !== undefined && seen.size < before && seen.size === sizeBefore)
    if (cut) {
      if (before === undefined || splits[type] === undefined) return yield tooMany
      for await (const answer of byDays(client, type, stretch, count)) {
        if (!answer.ok) return yield endsThere(answer) ? tooMany : answer
        yield stepOf(answer, type, seen, upTo)
      }
    }
    const now = await counted(client, type, stretch)
    const stands = before !== undefined && before === now && (seen.size >= now || (cut && !refused))
    if (stands || ((before === undefined || now === undefined) && round > 0 && seen.size === sizeBefore)) {
      if (last) yield { ok: true, resources: [], upTo: undefined, last: true, serverTime: undefined }
      return
    }
  }
  yield tooMany
}

/** The same stretch in parts, by the day of the record's own date, where the server does not let it be paged to its end. */
async function* byDays(
  client: FhirClient,
  type: string,
  range: [string, string][],
  count: number,
): AsyncGenerator<Outcome<Page>> {
  const name = splits[type] as string
  const waiting = daysOf(name)
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const params = [...range, ...part.params]
    const size = await counted(client, type, params)
    if (size === 0) continue
    const halves = size !== undefined && size > count ? part.halves() : undefined
    if (halves) waiting.push(...halves)
    else yield* links(client, type, [...params, ['_count', String(count)]])
  }
}

/** The pages of a search by the server's links, to the end or the first failure. */
export async function* links(
  client: FhirClient,
  path: string,
  params: [string, string][],
): AsyncGenerator<Outcome<Page>> {
  const visited = new Set<string>()
  let answer = await client.search(path, params)
  for (;;) {
    if (!answer.ok) return yield answer
    const { next } = answer.value
    if (next !== undefined && (visited.has(next) || !client.follows(next))) {
      yield answer
      return yield astray
    }
    const following = next === undefined ? undefined : client.next(next)
    yield answer
    if (!following) return
    visited.add(next as string)
    answer = await following
  }
}

/** The server refuses to go on, rather than being unable to answer just now. */
export const endsThere = ({ kind }: Failure): boolean =>
  kind === 'invalid' || kind === 'gone' || kind === 'not-found' || kind === 'conflict' || kind === 'incomplete'

const astray = failure('incomplete', 'The pages of the EHR’s answer lead in a circle, or to another computer.')
const tooMany = failure(
  'incomplete',
  'The EHR does not let some records be read to their end, so they may be missing here.',
)

async function counted(client: FhirClient, type: string, params: [string, string][]): Promise<number | undefined> {
  const answer = await client.search(type, [...params, ['_summary', 'count']])
  return answer.ok ? answer.value.total : undefined
}

function stepOf(answer: Answer<Page>, type: string, seen: Map<string, string>, upTo: string | undefined): Step {
  const resources = ofType(answer.value, type).filter((row) => seen.get(row.id) !== nameOf(row))
  for (const row of resources) seen.set(row.id, nameOf(row))
  return { ok: true, resources, upTo, last: false, serverTime: answer.serverTime }
}

const since = (low: string | undefined): [string, string][] => (low === undefined ? [] : [['_lastUpdated', `ge${low}`]])

const ofType = ({ resources }: Page, type: string): Found[] => resources.filter((row) => row.resourceType === type)

const nameOf = ({ id, meta }: Found): string => `${id} ${meta?.versionId ?? ''} ${meta?.lastUpdated ?? ''}`

/** To the millisecond, which is what searches take; finer differences count as one moment. */
function momentOf(row: Found | undefined): string | undefined {
  const at = Date.parse(row?.meta?.lastUpdated ?? '')
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

/** Whether the server sorted as asked: later or the same from row to row, none before where it was to begin. */
function inOrder(rows: readonly Found[], low: string | undefined): boolean {
  let before = low === undefined ? Number.NEGATIVE_INFINITY : Math.floor(Date.parse(low))
  if (rows.length === 0) return false
  for (const row of rows) {
    const at = Date.parse(row.meta?.lastUpdated ?? '')
    if (!(at >= before)) return false
    before = at
  }
  return true
}
