import { bySeniority, type Twin } from '../../../shared/domain/task/twin.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { all } from './statement.js'

export interface HeldTwin extends Twin {
  id: LocalId
}

interface Row {
  id: LocalId
  own: string
  server_id: string
  status: Twin['status']
  noted_at: string | null
}

const doubledSql = 'SELECT own FROM task WHERE own IS NOT NULL GROUP BY own HAVING count(*) > 1'
const ofSomeSql = `SELECT DISTINCT t.own FROM json_each(?) j CROSS JOIN task t ON t.id = j.value
  WHERE t.own IS NOT NULL AND t.made_by IS NOT NULL`

/**
 * Tasks of the machine's that the EHR made more than once, each with the one that stays first: all there are, or those with one of
 * these ids among them.
 */
export function twinsIn(db: Sqlite, ids?: Iterable<LocalId>): HeldTwin[][] {
  const doubled = ids
    ? all<{ own: string }>(db, ofSomeSql, JSON.stringify([...ids]))
    : all<{ own: string }>(db, doubledSql)
  return doubled
    .map(({ own }) =>
      all<Row>(
        db,
        `SELECT t.id, t.own, s.server_id, t.status, t.noted_at FROM task t JOIN resource s ON s.id = t.id AND s.type = 'Task'
         WHERE t.own = ? AND t.made_by IS NOT NULL AND s.server_id > ''`,
        own,
      )
        .map(({ id, server_id, status, noted_at }) => ({ id, status, serverId: server_id, noted: noted_at !== null }))
        .sort(bySeniority),
    )
    .filter((twins) => twins.length > 1)
}
