import type { HeldBecause } from '../../../shared/contract/views/session.js'
import { addDays, dayBounds, localDate } from '../../../shared/kernel/dates.js'
import type { DateText, Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from '../store/connection.js'
import { all, one } from '../store/statement.js'

export type Why = HeldBecause

/** Why a chart is kept here, most pressing first. */
export const reasons: readonly Why[] = [
  'in the clinic now',
  'on today’s schedule',
  'waiting for a draw',
  'in your inbox',
  'on tomorrow’s schedule',
  'on the next clinic day’s schedule',
  'not all in the EHR yet',
  'pinned',
  'opened recently',
]

/** Reasons that a person may end by letting go of the chart. */
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
 * reason the person's own patients come first, then who comes first.
 */
export function reasonsNow(db: Sqlite, now: Date, user: LocalId | undefined): Map<LocalId, Why[]> {
  const today = localDate(now)
  const found = new Map<LocalId, Set<Why>>()
  const add = (why: Why, sql: string, ...values: unknown[]): void => {
    for (const { patient } of all<{ patient: LocalId | null }>(db, sql, ...values)) {
      if (patient) found.set(patient, (found.get(patient) ?? new Set()).add(why))
    }
  }
  const scheduled = `SELECT patient FROM appointment WHERE starts >= ? AND starts < ? AND status NOT IN ${calledOff}
    ORDER BY practitioner IS NOT ?, starts`
  const on = (why: Why, day: DateText): void => {
    const { start, end } = dayBounds(day)
    add(why, scheduled, start, end, user ?? null)
  }
  add(
    'in the clinic now',
    `SELECT patient FROM encounter WHERE status IN ('arrived', 'triaged', 'in-progress', 'onleave')`,
  )
  on('on today’s schedule', today)
  add(
    'waiting for a draw',
    `SELECT patient FROM lab_order WHERE drawn = 0 AND status = 'active' AND (due IS NULL OR due < ?) ORDER BY due`,
    dayBounds(today).end,
  )
  if (user) {
    add(
      'in your inbox',
      `SELECT patient FROM task WHERE status IN ('open', 'claimed')
       AND owner IN (SELECT ? UNION SELECT team FROM care_team_member WHERE member = ?)
       ORDER BY owner IS NOT ?, priority, authored`,
      user,
      user,
      user,
    )
  }
  const next = nextClinicDay(db, now)
  if (next) on(next === addDays(today, 1) ? 'on tomorrow’s schedule' : 'on the next clinic day’s schedule', next)
  add('not all in the EHR yet', 'SELECT patient FROM outbox ORDER BY seq')
  add('pinned', 'SELECT patient FROM held_chart WHERE pinned = 1')
  add(
    'opened recently',
    'SELECT patient FROM held_chart WHERE opened_at IS NOT NULL ORDER BY opened_at DESC LIMIT ?',
    recentCharts,
  )
  return new Map([...found].map(([patient, why]) => [patient, reasons.filter((reason) => why.has(reason))]))
}
