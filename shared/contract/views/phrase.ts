import type { PhraseKind, PhraseScope } from '../../domain/phrase.js'
import type { Instant, LocalId } from '../../kernel/ids.js'
import type { Unsent } from './session.js'

/** A dot phrase or a template of the clinic as a workstation holds it; starters are not among them. */
export interface PhraseRow {
  id: LocalId
  /** What is typed after the full stop. */
  name: string
  title: string
  /** When to use it, in a sentence. */
  about?: string
  kind: PhraseKind
  scope: Exclude<PhraseScope, 'starter'>
  /** The person's or the team's name; the clinic's own have none. */
  owner?: string
  team?: LocalId
  retired: boolean
  /** Counts from 1; each save makes the next. */
  version: number
  savedAt?: Instant
  savedBy?: string
  /** ProseMirror JSON of `shared/document`'s schema; null where this version of Rounds cannot read it. */
  document: unknown
  /** Whether the person signed in may change it. */
  mayEdit: boolean
  /** Where it is when the EHR does not have it as it is here. */
  unsent?: Unsent
}

/** Everything the person signed in may use or mend. */
export interface PhraseShelf {
  phrases: PhraseRow[]
  /** Teams the person may share with. */
  teams: { id: LocalId; name: string }[]
  /** Whether they may make and change the clinic's. */
  mayClinic: boolean
  mayWrite: boolean
  /** False where the EHR keeps no phrases: they stay on this workstation. */
  shared: boolean
}

/** One version of a phrase. */
export interface PhraseVersion {
  version: number
  at?: Instant
  by?: string
  /** What was changed, in the saver's words. */
  what?: string
  title: string
  document: unknown
  now: boolean
}

/** How often the person used a phrase for a reason of visit; `reason` in lower case, empty for none. */
export interface PhraseUse {
  phrase: string
  reason: string
  times: number
}

/** A phrase being written and not saved. */
export interface PhraseDraft {
  /** The phrase it is of, or the id a new one will have. */
  phrase: LocalId
  at: Instant
  /** The version it began from; 0 for a new one. */
  from: number
  fields: PhraseFields
}

/** What a person writes of a phrase. */
export interface PhraseFields {
  name: string
  title: string
  about: string
  kind: PhraseKind
  scope: Exclude<PhraseScope, 'starter'>
  team?: LocalId | undefined
  document: unknown
}
