import type { Instant, LocalId } from '../../kernel/ids.js'
import type { PatientCore } from './patient.js'
import type { Unsent } from './session.js'

/** One patient waiting for the phlebotomist, with all their orders. */
export interface DrawRow {
  /** The patient's local id. */
  id: LocalId
  patient: PatientCore
  tests: string[]
  stat: boolean
  fasting: boolean
  /** `Chair 1`, `Room 3`, `not here yet` */
  where?: string
  waitingSince?: Instant
  /** Earlier failed attempts on these orders. */
  failed?: string
  tubes: number
  /** Of what was collected, what the EHR does not have yet. */
  unsent?: Unsent
}

/** A tube of `shared/domain/tube`, with the orders it serves. */
export interface DrawTube {
  /** Stable within the draw: tube code and number, `sst-1`. */
  id: string
  /** 1-based position in the order of draw. */
  position: number
  tube: string
  /** `Gold` */
  colour: string
  additive: string
  /** `5 mL` */
  volume: string
  /** `5 inversions`; `10 inversions, on ice` */
  handling: string
  tests: string[]
  orders: LocalId[]
  /** The specimen, once it is collected. */
  specimen?: LocalId
  state: 'next' | 'waiting' | 'collected' | 'failed'
  collectedAt?: Instant
  accession?: string
  collector?: string
}

export interface DrawView {
  patient: PatientCore
  orders: {
    id: LocalId
    name: string
    stat: boolean
    fasting: boolean
    orderedBy: string
    orderedAt: Instant
    reason?: string
    state: 'waiting' | 'collected' | 'on-hold'
    problem?: string
  }[]
  tubes: DrawTube[]
  /** Two identifiers matched for this draw, and by whom. */
  identified?: { by: string; at: Instant; with: string[] }
  /** Anything the phlebotomist must know: latex allergy, anticoagulant, fasting. */
  warnings: { tone: 'danger' | 'attention' | 'information'; text: string }[]
  unsent?: Unsent
}
