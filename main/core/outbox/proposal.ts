import { addedTo, parseDocument } from '../../../shared/document/index.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from '../store/connection.js'
import type { NoteDocument } from '../store/note-content.js'
import { all, insert, one, run } from '../store/statement.js'

/** Words written here while their note was signed elsewhere, for their author to add, or not. */
export interface Proposal {
  seq: number
  note: LocalId
  patient: LocalId | null
  author: LocalId | null
  at: Instant
  /** A note document with one addendum section, as JSON. */
  document: string
  state: 'open' | 'accepted' | 'dropped'
}

/** Proposes an addendum; more words of the same author to the same note join those that wait. */
export function propose(
  db: Sqlite,
  words: { note: LocalId; patient: LocalId | null; author: LocalId | null; at: Instant; doc: NoteDocument },
): number {
  const { note, patient, author, at, doc } = words
  const open = one<Proposal>(
    db,
    `SELECT * FROM proposed_addendum WHERE note = ? AND author IS ? AND state = 'open'`,
    note,
    author,
  )
  const before = open && parseDocument(open.document)
  const document = JSON.stringify((before?.ok ? addedTo(before.doc, doc) : doc).toJSON())
  if (open && before?.ok) {
    run(db, 'UPDATE proposed_addendum SET document = ?, at = ? WHERE seq = ?', document, at, open.seq)
    return open.seq
  }
  return insert(
    db,
    'INSERT INTO proposed_addendum (note, patient, author, at, document) VALUES (?, ?, ?, ?, ?)',
    note,
    patient,
    author,
    at,
    document,
  )
}

/** Oldest first. */
export const openProposals = (db: Sqlite): Proposal[] =>
  all<Proposal>(db, `SELECT * FROM proposed_addendum WHERE state = 'open' ORDER BY seq`)

export const proposalBy = (db: Sqlite, seq: number): Proposal | undefined =>
  one<Proposal>(db, 'SELECT * FROM proposed_addendum WHERE seq = ?', seq)

export const settleProposal = (db: Sqlite, seq: number, state: Proposal['state']): void => {
  run(db, 'UPDATE proposed_addendum SET state = ? WHERE seq = ?', state, seq)
}
