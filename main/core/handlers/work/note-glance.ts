import type { NoteGlance } from '../../../../shared/contract/views/work/kinds.js'
import { chipsIn, countWords, wildcards } from '../../../../shared/document/index.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import type { NoteRow } from '../../store/note.js'
import { one } from '../../store/statement.js'
import { ofPatient, ofResource } from '../../store/topic.js'
import type { Context, QueryHandlers } from '../context.js'
import { journalOf } from '../journal.js'
import { makesSomething } from '../parts/part.js'
import { nameOf } from '../people.js'

/** So much of a section tells what it is about. */
const mostLetters = 220

function glance(context: Context, row: NoteRow): NoteGlance | null {
  const { store } = context
  const resource = store.read('DocumentReference', row.id)
  const doc = journalOf(context).open(row.id)?.doc
  if (!doc || !resource) return null
  const sections: NoteGlance['sections'] = []
  let words = 0
  let undecided = 0
  doc.forEach((section) => {
    const text = section.textBetween(0, section.content.size, ' ', (leaf) => leaf.type.spec.leafText?.(leaf) ?? ' ')
    const begins = text.replace(/\s+/g, ' ').trim()
    words += countWords(begins)
    if (begins !== '')
      sections.push({
        title: section.attrs.title,
        begins: begins.length > mostLetters ? `${begins.slice(0, mostLetters).replace(/\s\S*$/, '')} …` : begins,
      })
  })
  doc.descendants((node) => {
    if (node.type.name === 'passage') undecided += 1
  })
  return {
    title: row.title,
    author: resource.author?.[0]?.display ?? nameOf(store, row.author) ?? 'Unknown author',
    status: row.status === 'draft' ? 'draft' : 'signed',
    ...(row.at && { startedAt: row.at as Instant }),
    words,
    sections,
    does: chipsIn(doc).flatMap(({ attrs, chip }) => (chip && makesSomething(chip) ? [attrs.text] : [])),
    undecided,
    blanks: wildcards(doc).length,
  }
}

export const glanceQueries = {
  'note.glance': {
    run(context, { patient, note }) {
      const row = one<NoteRow>(context.store.db, 'SELECT * FROM note WHERE id = ?', note)
      const value = row && row.patient === patient ? glance(context, row) : null
      return { value, topics: [ofPatient(patient), ofResource('DocumentReference', note)] }
    },
  },
} satisfies Partial<QueryHandlers>
