import type { DocumentReference } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import { emptyNote } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { NoteRow } from '../store/note.js'
import { contentOf, type NoteDocument } from '../store/note-content.js'
import { one } from '../store/statement.js'
import type { Context } from './context.js'
import { concept, loinc, practiceMark, referTo, referToStaff, rounds } from './fhir.js'
import { journalOf } from './journal.js'

/** Why a note takes the place of another; on its `relatesTo`. */
export const amendmentReason = `${rounds}amendment-reason`

const progressNote = concept(loinc, '11506-3', 'Progress note')
const addendum = concept(loinc, '55107-7', 'Addendum Document', 'Addendum')

interface NewNote {
  patient: LocalId
  title: string
  encounter: LocalId | undefined
  doc: NoteDocument
  type: DocumentReference['type']
  appends?: LocalId
  replaces?: { note: LocalId; reason: string }
}

function create(context: Context, who: Staff, note: NewNote): LocalId {
  const { store } = context
  const id = context.newId()
  const at = context.at()
  const resource: DocumentReference = {
    resourceType: 'DocumentReference',
    ...practiceMark(context),
    status: 'current',
    docStatus: 'preliminary',
    ...(note.type && { type: note.type }),
    category: [
      concept(
        'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
        'clinical-note',
        'Clinical Note',
      ),
    ],
    subject: referTo(store, 'Patient', note.patient),
    date: at,
    author: [referToStaff(store, who)],
    ...relationsOf(context, note),
    description: note.title,
    content: contentOf(note.doc, note.title),
    context: {
      ...(note.encounter && { encounter: [referTo(store, 'Encounter', note.encounter)] }),
      period: { start: at },
    },
  }
  store.commit({ who: who.id, at }, (tx) => {
    tx.create(id, resource)
    journalOf(context).begin(tx, id, note.doc, resource)
  })
  context.sync.poke()
  return id
}

function relationsOf({ store }: Context, { appends, replaces }: NewNote): Pick<DocumentReference, 'relatesTo'> {
  if (appends) return { relatesTo: [{ code: 'appends', target: referTo(store, 'DocumentReference', appends) }] }
  if (!replaces) return {}
  const extension = [{ url: amendmentReason, valueString: replaces.reason }]
  return {
    relatesTo: [{ extension, code: 'replaces', target: referTo(store, 'DocumentReference', replaces.note) }],
  }
}

export const createNote = (
  context: Context,
  who: Staff,
  note: { patient: LocalId; title: string; encounter: LocalId | undefined; doc: NoteDocument | undefined },
): LocalId => create(context, who, { ...note, doc: note.doc ?? emptyNote(), type: progressNote })

/** The person's draft addendum to a signed note: the one begun already, or a new one. `doc` starts a new one off. */
export function createAddendum(context: Context, who: Staff, to: NoteRow, doc?: NoteDocument): LocalId {
  const begun = one<{ id: LocalId }>(
    context.store.db,
    `SELECT id FROM note WHERE appends = ? AND author = ? AND status = 'draft'`,
    to.id,
    who.id,
  )
  if (begun && !doc) return begun.id
  return create(context, who, {
    patient: to.patient as LocalId,
    title: `Addendum: ${to.title.replace(/^Addendum: /, '')}`,
    encounter: to.encounter ?? undefined,
    doc: doc ?? emptyNote('addendum'),
    type: addendum,
    appends: to.id,
  })
}

/** A new version of a signed note, beginning with its text. */
export const createAmendment = (
  context: Context,
  who: Staff,
  of: { row: NoteRow; doc: NoteDocument; type: DocumentReference['type']; reason: string },
): LocalId =>
  create(context, who, {
    patient: of.row.patient as LocalId,
    title: of.row.title,
    encounter: of.row.encounter ?? undefined,
    doc: of.doc,
    type: of.type,
    replaces: { note: of.row.id, reason: of.reason },
  })
