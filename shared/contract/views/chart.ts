import type { ResultFlag } from '../../domain/flag.js'
import type { DateText, Instant, LocalId } from '../../kernel/ids.js'
import type { AllergyView } from './patient.js'
import type { Unsent } from './session.js'
import type { HeldNotice } from './work/identity.js'

/** How current a part of the chart is. */
export interface Held {
  /** `loading`: on its way. `not-held`: only demographics are here, and nothing is on its way. */
  state: 'held' | 'loading' | 'not-held'
  /** The server's time up to which it is complete. */
  asOf?: Instant
  /** What of it the EHR does not give out, in words: `results and vital signs`. `asOf` does not speak for that. */
  without?: string
  /** While it is on its way: how many entries have come, and of how many where the EHR counts. */
  coming?: number
  of?: number
  /** When it is not held: whether the EHR can be asked for it now, and why it did not come when it was. */
  reachable?: boolean
  problem?: string
  /** A person keeps it here. */
  pinned?: boolean
}

export interface ProblemView {
  id: LocalId
  text: string
  /** ICD-10-CM */
  code?: string
  onset?: DateText
  status: 'active' | 'resolved' | 'inactive'
}

export interface MedicineView {
  id: LocalId
  /** `Metformin ER 500 mg tablet` */
  text: string
  /** `1,000 mg twice daily` */
  sig?: string
  since?: DateText
  for?: string
  status: 'active' | 'stopped' | 'completed' | 'on-hold'
}

export interface Reading {
  id: LocalId
  at: Instant
  /** As recorded, decimals kept: `7.9`, `146/88`, `Positive`. */
  text: string
  /** For plotting; blood pressure gives the systolic one, `second` the diastolic. */
  value?: number
  second?: number
  flag?: ResultFlag
  by?: string
  status: 'preliminary' | 'final' | 'corrected' | 'amended'
  /** The value before it was corrected. */
  earlier?: string
  unsent?: Unsent
}

/** One measured thing over time, newest first. */
export interface Series {
  /** LOINC */
  id: string
  name: string
  unit: string
  /** `3.5 – 5.1` */
  reference?: string
  low?: number
  high?: number
  readings: Reading[]
}

export interface ReportView {
  id: LocalId
  name: string
  status: 'preliminary' | 'final' | 'corrected' | 'partial'
  collectedAt?: Instant
  issuedAt?: Instant
  rows: {
    id: LocalId
    code: string
    name: string
    text: string
    unit: string
    reference?: string
    flag?: ResultFlag
    last?: string
    trend: number[]
    earlier?: string
  }[]
  abnormal: number
  orderedBy?: string
}

export interface ImmunisationView {
  id: LocalId
  text: string
  date?: DateText
  status: 'given' | 'not-done'
}

export interface TimelineItem {
  id: LocalId
  /** `outside-visit`: at another place; `document`: written at one. */
  kind:
    | 'visit'
    | 'video-visit'
    | 'outside-visit'
    | 'note'
    | 'document'
    | 'result'
    | 'order'
    | 'message'
    | 'immunisation'
  at: Instant
  title: string
  who?: string
  detail?: string
  /** What it left open: `repeat urine albumin`. */
  leftOpen?: string[]
  /** Draft or signed, for notes; a document of another place that somebody is still to read. */
  status?: 'draft' | 'signed' | 'addendum' | 'unread'
  abnormal?: boolean
  /** The note, report or conversation to open. */
  target?: { kind: 'note' | 'report' | 'thread'; id: LocalId }
  unsent?: Unsent
}

export interface ChartView {
  held: Held
  problems: ProblemView[]
  medicines: MedicineView[]
  allergies: AllergyView[]
  vitals: Series[]
  /** Latest lab series, most abnormal and most recent first. */
  results: Series[]
  reports: ReportView[]
  immunisations: ImmunisationView[]
  timeline: TimelineItem[]
  /** Results that may be this patient's and are in no chart yet; only for those who may decide whose they are. */
  heldResults: HeldNotice[]
  /** Draft notes of anyone on this patient, newest first. */
  drafts: { id: LocalId; title: string; author: string; at: Instant; mine: boolean }[]
}
