import { agoForReading, dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant } from '../../../shared/kernel/ids.js'

/** `6 min ago`, `just now`, `yesterday`, `18 Nov`: for the middle of a sentence. */
export function agoWords(at: Instant, now: Date): string {
  const ago = agoForReading(at, now)
  if (ago === 'now') return 'just now'
  return / (min|h)$/.test(ago) ? `${ago} ago` : ago
}

/** `due 12:00`, `due 25 Nov`, `due yesterday`: what is still to come is told by its time or day. */
export function dueWords(due: Instant, now: Date): string {
  const day = localDate(new Date(due))
  if (day === localDate(now)) return `due ${timeForReading(due)}`
  if (new Date(due) < now) return `due ${agoForReading(due, now)}`
  const text = dateForReading(day)
  return `due ${new Date(due).getFullYear() === now.getFullYear() ? text.replace(/ \d{4}$/, '') : text}`
}

/** `10,000` */
export const countWords = (count: number): string => count.toLocaleString('en-US')
