import type { Database } from 'better-sqlite3'
import { Refused } from '../rest/outcome.js'
import type { Dictionary } from '../store/dictionary.js'
import type { Version } from '../store/records.js'
import type { Condition } from './condition.js'
import { mayMeet, meets } from './judge.js'
import type { Query } from './query.js'
import { type Clause, clause, RANK } from './sql.js'
import type { Resource } from './values.js'

/** A live resource found by a search; `json` is there, since deleted ones are never found. */
export type Hit = Version & { json: string }

export interface Page {
  hits: Hit[]
  /** Where the next page starts, when there is one. Opaque to clients. */
  next: string | undefined
}

export interface Finder {
  /** One page. `query.count` of 0 gives none. */
  page(query: Query): Page
  count(query: Query): number
  /** At most `limit` matches, in no particular order. */
  some(query: Query, limit: number): Hit[]
  /** One page of a patient's chart, the patient among it, in the order of their last change. */
  chart(ask: ChartAsk): Page
}

export interface ChartAsk {
  patient: string
  types: string[] | undefined
  /** Milliseconds since 1970. */
  since: number | undefined
  cursor: string | undefined
  count: number
}

/** A page continues after the row where the last one ended, never at an offset: inserts cannot shift it. */
interface Place {
  /** Value of the sort key; null sorts as `NO_DATE`. */
  key: number | string
  pk: number
}

const NO_DATE = -9e15

/** Finds by key so that SQLite is told which index serves; rows it lets through are judged where SQL was not exact. */
export function finder(db: Database, dictionary: Dictionary): Finder {
  const content = db.prepare<[number], string>('select json from content where resource = ?').pluck()
  // Two narrow indexes tell it; whether each of half a million rows is deleted would be read row by row.
  const all = db
    .prepare<[string, string], number>(
      `select (select count(*) from resource where type = ?)
         - (select count(*) from resource where type = ? and deleted = 1)`,
    )
    .pluck()
  const rows = (sql: string) => db.prepare<(string | number)[], Omit<Keyed, 'json'>>(sql)

  function* matches(query: Query, order: boolean, limit?: number): Generator<Keyed> {
    const plan = planOf(query, dictionary, order)
    const judged = plan.judged
    const bounded = judged.length === 0 && limit !== undefined ? ` limit ${limit}` : ''
    for (const row of rows(`${plan.sql}${bounded}`).iterate(...plan.values)) {
      const json = content.get(row.pk) as string
      if (judged.length > 0) {
        if (!judged.every((condition) => mayMeet(condition, json))) continue
        const resource = JSON.parse(json) as Resource
        if (!judged.every((condition) => meets(condition, resource, row.updated))) continue
      }
      yield { ...row, json }
    }
  }

  return {
    page(query) {
      const hits: Keyed[] = []
      if (query.count === 0) return { hits, next: undefined }
      let passed = query.offset ?? 0
      for (const hit of matches(query, true, passed + query.count + 1)) {
        if (passed-- > 0) continue
        hits.push(hit)
        if (hits.length > query.count) break
      }
      return paged(hits, query.count)
    },
    count(query) {
      if (query.conditions.length === 0) return all.get(query.type, query.type) as number
      const whole = { ...query, cursor: undefined }
      const plan = planOf(whole, dictionary, false)
      if (plan.judged.length === 0) {
        const counted = db.prepare<(string | number)[], { n: number }>(plan.counting)
        return counted.get(...plan.values)?.n ?? 0
      }
      let n = 0
      for (const _ of matches(whole, false)) n++
      return n
    },
    some(query, limit) {
      const hits: Hit[] = []
      for (const hit of matches(query, false, limit)) {
        hits.push(hit)
        if (hits.length === limit) break
      }
      return hits
    },
    chart({ patient, types, since, cursor, count }) {
      const place = cursor === undefined ? { key: NO_DATE, pk: 0 } : readPlace(cursor, 'number')
      const hits = db.prepare<Record<string, unknown>[], Keyed>(CHART).all({
        patient,
        target: dictionary.parameter('Provenance', 'target'),
        since: since ?? NO_DATE,
        types: types ? JSON.stringify(types) : null,
        key: place.key,
        pk: place.pk,
        limit: count + 1,
      })
      return paged(hits, count)
    },
  }
}

/** What names the patient, the patient, and the provenance of either. */
const CHART = `
  with chart (pk, type, id) as (
    select pk, type, id from resource where patient = @patient
    union all select pk, type, id from resource where type = 'Patient' and id = @patient)
  select r.pk, r.type, r.id, r.version, r.updated, c.json, r.updated as key
  from resource r join content c on c.resource = r.pk
  where r.pk in (select pk from chart union select t.resource from chart c
      join term t on t.parameter = @target and t.value = c.type || '/' || c.id)
    and r.updated >= @since and (@types is null or r.type in (select value from json_each(@types)))
    and (+r.updated, r.pk) > (@key, @pk)
  order by +r.updated, r.pk limit @limit`

type Keyed = Hit & { key: number | string }

/** Splits off the row that only showed that there is more. */
function paged(hits: Keyed[], count: number): Page {
  if (hits.length <= count) return { hits, next: undefined }
  const shown = hits.slice(0, count)
  const last = shown.at(-1) as Keyed
  return { hits: shown, next: writePlace({ key: last.key, pk: last.pk }) }
}

interface Plan {
  sql: string
  counting: string
  values: (string | number)[]
  judged: Condition[]
}

function planOf(query: Query, dictionary: Dictionary, ordered: boolean): Plan {
  const clauses = query.conditions.map((condition) => clause(query.type, condition, dictionary))
  const judged = query.conditions.filter((_, i) => !clauses[i]?.exact)
  const driver = clauses.reduce<Clause | undefined>(
    (best, each) => (each.rank > (best?.rank ?? 0) ? each : best),
    undefined,
  )
  // A plus before a column tells SQLite not to use an index for it.
  const parts = clauses.map((each) =>
    each === driver ? (each.leading ?? each.sql).replaceAll('%', 'r.') : each.sql.replaceAll('%', '+r.'),
  )
  parts.unshift(`${driver?.leading ? '+' : ''}r.type = ?`, 'r.deleted = 0')
  const values: (string | number)[] = [query.type, ...clauses.flatMap((each) => each.values)]

  const served = !driver || driver.rank === RANK.updated
  const key = sortColumn(query, ordered && served)
  if (query.cursor !== undefined) {
    const place = readPlace(query.cursor, query.sort.key === 'id' ? 'string' : 'number')
    parts.push(`(${key}, r.pk) ${query.sort.down ? '<' : '>'} (?, ?)`)
    values.push(place.key, place.pk)
  }
  const from = `from resource r where ${parts.join(' and ')}`
  const direction = query.sort.down ? 'desc' : 'asc'
  const order = ordered ? ` order by ${key} ${direction}, r.pk ${direction}` : ''
  return {
    sql: `select r.pk, r.type, r.id, r.version, r.updated, ${key} as key ${from}${order}`,
    counting: `select count(*) as n ${from}`,
    values,
    judged,
  }
}

function sortColumn(query: Query, served: boolean): string {
  if (query.sort.key === 'date') return `coalesce(r.starts, ${NO_DATE})`
  const plus = served ? '' : '+'
  return query.sort.key === 'id' ? `${plus}r.id` : `${plus}r.updated`
}

const writePlace = (place: Place): string => Buffer.from(JSON.stringify([place.key, place.pk])).toString('base64url')

function readPlace(cursor: string, kind: 'string' | 'number'): Place {
  try {
    const [key, pk] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    if (typeof key === kind && Number.isSafeInteger(pk)) return { key: key as number | string, pk: pk as number }
  } catch {
    // Falls through to the refusal below.
  }
  throw new Refused(400, 'value', 'This page link is not one of this server')
}
