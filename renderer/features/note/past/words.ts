import { dateForReading, localDate, timeForReading } from '../../../../shared/kernel/dates.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import type { NoteLife, Written } from '../../../editor/index.js'

export const dayOf = (at: Instant): string => dateForReading(localDate(new Date(at)))

/** `18 Nov 2026, 10:31:07, Dr Lena Novak` */
export function momentInWords(life: NoteLife, moment: number): string {
  const found = life.moments[moment]
  return found ? `${dayOf(found.to)}, ${timeForReading(found.to, true)}, ${found.by}` : ''
}

/** `10:31 to 10:44` */
export function spanInWords(from: Instant, to: Instant): string {
  const [first, last] = [timeForReading(from), timeForReading(to)]
  return first === last ? first : `${first} to ${last}`
}

/** `Dr Lena Novak, 18 Nov 2026, 10:31; Jo Ruiz, MA, …` */
export const writersInWords = (writers: readonly Written[]): string =>
  writers
    .slice(0, 3)
    .map(({ by, from, to }) => `${by}, ${dayOf(from)}, ${spanInWords(from, to)}`)
    .join('; ')
