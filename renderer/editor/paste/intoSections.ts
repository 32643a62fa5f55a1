import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type EditorState, Selection, type Transaction } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'
import { isBlank } from '../plugins/placeholder.js'
import { sectionStart } from '../sections/commands.js'
import { withoutSections } from './slice.js'

/** Whether what was copied reaches over sections. */
export const hasSections = ({ content }: Slice): boolean => content.firstChild?.type === schema.nodes.section

/**
 * Puts what was copied over sections in: each section into the note's own of that code where nothing is written in it,
 * so that a plan stays in the plan; all else at the cursor, as blocks under headings. What begins in the middle of a
 * section is at the cursor, too.
 */
export function putSections(state: EditorState, { content, openStart, openEnd }: Slice): Transaction {
  const { tr, doc } = state
  const free = new Map<string, number>()
  doc.forEach((section, _offset, index) => {
    if (isBlank(section) && !free.has(section.attrs.code)) free.set(section.attrs.code, index)
  })
  const rest: Node[] = []
  const children = content.content
  let end: number | undefined
  for (const [at, part] of children.entries()) {
    const index = at === 0 && openStart > 0 ? undefined : free.get(part.attrs.code)
    if (index === undefined) {
      rest.push(part)
      continue
    }
    free.delete(part.attrs.code)
    const from = tr.mapping.map(sectionStart(doc, index) + 1, -1)
    tr.replaceWith(from, from + doc.child(index).content.size, part.content)
    end = from + part.content.size
  }
  if (end !== undefined && rest.length === 0) return tr.setSelection(Selection.near(tr.doc.resolve(end), -1))
  const [first, last] = [rest[0] === children[0], rest.at(-1) === children.at(-1)]
  return tr.replaceSelection(withoutSections(new Slice(Fragment.from(rest), first ? openStart : 0, last ? openEnd : 0)))
}
