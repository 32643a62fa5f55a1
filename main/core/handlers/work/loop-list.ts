import type { Staff } from '../../../../shared/contract/views/session.js'
import type { LoopList } from '../../../../shared/contract/views/work/results.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import type { LoopRow } from '../../store/loop.js'
import { all, one } from '../../store/statement.js'
import type { Context } from '../context.js'
import { patientCore, patientRows } from '../people.js'
import { lineOf, serverNow } from './loop-view.js'
import { partiesOf } from './parties.js'

/** Rows at once; more than this is a backlog and no list. */
const most = 500
/**
 * Finished work is held for 35 days. A final report older than that with no task says nothing about whether anybody
 * reviewed it: it is not called open.
 */
const knownDays = 35

const isOpen = `awaited IS NOT NULL AND NOT (awaited = 'reviewed' AND task IS NULL AND since < ?)`

/** Loops that wait for somebody, overdue ones first. */
export function loopList(context: Context, view: 'overdue' | 'open' | 'mine', me: Staff | undefined): LoopList {
  const { store, sync, clock } = context
  const now = serverNow(context)
  const since = new Date(Date.parse(now) - knownDays * 86_400_000).toISOString() as Instant
  const parties = me ? partiesOf(context, me).map(({ party }) => party) : []
  const mine = new Set<string>(parties)
  const which = { overdue: 'AND expected <= ?', open: 'AND ? IS NOT NULL', mine: 'AND ? IS NOT NULL' }[view]
  const own = view === 'mine' ? 'AND person IN (SELECT value FROM json_each(?))' : 'AND ? IS NOT NULL'
  const rows = all<LoopRow>(
    store.db,
    `SELECT * FROM loop WHERE ${isOpen} ${which} ${own}
       ORDER BY CASE weight WHEN 'critical' THEN 0 ELSE 1 END, expected IS NULL, expected, id LIMIT ${most}`,
    since,
    now,
    JSON.stringify(parties),
  )
  const counts = one<{ open: number; overdue: number; critical: number }>(
    store.db,
    `SELECT count(*) AS open, coalesce(sum(expected <= ?), 0) AS overdue, coalesce(sum(weight = 'critical'), 0) AS critical
       FROM loop WHERE ${isOpen}`,
    now,
    since,
  )
  const ids = rows.flatMap(({ patient }) => (patient ? [patient] : []))
  const patients = patientRows(store, [...new Set<LocalId>(ids)])
  const { state, asOf } = sync.view()
  return {
    rows: rows.map((row) => {
      const patient = row.patient ? patients.get(row.patient) : undefined
      return lineOf(context, row, { patient: patient && patientCore(patient, clock.now()), now, mine })
    }),
    counts: counts ?? { open: 0, overdue: 0, critical: 0 },
    ...(state !== 'online' && asOf && { asOf }),
  }
}
