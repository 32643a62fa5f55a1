import { Fragment, type Node, Slice } from 'prosemirror-model'
import { blocksText, documentText, schema } from '../../../shared/document/index.js'

const { doc, heading, section } = schema.nodes

/**
 * What was copied over sections, to be pasted inside one: the blocks, each further section's title as a heading above
 * its own.
 */
export function withoutSections(slice: Slice): Slice {
  const { content, openStart, openEnd } = slice
  if (content.firstChild?.type !== section) return slice
  const blocks: Node[] = []
  content.forEach((part, _offset, at) => {
    if (at > 0 || openStart === 0) blocks.push(heading.create(null, schema.text(part.attrs.title || ' ')))
    part.forEach((block) => {
      blocks.push(block)
    })
  })
  return new Slice(Fragment.fromArray(blocks), Math.max(0, openStart - 1), Math.max(0, openEnd - 1))
}

/** The copied part as plain text, lists and tables as on paper. */
export function sliceText(slice: Slice): string {
  // What begins inside a section does not bring the section's title along.
  const { content } = slice.openStart > 0 ? withoutSections(slice) : slice
  const first = content.firstChild?.type
  if (first === section) return documentText(doc.create(null, content))
  if (content.content.every(({ type }) => type.isInGroup('block'))) return blocksText(section.create(null, content))
  return content.textBetween(0, content.size, '\n', (leaf) => leaf.type.spec.leafText?.(leaf) ?? '\n')
}
