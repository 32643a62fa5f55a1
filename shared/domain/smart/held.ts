import { dateForReading, localDate, timeForReading } from '../../kernel/dates.js'
import type { Instant } from '../../kernel/ids.js'

/** How much of a chart is here, as far as it matters to what is said of it. */
export interface HeldFacts {
  state: 'held' | 'loading' | 'not-held'
  asOf?: Instant | undefined
  without?: string | undefined
}

/** With its day: a note is read long after it was written. */
const moment = (at: Instant): string => `${dateForReading(localDate(new Date(at)))} ${timeForReading(at)}`

/** Why what is said of a chart may not be all: `as held here, chart as of 22 Nov 2026 10:31`; undefined when it is held whole. */
export function partlyHeld({ state, asOf, without }: HeldFacts): string | undefined {
  if (state === 'held' && !without) return undefined
  if (state !== 'held') return 'as held here, the chart is not held whole'
  const time = asOf ? `, chart as of ${moment(asOf)}` : ''
  return `as held here, without ${without}${time}`
}

/** From this age on a chart's time is told with what is said of it, minutes: as where it is shown. */
const oldMinutes = 60

/** That a chart held whole is not of today's hour: `as held here, chart as of 22 Nov 2026 08:31`; undefined while it is current. */
export function longHeld({ state, asOf }: HeldFacts, now: Date): string | undefined {
  if (state !== 'held' || !asOf || now.getTime() - Date.parse(asOf) < oldMinutes * 60_000) return undefined
  return `as held here, chart as of ${moment(asOf)}`
}

const clause = / \(as held here[^()]*\)$/

const plain = (words: string): string => words.replace(clause, '')

/** Whether what is said now is no news: the same words, or the same of a chart that is held no better than before. */
export const noNews = (before: string, now: string): boolean =>
  before === now || (clause.test(now) && plain(before) === plain(now))

const unknown = /(?:^|: )not known here(?: |$)|\(as held here, the chart is not held whole\)$/i

/** Whether words say that something is not known, or not all of it: they never take the place of what was. */
export const knowsLess = (words: string): boolean => unknown.test(words)
