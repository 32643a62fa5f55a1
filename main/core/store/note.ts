import type { DocumentReference, Provenance } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { isPicture } from './picture.js'
import type { Projector } from './projector.js'
import { one, run } from './statement.js'
import { utc } from './utc.js'

export interface NoteRow {
  id: LocalId
  patient: LocalId | null
  encounter: LocalId | null
  author: LocalId | null
  status: 'draft' | 'signed' | 'entered-in-error'
  title: string
  at: string | null
  /** The note this one is an addendum to. */
  appends: LocalId | null
}

export const noteTitle = (note: DocumentReference): string =>
  note.description ?? note.type?.text ?? note.type?.coding?.[0]?.display ?? 'Note'

/** A draft, signed or withdrawn. A document of another system without a state counts as finished. */
export function noteStatus(note: DocumentReference): NoteRow['status'] {
  if (note.status === 'entered-in-error' || note.docStatus === 'entered-in-error') return 'entered-in-error'
  return note.docStatus === 'preliminary' ? 'draft' : 'signed'
}

/** Words typed that no document holds yet. */
export const hasUnpublishedWords = (db: Sqlite, note: string): boolean =>
  one(
    db,
    `SELECT 1 FROM note_journal j WHERE j.note = ?
     AND (EXISTS (SELECT 1 FROM note_step s WHERE s.note = j.note AND s.version >= j.published)
       OR EXISTS (SELECT 1 FROM note_snapshot s WHERE s.note = j.note AND s.version > j.published))`,
    note,
  ) !== undefined

export const noteProjector: Projector = {
  types: ['DocumentReference'],
  tables: ['note'],
  write(db, { id, patient, resource }, identity) {
    const note = resource as DocumentReference
    if (isPicture(note)) return
    const appends = note.relatesTo?.find(({ code }) => code === 'appends')?.target?.reference
    run(
      db,
      'INSERT OR REPLACE INTO note (id, patient, encounter, author, status, title, at, appends) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      patient ?? null,
      identity.resolve(note.context?.encounter?.[0]?.reference) ?? null,
      identity.resolve(note.author?.[0]?.reference) ?? null,
      noteStatus(note),
      noteTitle(note),
      utc(note.date ?? note.context?.period?.start),
      identity.resolve(appends) ?? null,
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM note WHERE id = ?', id)
    // Its journal leaves the disk with it, unless it holds words that went nowhere else yet.
    if (hasUnpublishedWords(db, id)) return
    run(db, 'DELETE FROM note_step WHERE note = ?', id)
    run(db, 'DELETE FROM note_snapshot WHERE note = ?', id)
    run(db, 'DELETE FROM note_journal WHERE note = ?', id)
  },
}

/** What a signature said the document's hash was. */
export interface SealRow {
  id: LocalId
  note: LocalId
  /** `ni:///sha-256;…` */
  hash: string | null
  agent: string | null
  recorded: string | null
}

/** What a signature says the hash of the document is, `ni:///sha-256;…`; undefined where it says nothing of it. */
export const sealHash = ({ entity }: Provenance): string | undefined =>
  entity?.map(({ what }) => what?.identifier?.value).find((value) => value?.startsWith('ni:'))

export const sealProjector: Projector = {
  types: ['Provenance'],
  tables: ['seal'],
  write(db, { id, resource }, identity) {
    const provenance = resource as Provenance
    const hash = sealHash(provenance)
    const target = provenance.target?.[0]
    const note = identity.resolve(target?.reference)
    const isNote = target?.reference?.includes('DocumentReference/') || target?.type === 'DocumentReference' || hash
    if (!note || !isNote) return
    const agent = provenance.agent?.[0]?.who
    run(
      db,
      'INSERT OR REPLACE INTO seal (id, note, hash, agent, recorded) VALUES (?, ?, ?, ?, ?)',
      id,
      note,
      hash ?? null,
      agent?.display ?? identity.resolve(agent?.reference) ?? null,
      utc(provenance.recorded),
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM seal WHERE id = ?', id)
  },
}
