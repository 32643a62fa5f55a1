import type { Stretch } from '../../domain/changed-words.js'
import type { Choice } from '../../domain/comparison.js'
import type { Instant, LocalId } from '../../kernel/ids.js'
import type { PatientCore } from './patient.js'

/**
 * `changed`: both sides have another version. `deleted`: the EHR deleted what was changed here. `signed`: signed in the EHR
 * while two versions of it waited. `addendum`: words written here while the note was signed elsewhere.
 */
export type ConflictKind = 'changed' | 'deleted' | 'signed' | 'addendum'

/** Ways to decide a whole record. `again`: a new record with what was entered here; what was deleted stays deleted. */
export type Whole = 'mine' | 'theirs' | 'again' | 'addendum'

/** One record of which there are two versions. */
export interface ConflictRow {
  item: string
  type: string
  resource: LocalId
  /** `Allergy: Penicillin` */
  title: string
  patient?: PatientCore
  kind: ConflictKind
  /** An allergy, a medicine, an order …: nothing is proposed, a person decides every part. */
  critical: boolean
  since: Instant
  putOff?: { by: string; at: Instant }
}

/** Whose version, and from when. */
export interface VersionView {
  by?: string
  at?: Instant
}

/** One thing on which the two differ; values that belong together are one. */
export interface ConflictPart {
  key: string
  /** `Home phone`, `Medicine and dose`; for a note the section's title. */
  label: string
  /** Words of each side, what differs marked; null where that side has nothing. */
  mine: Stretch[] | null
  theirs: Stretch[] | null
  /** What both began from, when there was something. */
  before?: string
  changed: 'here' | 'ehr' | 'both'
  choices: Choice[]
  /** Only where one side left it alone and nobody could be harmed. */
  proposed?: Choice
  /** Paragraphs of a note. */
  block: boolean
}

/** Two versions side by side. */
export interface ConflictView extends ConflictRow {
  /** Names exactly these two versions; deciding about others is refused as `stale`. */
  seen: string
  mine: VersionView
  theirs: VersionView
  parts: ConflictPart[]
  /** What both say. */
  common: { label: string; value: string }[]
  /** Offered instead of parts, where parts make no sense. */
  wholes: Whole[]
  /** Why the person signed in may not decide this. */
  notFor?: string
  /** Of a note that is decided as a whole, or of an addendum: the words written here. */
  words?: string
  /** Of a note signed in the EHR that is shown here as it was written here: what was signed. */
  theirWords?: string
}

/** What the choices would make. */
export interface ConflictPreview {
  lines: { label: string; value: string; from: 'here' | 'ehr' | 'both' | 'common' }[]
  /** The whole text of a note. */
  text?: string
}

/** A version that was one of two. */
export interface KeptRow {
  id: string
  title: string
  type: string
  resource: LocalId
  patient?: PatientCore
  side?: 'here' | 'ehr'
  by?: string
  at: Instant
  why: string
  keptAt: Instant
}

export interface KeptView extends KeptRow {
  facts: { label: string; value: string }[]
  /** The text of a note. */
  text?: string
  /** Whether it can be made the content of the record again, by an edit. */
  canBringBack: boolean
  /** Why not, in words. */
  because?: string
}
