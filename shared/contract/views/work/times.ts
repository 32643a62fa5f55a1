import type { ClinicTimes } from '../../../domain/clinic-times.js'
import type { Instant, LocalId } from '../../../kernel/ids.js'
import type { PartyChoice } from './rules.js'

/** The times a clinic expects things to be done in, as their editor shows them. */
export interface TimesView {
  /** False where the EHR keeps no plans: then the usual times hold. */
  supported: boolean
  mayChange: boolean
  /** Counts saves; 0 while the clinic has set none. */
  version: number
  times: ClinicTimes
  saved?: { by?: string; at?: Instant }
  /** Two versions wait for a person's decision. */
  undecided?: { type: string; id: LocalId }
  parties: PartyChoice[]
  /** Newest first. */
  earlier: { version: number; at?: Instant; by?: string; times: ClinicTimes }[]
}
