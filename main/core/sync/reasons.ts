import { type HeldBecause, heldBecause } from '../../../shared/contract/views/session.js'
import { addDays, dayBounds, localDate } from '../../../shared/kernel/dates.js'
import type { DateText, Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from '../store/connection.js'
import { all, one } from '../store/statement.js'

export type Why = HeldBecause

/** Reasons that no person ends by letting go of the chart. */
export const isPressing = (why: Why): boolean => why !== 'pinned' && why !== 'opened recently'

/** How many of the charts opened last are kept. */
const recentCharts = 20

const calledOff = `('cancelled', 'noshow', 'entered-in-error')`

/** The next day on which somebody is booked: after a Friday that is a Monday. */
export function nextClinicDay(db: Sqlite, now: Date): DateText | undefined {
  const { end } = dayBounds(localDate(now))
  const first = one<{ starts: Instant }>(
    db,
    `SELECT starts FROM appointment WHERE starts >= ? AND status NOT IN ${calledOff} ORDER BY starts LIMIT 1`,
    end,
  )
  return first && localDate(new Date(first.starts))
}

/**
 * Every patient whose chart belongs on the workstation of `user` now, with the reasons in order of weight. Within a
 * reason the person's own patients come first, then who comes first. With `of: 'held'` only charts that are here, at a
 * cost that follows their number and not the clinic's.
 */
export function reasonsNow(
  db: Sqlite,
  now: Date,
  user: LocalId | undefined,
  of: 'held' | 'all' = 'all',
): Map<LocalId, Why[]> {
  const today = localDate(now)
  const found = new Map<LocalId, Set<Why>>()
  const add = (why: Why, table: string, rest: string, ...values: unknown[]): void => {
    // Read by patient where few are asked for: CROSS JOIN keeps that order.
    const from = of === 'held' ? `held_chart h CROSS JOIN ${table} x ON x.patient = h.patient` : `${table} x`
    for (const { patient } of all<{ patient: LocalId | null }>(
      db,
      `SELECT x.patient FROM ${from} ${rest}`,
      ...values,
    )) {
      if (!patient) continue
      const reasons = found.get(patient)
      if (reasons) reasons.add(why)
      else found.set(patient, new Set([why]))
    }
  }
  const on = (why: Why, day: DateText): void => {
    const { start, end } = dayBounds(day)
    const rest = `WHERE x.starts >= ? AND x.starts < ? AND x.status NOT IN ${calledOff} ORDER BY x.practitioner IS NOT ?, x.starts`
    add(why, 'appointment', rest, start, end, user ?? null)
  }
  add('in the clinic now', 'encounter', `WHERE x.status IN ('arrived', 'triaged', 'in-progress', 'onleave')`)
  on('on today’s schedule', today)
  add(
    'waiting for a draw',
    'lab_order',
    `WHERE x.drawn = 0 AND x.status = 'active' AND (x.due IS NULL OR x.due < ?) ORDER BY x.due`,
    dayBounds(today).end,
  )
  if (user) {
    add(
      'in your inbox',
      'task',
      `WHERE x.status IN ('open', 'claimed')
       AND x.owner IN (SELECT ? UNION SELECT team FROM care_team_member WHERE member = ?
         UNION SELECT practitioner FROM absence WHERE cover = ? AND starts <= ? AND (ends IS NULL OR ends > ?))
       ORDER BY x.owner IS NOT ?, x.priority, x.authored`,
      user,
      user,
      user,
      now.toISOString(),
      now.toISOString(),
      user,
    )
  }
  const next = nextClinicDay(db, now)
  if (next) on(next === addDays(today, 1) ? 'on tomorrow’s schedule' : 'on the next clinic day’s schedule', next)
  add('not all in the EHR yet', 'outbox', 'ORDER BY x.seq')
  add('pinned', '(SELECT patient FROM held_chart WHERE pinned = 1)', '')
  add(
    'opened recently',
    `(SELECT patient, opened_at FROM held_chart WHERE opened_at IS NOT NULL ORDER BY opened_at DESC LIMIT ${recentCharts})`,
    'ORDER BY x.opened_at DESC',
  )
  return new Map([...found].map(([patient, why]) => [patient, heldBecause.filter((reason) => why.has(reason))]))
}
