import type { DocumentReference } from '@medplum/fhirtypes'
import type { DocumentView } from '../../../../shared/contract/views/work/kinds.js'
import { formOf } from '../../../../shared/domain/message/attachment.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import type { NoteRow } from '../../store/note.js'
import { isWrittenHere, noteText, readContent } from '../../store/note-content.js'
import { one } from '../../store/statement.js'
import { ofPatient, ofResource } from '../../store/topic.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { nameOf } from '../people.js'
import { fileIn, fileNotHere } from './file.js'

/** Beyond so many letters a document is read in the chart. */
const mostLetters = 40_000

/** What belongs to a document and is not its words, by its place in it. */
function filesOf(document: DocumentReference, hasText: boolean): DocumentView['files'] {
  if (isWrittenHere(document)) return []
  return (document.content ?? []).flatMap(({ attachment }, index) => {
    const type = attachment?.contentType ?? ''
    if (hasText && attachment?.data && (/^text\/|html|xml/.test(type) || type === '')) return []
    const { title, size } = attachment ?? {}
    return [{ index, form: formOf(type), ...(title && { title }), ...(size && { size }) }]
  })
}

/** Whether files belong to a document that another system wrote. */
export const hasFiles = (document: DocumentReference): boolean =>
  filesOf(document, readContent(document).kind !== 'elsewhere').length > 0

function view({ store }: Context, row: NoteRow, document: DocumentReference): DocumentView {
  const hasText = readContent(document).kind !== 'elsewhere'
  const text = hasText ? noteText(document) : ''
  const author = document.author?.find(({ display }) => display)?.display ?? nameOf(store, row.author)
  const from = document.custodian?.display
  return {
    title: row.title,
    ...(author && { author }),
    ...(from && from !== author && { from }),
    ...(row.at && { at: row.at as Instant }),
    ...(text.trim() && { text: text.slice(0, mostLetters) }),
    ...(text.length > mostLetters && { cut: true as const }),
    files: filesOf(document, hasText),
  }
}

function heldOf({ store }: Context, patient: LocalId, document: LocalId) {
  const row = one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', document)
  const held = store.read('DocumentReference', document)
  return row && held && row.patient === patient ? { row, held } : undefined
}

export const documentQueries = {
  'document.view': {
    run(context, { patient, document }) {
      const found = heldOf(context, patient, document)
      const value = found ? view(context, found.row, found.held) : null
      return { value, topics: [ofPatient(patient), ofResource('DocumentReference', document)] }
    },
  },
} satisfies Partial<QueryHandlers>

export const documentCommands = {
  'document.file': {
    async run(context, { patient, document, index }) {
      const attachment = heldOf(context, patient, document)?.held.content?.[index]?.attachment
      return attachment ? fileIn(context, attachment) : fileNotHere
    },
  },
} satisfies Partial<CommandHandlers>
