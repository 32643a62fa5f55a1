import type { Node } from 'prosemirror-model'
import { schema } from './schema.js'
import { addendumKind, type SectionKind, sectionKind, visitCodes } from './sections.js'

export type NoteKind = 'progress' | 'addendum'

/** A section with nothing written in it. */
export const emptySection = ({ code, title }: Pick<SectionKind, 'code' | 'title'>): Node =>
  schema.node('section', { code, title }, schema.node('paragraph'))

/** A note with its sections and nothing written in them: a visit note's, or an addendum's one. */
export function emptyNote(kind: NoteKind = 'progress'): Node {
  const kinds = kind === 'addendum' ? [addendumKind] : visitCodes.map((code) => sectionKind(code) as SectionKind)
  return schema.node('doc', null, kinds.map(emptySection))
}
