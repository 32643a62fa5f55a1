import type { Instant, LocalId } from '../../kernel/ids.js'

/** The life of a note: a document it began with, and the steps since, in order. */
export interface NoteHistory {
  /** ProseMirror JSON of the first version known. */
  document: unknown
  at: Instant
  by?: string
  steps: { step: unknown; at: Instant; by?: string }[]
}

/** Another note of the same patient. */
export interface EarlierNote {
  id: LocalId
  title: string
  at?: Instant
  by?: string
  status: 'draft' | 'signed'
  /** The note it is an addendum to. */
  appends?: LocalId
  /** Another signed version has taken its place. */
  superseded: boolean
}
