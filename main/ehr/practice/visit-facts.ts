import type { Encounter } from '@medplum/fhirtypes'
import type { Acute } from './acute.js'
import type { Day } from './calendar.js'
import type { HeldProblem } from './chart.js'
import type { Medicine } from './medicine.js'
import type { Mood } from './mood.js'
import type { Change } from './regimen.js'
import type { Result } from './result.js'
import type { Vitals } from './vitals.js'

export type VisitKind = 'new' | 'annual' | 'well-child' | 'follow-up' | 'acute' | 'prenatal'

export interface PlannedVisit {
  day: Day
  minute: number
  kind: VisitKind
  /** The problem a follow-up is for. */
  problem?: string
  acute?: Acute
  /** The visit at which that problem is found. */
  found?: boolean
  video: boolean
  /** Write a note. */
  note: boolean
  /** Said instead of the reason that follows from the rest. */
  reason?: string
  /** Measured values laid down by hand. */
  vitals?: Partial<Vitals>
  /** Who took them. */
  vitalsBy?: string
  /** Tests of this visit instead of those that are due; none when empty. */
  tests?: readonly TestOf[]
  /** Questionnaire scores laid down by hand. */
  mood?: Mood
  /** Treatment stays as it is. */
  settled?: boolean
  /** Written instead of an encounter that is over. */
  encounter?: (facts: VisitFacts) => Encounter
  /** Only roomed so far: nothing beyond the vitals. */
  roomedOnly?: boolean
}

export interface TestOf {
  key: string
  /** Days before the visit it was collected; 0 at the visit. */
  before?: number
  fixed?: Readonly<Record<string, number>>
  words?: string
}

/** What happened at a visit; the note is written from this and nothing else. */
export interface VisitFacts {
  plan: PlannedVisit
  id: string
  reason: string
  practitioner: string
  vitals?: Vitals
  weightBefore?: number
  /** Problems looked at. */
  reviewed: HeldProblem[]
  results: Result[]
  changes: Change[]
  given?: { medicine: Medicine; acute: Acute }
  mood?: Mood
  /** A test ordered for later: its words and when. */
  ordered?: string
}
