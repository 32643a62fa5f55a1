import type { Instant, LocalId } from '../../kernel/ids.js'

/** What was ordered, by its category. */
export type LoopKind = 'laboratory' | 'imaging' | 'referral' | 'procedure'

/** An order, as far as its loop is concerned. */
export interface LoopOrder {
  kind: LoopKind
  status: 'active' | 'on-hold' | 'completed' | 'ended'
  stat: boolean
  /** A culture or a pathology specimen takes longer. */
  slow?: 'culture' | 'pathology'
  authored: Instant
  /** When it is to be carried out. */
  due: Instant
  requester?: LocalId
  /** Until when the next step before the report is awaited, as a person decided. */
  expected?: Instant
  /** It says by what it was closed: whether the EHR has that, and the order so marked. */
  closed?: boolean
}

/** A report, as far as its loop is concerned. */
export interface LoopReport {
  id: LocalId
  status: 'partial' | 'preliminary' | 'final' | 'corrected'
  /** When it was issued. */
  at: Instant
  /** `fingerprintOf` its content; absent where only its task is held: it says that there was one. */
  fingerprint?: string
  /** The worst flag. */
  flag?: string
  /** It is not certain whose it is: it is nobody's until a person has decided. */
  held: boolean
}

/** A piece of work about a report: to review it, or to tell the patient of it. */
export interface LoopTask {
  id: LocalId
  kind: 'review' | 'tell'
  report: LocalId
  status: 'open' | 'done' | 'cancelled'
  owner?: LocalId
  due?: Instant
  doneAt?: Instant
  /** The fingerprint of what was reviewed. */
  seen?: string
}

/** Word to the patient about reports: a message, or the record of a contact. */
export interface Telling {
  reports: readonly LocalId[]
  at: Instant
  /** The EHR has it. One that is unsent, held back, refused or not done has told nobody. */
  acknowledged: boolean
  /** A message waits to be opened; in a contact somebody was spoken to. */
  way: 'message' | 'contact'
  /** When the patient opened the message. */
  read?: Instant
  /** The fingerprint of what was told; without one, what was reviewed before it. */
  seen?: string
}

/** All that a loop's standing is decided by. */
export interface LoopFacts {
  /** Absent where a report came that nobody here ordered. */
  order?: LoopOrder
  collected?: Instant
  reports: readonly LoopReport[]
  tasks: readonly LoopTask[]
  tellings: readonly Telling[]
}
