import { agoForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant } from '../../../shared/kernel/ids.js'

/** `6 min ago`, `just now`, `yesterday`, `18 Nov`: for the middle of a sentence. */
export function agoWords(at: Instant, now: Date): string {
  const ago = agoForReading(at, now)
  if (ago === 'now') return 'just now'
  return / (min|h)$/.test(ago) ? `${ago} ago` : ago
}

/** `9:40`, or with the day when that is not today. */
export const momentWords = (at: Instant, now: Date): string =>
  localDate(new Date(at)) === localDate(now) ? timeForReading(at) : `${agoForReading(at, now)} ${timeForReading(at)}`

/** `10,000` */
export const countWords = (count: number): string => count.toLocaleString('en-US')
