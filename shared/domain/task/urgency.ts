import type { AbnormalFlag } from '../flag.js'

/** What decides how soon a task wants a person. */
export interface Pressing {
  /** 0 STAT, 1 as soon as possible, 2 urgent, 3 routine. */
  priority: number
  flag?: AbnormalFlag | null | undefined
  /** How often it has been escalated. */
  escalated: number
  /** UTC instants. */
  due?: string | null | undefined
  authored: string
}

const soonMs = 2 * 3_600_000

/**
 * How soon a task wants a person, 0 first: a critical value or STAT; escalated or urgent; overdue; due within two hours;
 * abnormal; the rest. A critical value outranks every priority a sender chose, since laboratories flag late and
 * priorities are often left as they were.
 */
export function urgency(task: Pressing, now: string): 0 | 1 | 2 | 3 | 4 | 5 {
  if (task.flag === 'HH' || task.flag === 'LL' || task.priority === 0) return 0
  if (task.escalated > 0 || task.priority < 3) return 1
  if (task.due && task.due < now) return 2
  if (task.due && task.due < soonAfter(now)) return 3
  return task.flag ? 4 : 5
}

/** The instant up to which something due is due soon. */
export function soonAfter(now: string): string {
  if (last.now === now) return last.soon
  if (before.now === now) return before.soon
  before = last
  last = { now, soon: new Date(Date.parse(now) + soonMs).toISOString() }
  return last.soon
}
/** Asked for each task of thousands, always with the same one or two instants. */
let last = { now: '', soon: '' }
let before = last

/** The instant from which something due then is due soon. */
export const soonBefore = (due: string): string => new Date(Date.parse(due) - soonMs).toISOString()

/** Most urgent first; among equals what is due first, then what has waited longest. */
export function compareUrgency(a: Pressing, b: Pressing, now: string): number {
  return urgency(a, now) - urgency(b, now) || text(a.due ?? '9999', b.due ?? '9999') || text(a.authored, b.authored)
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
