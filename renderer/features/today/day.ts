import type { OpenThing, ScheduleRow } from '../../../shared/contract/views/schedule.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { may, type Role } from '../../../shared/domain/role.js'
import { monthNames, weekdayName } from '../../../shared/kernel/dates.js'
import { counts, isWaiting, minutesSince } from '../../data/visit.js'

/** Who sees patients, and so has visits of their own. */
export const isClinician = (role: Role): boolean => may(role, 'note.sign')

/** `all`, or one clinician's local id. */
export type Whose = string

/** The visits of one clinician, or all. */
export const visitsOf = (rows: readonly ScheduleRow[], whose: Whose): ScheduleRow[] =>
  whose === 'all' ? [...rows] : rows.filter((row) => row.clinicianId === whose)

/** The clinicians of a day, by name. */
export function cliniciansOf(rows: readonly ScheduleRow[]): { id: string; label: string }[] {
  const names = new Map<string, string>()
  for (const row of rows) if (row.clinicianId && row.clinician) names.set(row.clinicianId, row.clinician)
  return [...names].map(([id, label]) => ({ id, label })).sort((a, b) => a.label.localeCompare(b.label))
}

/** Minutes someone here has waited to be seen since they came, or null. */
export function waited(row: ScheduleRow, now: Date): number | null {
  if (!isWaiting(row.state)) return null
  const from = row.arrivedAt ?? row.since
  return from ? minutesSince(from, now) : null
}

export interface DayFigures {
  seen: number
  planned: number
  waiting: number
  longest: { minutes: number; row: ScheduleRow } | null
  /** Booked and not here; `late` of them past their time. */
  toCome: number
  late: number
  toCheckIn: number
  toRoom: number
  ready: number
  /** Visits that are over and have no signed note. */
  unsigned: number
}

/** The figures above the list. */
export function figures(rows: readonly ScheduleRow[], now: Date): DayFigures {
  const planned = rows.filter((row) => counts(row.state))
  let longest: DayFigures['longest'] = null
  for (const row of planned) {
    const minutes = waited(row, now)
    if (minutes !== null && (!longest || minutes > longest.minutes)) longest = { minutes, row }
  }
  const inState = (state: ScheduleRow['state']) => planned.filter((row) => row.state === state).length
  return {
    seen: inState('finished'),
    planned: planned.length,
    waiting: planned.filter((row) => isWaiting(row.state)).length,
    longest,
    toCome: inState('booked'),
    late: planned.filter((row) => isLate(row, now)).length,
    toCheckIn: inState('arrived'),
    toRoom: inState('checked-in'),
    ready: inState('roomed'),
    unsigned: planned.filter((row) => row.open.some(({ kind, tone }) => kind === 'note' && tone !== 'plain')).length,
  }
}

/** Booked, and five minutes or more past the time. */
export const isLate = (row: ScheduleRow, now: Date): boolean =>
  row.state === 'booked' && minutesSince(row.start, now) >= 5 && new Date(row.start) < now

/** A wait worth saying out loud; many clinics measure themselves by a quarter of an hour. */
export const LONG_WAIT = 15

/** The state in words, from where this person stands; `yours` when the next step is theirs. */
export function stateFor(
  row: ScheduleRow,
  user: Staff,
  now: Date,
): { words: string; yours: boolean; tone?: 'attention' } {
  const mine = row.clinicianId === user.id
  switch (row.state) {
    case 'booked':
      return isLate(row, now)
        ? { words: `${minutesSince(row.start, now)} min late`, yours: false, tone: 'attention' }
        : { words: 'Booked', yours: false }
    case 'arrived':
      return { words: user.role === 'front-desk' ? 'Arrived, check in' : 'Arrived', yours: user.role === 'front-desk' }
    case 'checked-in':
      if (row.visitType !== 'in person') return { words: mine ? 'Ready for you' : 'Ready', yours: mine }
      return {
        words: user.role === 'medical-assistant' ? 'Ready to room' : 'Checked in',
        yours: user.role === 'medical-assistant',
      }
    case 'roomed':
      return { words: mine ? 'Ready for you' : 'In a room', yours: mine }
    case 'with-clinician':
      return { words: mine ? 'With you' : 'With clinician', yours: false }
    case 'finished':
      return { words: 'Finished', yours: false }
    case 'no-show':
      return { words: 'Did not come', yours: false }
    case 'cancelled':
      return { words: 'Cancelled', yours: false }
  }
}

/** The first visit worth looking at: the next step that is this person's, else the next one to come. */
export function firstToSelect(rows: readonly ScheduleRow[], user: Staff, now: Date): string | null {
  const yours = rows.find((row) => stateFor(row, user, now).yours)
  const next = rows.find((row) => row.state !== 'finished' && counts(row.state))
  return (yours ?? next ?? rows[0])?.id ?? null
}

/** `Sunday 22 November`, with the year when it is another one. */
export function dayWords(date: string, now: Date): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const words = `${weekdayName(date)} ${day} ${monthNames[month - 1]}`
  return year === now.getFullYear() ? words : `${words} ${year}`
}

const toneRank = { danger: 0, attention: 1, information: 2, plain: 3 } as const

/** What to know before going in: everything dangerous or wanting attention, and others up to two in all. */
export function mostTelling(open: readonly OpenThing[]): { shown: OpenThing[]; more: OpenThing[] } {
  const ranked = [...open].sort((a, b) => toneRank[a.tone] - toneRank[b.tone])
  const loud = ranked.filter(({ tone }) => tone === 'danger' || tone === 'attention').length
  const most = Math.max(2, loud)
  return { shown: ranked.slice(0, most), more: ranked.slice(most) }
}
