import type { TaskProjection } from '../../store/task.js'

/**
 * The worst flag of a task `t`: what it says itself, else of its report's values that are held. SQL.
 * Most tasks made by Rounds say it, which spares lists looking into reports.
 */
export const flagSql = `CASE WHEN t.flag IN ('HH', 'LL', 'H', 'L', 'A') THEN t.flag
  WHEN t.flag IS NULL AND t.kind = 'result-review' THEN (SELECT a.flag FROM report r, json_each(r.results) j
    JOIN abnormal a ON a.id = j.value WHERE r.id = t.focus ORDER BY instr('A L H LL HH', a.flag) DESC LIMIT 1) END`

/** Whether its claim has ended by itself, so that those it was claimed from have it again. */
export const hasLapsed = (
  row: Pick<TaskProjection, 'status' | 'lease_until' | 'claimed_from' | 'role'>,
  now: string,
): boolean =>
  row.status === 'claimed' &&
  row.lease_until !== null &&
  row.lease_until <= now &&
  (row.claimed_from ?? row.role) !== null
