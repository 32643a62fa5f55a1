import type { Instant, LocalId } from '../../kernel/ids.js'

/** A note as the editor opens it. */
export interface NoteView {
  id: LocalId
  patient: LocalId
  title: string
  status: 'draft' | 'signed' | 'entered-in-error'
  /** ProseMirror JSON of `shared/document`'s schema: the last snapshot with every journalled step applied. */
  document: unknown
  /** How many steps the journal has applied since the note began; the next step's number. */
  version: number
  author: string
  mine: boolean
  encounter?: LocalId
  startedAt: Instant
  signedAt?: Instant
  signedBy?: string
  /** Where the note has got to. `in-the-EHR` is only ever the server's word. */
  where: 'saved-here' | 'sending' | 'in-the-EHR' | 'needs-you'
  /** The server's or this workstation's reason when it needs a person. */
  reason?: string
  asOf: Instant
  /** False when the document was written by a newer version or is damaged: shown as text, kept whole. */
  editable: boolean
  addenda: { id: LocalId; author: string; at: Instant; status: 'draft' | 'signed' }[]
  appends?: LocalId
  /** The signature check: the document's hash is the one in its Provenance. Absent for drafts. */
  seal?: 'intact' | 'broken' | 'unknown'
}
