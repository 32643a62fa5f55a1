import { dateForReading, localDate, timeForReading } from '../../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'

/** What the editors of rules and of times know alike: something of the clinic's that is saved whole, version by version. */
export interface PlanView {
  mayChange: boolean
  version: number
  saved?: { by?: string; at?: Instant }
  undecided?: { type: string; id: LocalId }
}

export const when = (at: Instant): string => `${dateForReading(localDate(new Date(at)))}, ${timeForReading(at)}`
