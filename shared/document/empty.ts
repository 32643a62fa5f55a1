import type { Node } from 'prosemirror-model'
import { schema } from './schema.js'

/** A section of a note: its LOINC code and what the clinic calls it. */
interface SectionKind {
  code: string
  title: string
}

/** The sections of a progress note in the order they are written, LOINC as docs/FHIR.md has them. */
const progressSections: readonly SectionKind[] = [
  { code: '61150-9', title: 'Subjective' },
  { code: '61149-1', title: 'Objective' },
  { code: '51848-0', title: 'Assessment' },
  { code: '18776-5', title: 'Plan' },
]

/** LOINC 55107-7, addendum document. */
const addendumSections: readonly SectionKind[] = [{ code: '55107-7', title: 'Addendum' }]

export type NoteKind = 'progress' | 'addendum'

/** A note with its sections and nothing written in them. */
export function emptyNote(kind: NoteKind = 'progress'): Node {
  const sections = kind === 'addendum' ? addendumSections : progressSections
  return schema.node(
    'doc',
    null,
    sections.map((section) => schema.node('section', { ...section }, schema.node('paragraph'))),
  )
}
