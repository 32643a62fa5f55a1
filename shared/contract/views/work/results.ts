import type { LoopStep } from '../../../domain/result/loop.js'
import type { LoopKind } from '../../../domain/result/loop-facts.js'
import type { Awaited } from '../../../domain/result/report-state.js'
import type { Weight } from '../../../domain/result/times.js'
import type { Instant, LocalId } from '../../../kernel/ids.js'
import type { ReportView, Series } from '../chart.js'
import type { PatientCore } from '../patient.js'

/** A station on the way of a result. */
export interface Station {
  name: 'ordered' | 'collected' | 'received' | 'reviewed' | 'told'
  /** `late`: it should have been done by now. `skipped`: nothing is collected for it. */
  state: 'done' | 'now' | 'late' | 'ahead' | 'skipped'
  /** What is to be read there: `final`, `corrected`, `message leaving`, `message not read yet`. */
  words?: string
  at?: Instant
  who?: string
  /** Where it is awaited: by whom, and until when. */
  owner?: string
  expected?: Instant
}

/** One loop: from the order until the patient has been told. */
export interface LoopView {
  /** Its order's id; its report's where nobody here ordered it. */
  id: LocalId
  ordered: boolean
  name: string
  kind: LoopKind
  step: LoopStep
  awaited?: Awaited
  expected?: Instant
  overdue: boolean
  weight: Weight
  stations: Station[]
  /** Who ended it and why, where it was not closed by telling the patient. */
  ended?: string
}

export interface LoopLine {
  id: LocalId
  ordered: boolean
  patient?: PatientCore
  name: string
  kind: LoopKind
  step: LoopStep
  since?: Instant
  awaited?: Awaited
  expected?: Instant
  overdue: boolean
  /** Who is to do the next step. */
  owner?: string
  mine: boolean
  weight: Weight
  /** Word to the patient was written and the EHR does not have it yet. */
  leaving: boolean
  report?: LocalId
  /** The task that asks for the next step. */
  task?: LocalId
}

export interface LoopList {
  /** Overdue first, then what is expected first; at most 500. */
  rows: LoopLine[]
  counts: { open: number; overdue: number; critical: number }
  /** Until when the EHR was heard, when it cannot be heard now. */
  asOf?: Instant
}

/** A result with all that one needs to judge it and to act on it. */
export interface ResultView {
  /** Abnormal and critical values first. */
  report: ReportView
  /** Names what is shown; acting on it says which version was seen. */
  fingerprint: string
  conclusion?: string
  /** Values the report names that are not here yet. */
  missing: number
  /** The chart is not all here: there may be earlier values. */
  partial?: true
  weight: Weight
  /** The tests of the report over time. */
  series: Series[]
  loop?: LoopView
  /** The last review: whether it saw what is shown now. */
  reviewed?: { by: string; at: Instant; current: boolean }
  /** When the laboratory sent the same report, by its number, under another id, oldest first, and whether it says the same. */
  again?: { at: Instant; same: boolean; earlier: boolean }[]
  /** Why it has to be reviewed by itself; empty when it may be reviewed with other normal ones. */
  alone: string[]
  /** Whether a message would be read by this patient. */
  portal: 'yes' | 'no' | 'unknown'
}

/** A normal result in the review lane. */
export interface LaneCard {
  task: LocalId
  /** With what they are called, where that is not as their record is filed. */
  patient: PatientCore & { preferredName?: string }
  /** Who ordered it. */
  orderedBy?: string
  result: ResultView
}

/** The results of one person and their teams, those that may be reviewed together apart from the others. */
export interface Lane {
  cards: LaneCard[]
  /** How many wait that have to be read by themselves. */
  others: number
}
