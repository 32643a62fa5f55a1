import type { DocumentReference } from '@medplum/fhirtypes'
import type { DocumentView } from '../../../../shared/contract/views/work/kinds.js'
import { formOf } from '../../../../shared/domain/message/attachment.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import type { NoteRow } from '../../store/note.js'
import { isWrittenHere, noteText, readContent } from '../../store/note-content.js'
import { one } from '../../store/statement.js'
import { ofPatient, ofResource } from '../../store/topic.js'
import type { Context, QueryHandlers } from '../context.js'
import { nameOf } from '../people.js'

/** Beyond so many letters a document is read in the chart. */
const mostLetters = 40_000

const formWords = { picture: 'picture', pdf: 'PDF', text: 'text', other: 'file' } as const

/** What belongs to a document and is not its words. */
function filesOf(document: DocumentReference, hasText: boolean): string[] {
  if (isWrittenHere(document)) return []
  return (document.content ?? []).flatMap(({ attachment }) => {
    const type = attachment?.contentType ?? ''
    if (hasText && attachment?.data && (/^text\/|html|xml/.test(type) || type === '')) return []
    return [[attachment?.title, formWords[formOf(type)]].filter(Boolean).join(', ')]
  })
}

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

export const documentQueries = {
  'document.view': {
    run(context, { patient, document }) {
      const { store } = context
      const row = one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', document)
      const held = store.read('DocumentReference', document)
      const value = row && held && row.patient === patient ? view(context, row, held) : null
      return { value, topics: [ofPatient(patient), ofResource('DocumentReference', document)] }
    },
  },
} satisfies Partial<QueryHandlers>
