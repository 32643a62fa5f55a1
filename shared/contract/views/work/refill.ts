import type { Portal } from '../../../domain/message/portal.js'
import type { Instant, LocalId } from '../../../kernel/ids.js'
import type { MedicineView } from '../chart.js'

/** The prescription a refill is asked of, as it stands. */
export interface RefillOf {
  /** Local id of the MedicationRequest. */
  id: LocalId
  text: string
  sig?: string
  quantity?: number
  quantityUnit?: string
  refills?: number
  /** When it was prescribed, and by whom. */
  since?: Instant
  prescriber?: string
  status: MedicineView['status']
  /** Why it was stopped, where that is known. */
  statusWords?: string
  /** When it runs out, all refills taken; absent where the directions do not tell. */
  until?: Instant
  /** Days before the usual two weeks ahead of its end. */
  earlyBy?: number
  /** Each supply of it is a decision: nothing is proposed. */
  decidedEachTime: boolean
}

/** A prescription made since the refill was asked for, which may be the answer to it. */
export interface RefillAnswer {
  /** Local id of the MedicationRequest. */
  id: LocalId
  text: string
  sig?: string
  since?: Instant
  prescriber?: string
}

export interface RefillView {
  /** What a decision is about: it is refused when this is not what stands any more. */
  seen: string
  /** Whether the patient reads messages in the portal; without one they are called. */
  portal: Portal
  /** Absent where the EHR does not name a prescription: then it can be denied here, or prescribed in a note. */
  of?: RefillOf
  /** A prescription that took its place already. */
  newer?: RefillAnswer
  /** Prescribed since, the newest first: with one of them the request may be finished. */
  answers: RefillAnswer[]
  /** What was decided when it was asked before, newest first. */
  earlier: { at: Instant; who: string; words: string }[]
}
