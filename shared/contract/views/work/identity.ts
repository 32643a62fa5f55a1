import type { ResultFlag } from '../../../domain/flag.js'
import type { Compared } from '../../../domain/result/compare.js'
import type { HeldReason } from '../../../domain/result/identity.js'
import type { Instant, LocalId } from '../../../kernel/ids.js'
import type { PatientCore } from '../patient.js'

/** Why somebody may be the one a held result belongs to. */
export type CandidateBecause = 'report' | 'order' | 'specimen' | 'value' | 'report-number' | 'sent' | 'chosen'

export interface HeldCandidate {
  patient: PatientCore
  because: CandidateBecause[]
  /** Everything that was sent and can be compared with this patient's record. */
  compared: Compared[]
}

/** A result that is in no chart until somebody has decided whose it is. */
export interface HeldView {
  report: LocalId
  /** What a decision has to have seen: changes with the report, its values and everything it was compared with. */
  seen: string
  name: string
  from?: string
  issuedAt?: Instant
  /**
   * `held`; `deciding`: decided here, and the EHR has not taken it yet; `refused`: the EHR would not; `not-ours`: found to
   * belong to nobody here; `filed`: in a chart.
   */
  state: 'held' | 'deciding' | 'refused' | 'not-ours' | 'filed'
  decided?: { by?: string; at?: Instant; patient?: PatientCore }
  /** A value in it calls for somebody at once: two people decide. */
  critical: boolean
  /** Values that have not arrived; nothing is decided before they have. */
  missing: number
  reasons: HeldReason[]
  values: { id: LocalId; name: string; text: string; unit: string; reference?: string; flag?: ResultFlag }[]
  /** What the laboratory wrote about whose it is, as far as it did. */
  sent: {
    name?: string
    birthDate?: string
    number?: string
    /** The record number it refers to, where it says nothing but the reference. */
    record?: string
    order?: string
    orderedBy?: string
    accession?: string
    collectedAt?: Instant
  }
  candidates: HeldCandidate[]
}

/** A held result that may be this patient's: said in the chart, without what it says. */
export interface HeldNotice {
  report: LocalId
  issuedAt?: Instant
}

/** An order of the patient a result could answer. */
export interface LinkableOrder {
  id: LocalId
  text: string
  orderedAt?: Instant
  orderedBy?: string
  /** It asked for the same test. */
  same: boolean
}
