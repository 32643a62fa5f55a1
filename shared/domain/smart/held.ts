import { momentForReading } from '../../kernel/dates.js'
import type { Instant } from '../../kernel/ids.js'

/** How much of a chart is here, as far as it matters to what is said of it. */
export interface HeldFacts {
  state: 'held' | 'loading' | 'not-held'
  asOf?: Instant | undefined
  without?: string | undefined
}

/** Why what is said of a chart may not be all: `as held here, chart as of 10:31`; undefined when it is held whole. */
export function partlyHeld({ state, asOf, without }: HeldFacts, now: Date): string | undefined {
  if (state === 'held' && !without) return undefined
  if (state !== 'held') return 'as held here, the chart is not held whole'
  const time = asOf ? `, chart as of ${momentForReading(asOf, now)}` : ''
  return `as held here, without ${without}${time}`
}

const clause = / \(as held here[^()]*\)$/

/** Words with what keeps them from being the whole chart's. */
export const withHeld = (words: string, partly: string | undefined): string => (partly ? `${words} (${partly})` : words)

/** Whether two sayings differ in more than the time up to which the chart was held. */
export const sameWords = (a: string, b: string): boolean =>
  a === b || (clause.test(a) && clause.test(b) && a.replace(clause, '') === b.replace(clause, ''))
