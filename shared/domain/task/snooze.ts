import type { AbnormalFlag } from '../flag.js'

/** When something that waits for an answer comes back at the latest, days: nothing is put away for good. */
export const longestAwayDays = 14

export interface Snoozable {
  priority: 'routine' | 'urgent' | 'asap' | 'stat'
  flag?: AbnormalFlag | undefined
  /** Instant. */
  due?: string | undefined
}

/** Whether somebody's life may depend on it: a panic value, or stat. */
export const isCritical = ({ priority, flag }: Snoozable): boolean =>
  priority === 'stat' || flag === 'HH' || flag === 'LL'

/** Whether it may be put away until then: what is critical never beyond its due time, and without one not at all. */
export const mayBeAwayUntil = (task: Snoozable, until: string): boolean =>
  !isCritical(task) || (task.due !== undefined && Date.parse(until) <= Date.parse(task.due))

export interface SnoozeChoice {
  id: 'hour' | 'afternoon' | 'tomorrow' | 'week'
  label: string
  until: Date
}

const at = (day: Date, days: number, hour: number): Date =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour)

/** Times to put something away until, as people say them; by the local clock. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const days = (8 - now.getDay()) % 7 || 7
  // The day before it, that is the one after.
  const toMonday = days === 1 ? 8 : days
  const afternoon = at(now, 0, 14)
  return [
    { id: 'hour', label: 'In one hour', until: new Date(now.getTime() + 3_600_000) },
    ...(now.getHours() < 13 ? [{ id: 'afternoon' as const, label: 'This afternoon', until: afternoon }] : []),
    { id: 'tomorrow', label: 'Tomorrow morning', until: at(now, 1, 8) },
    { id: 'week', label: 'Next Monday', until: at(now, toMonday, 8) },
  ]
}
