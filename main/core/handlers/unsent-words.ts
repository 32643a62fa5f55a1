import type { DocumentReference } from '@medplum/fhirtypes'
import { documentText } from '../../../shared/document/index.js'
import { localDate } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { isPicture } from '../store/picture.js'
import { all } from '../store/statement.js'
import type { Context } from './context.js'
import { journalOf } from './journal.js'
import { patientRow } from './people.js'

/** The words of every note the EHR does not have as it is here, to be read by a person; empty when there is none. */
export function unsentWords(context: Context): string {
  const { store } = context
  const waiting = all<{ note: LocalId }>(
    store.db,
    `SELECT resource AS note FROM outbox WHERE type = 'DocumentReference' GROUP BY resource ORDER BY min(seq)`,
  ).map(({ note }) => note)
  const notes = new Set([...waiting, ...journalOf(context).unpublished()])
  return [...notes].flatMap((note) => textOf(context, note) ?? []).join('\n\n\n')
}

function textOf(context: Context, id: LocalId): string | undefined {
  const note = context.store.read('DocumentReference', id) as DocumentReference | undefined
  const open = note && !isPicture(note) && journalOf(context).open(id)
  if (!open) return undefined
  const row = context.store.row('DocumentReference', id)
  const patient = row?.patient ? patientRow(context.store, row.patient) : undefined
  const about = [
    note.description ?? 'Note',
    patient?.name,
    patient?.birth_date && `born ${patient.birth_date}`,
    note.date && localDate(new Date(note.date)),
  ]
  return `${about.filter(Boolean).join(', ')}\n\n${documentText(open.doc)}`
}
