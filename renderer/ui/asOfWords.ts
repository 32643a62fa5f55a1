import { agoForReading, localDate, momentForReading } from '../../shared/kernel/dates.js'
import type { Instant } from '../../shared/kernel/ids.js'

/** Up to this age what is shown counts as current, and from that on it must not be overlooked, minutes. */
const currentMinutes = 5
const oldMinutes = 60

/** How current something is, and how loudly that is to be said. */
export function asOfWords(at: Instant, now: Date): { age: 'current' | 'older' | 'old'; words: string } {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000)
  const moment = momentForReading(at, now)
  if (minutes < currentMinutes) return { age: 'current', words: moment }
  const today = localDate(new Date(at)) === localDate(now)
  const words = today ? `${moment}, ${agoForReading(at, now)} ago` : moment
  return { age: minutes < oldMinutes && today ? 'older' : 'old', words }
}
