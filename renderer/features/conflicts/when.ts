import type { VersionView } from '../../../shared/contract/views/conflict.js'
import { dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant } from '../../../shared/kernel/ids.js'

/** `10:31`, or with its date when it is not of today. */
export function momentWords(at: Instant, now: Date): string {
  const day = localDate(new Date(at))
  return day === localDate(now) ? timeForReading(at) : `${dateForReading(day)}, ${timeForReading(at)}`
}

/** `Dr Lena Novak, 10:31`; what is not known is left out. */
export const whoWhen = ({ by, at }: VersionView, now: Date): string =>
  [by, at && momentWords(at, now)].filter(Boolean).join(', ')
