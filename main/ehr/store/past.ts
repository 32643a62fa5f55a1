import type { Database } from 'better-sqlite3'
import { RESOURCE_TYPES } from '../search/registry.js'
import type { Version } from './records.js'

/** What a page of history starts after: the version shown last. */
export interface HistoryPlace {
  updated: number
  pk: number
  version: number
}

export interface HistoryAsk {
  /** Both for one resource, `type` alone for a type, neither for everything. */
  type: string | undefined
  id: string | undefined
  /** Only versions made at or after this moment (milliseconds since 1970). */
  since: number | undefined
  after: HistoryPlace | undefined
  limit: number
}

export interface HistoryReader {
  /** Versions, newest first, deletions among them. */
  versions(ask: HistoryAsk): Version[]
}

const COLUMNS = 'type, id, version, updated'
const CURRENT = `select pk, ${COLUMNS}, (select json from content where resource = pk) as json from resource`
const OLDER = `select resource as pk, ${COLUMNS}, json from history`

/** `pk` is the column that holds the resource's key: `pk` itself, or `resource` in the history table. */
const when = (pk: string) => `updated >= @since and updated <= @updated
  and (updated, ${pk}, version) < (@updated, @pk, @version)`
const order = (pk: string) => `order by updated desc, ${pk} desc, version desc limit @limit`

const OF_TYPE = `
  select * from (
    ${CURRENT} where type = @type and ${when('pk')} ${order('pk')})
  union all
  select * from (
    ${OLDER} where type = @type and ${when('resource')} ${order('resource')})
  ${order('pk')}`

const OF_ONE = `
  ${CURRENT} where type = @type and id = @id and ${when('pk')}
  union all
  ${OLDER}
    where resource = (select pk from resource where type = @type and id = @id) and ${when('resource')}
  ${order('pk')}`

export function historyReader(db: Database): HistoryReader {
  const ofType = db.prepare<Record<string, unknown>[], Version>(OF_TYPE)
  const ofOne = db.prepare<Record<string, unknown>[], Version>(OF_ONE)
  const newestFirst = (a: Version, b: Version) => b.updated - a.updated || b.pk - a.pk || b.version - a.version
  return {
    versions({ type, id, since, after, limit }) {
      const place = after ?? { updated: Number.MAX_SAFE_INTEGER, pk: Number.MAX_SAFE_INTEGER, version: 0 }
      const values = { ...place, since: since ?? Number.MIN_SAFE_INTEGER, limit }
      if (type !== undefined && id !== undefined) return ofOne.all({ ...values, type, id })
      if (type !== undefined) return ofType.all({ ...values, type })
      const all = RESOURCE_TYPES.flatMap((each) => ofType.all({ ...values, type: each }))
      return all.sort(newestFirst).slice(0, limit)
    },
  }
}

/** What of a type is deleted and was so at or after a moment. */
export function tombstonesOf(
  db: Database,
): (type: string, since: number) => Pick<Version, 'type' | 'id' | 'updated'>[] {
  const found = db.prepare<[string, number], Pick<Version, 'type' | 'id' | 'updated'>>(
    'select type, id, updated from resource where type = ? and deleted = 1 and updated >= ? order by updated',
  )
  return (type, since) => found.all(type, since)
}
