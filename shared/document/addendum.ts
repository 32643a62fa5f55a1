import type { Node } from 'prosemirror-model'
import { blocksOf, isEmpty } from './comparison.js'
import { emptyNote } from './empty.js'
import { schema } from './schema.js'

/**
 * What `mine` has that `settled` has not, as the beginning of an addendum; undefined when there is nothing. For words
 * that were written while the note was signed elsewhere; what was there before, in `base`, is not among them.
 */
export function wordsBeyond(settled: Node, mine: Node, base?: Node): Node | undefined {
  const known = [...allBlocks(settled), ...allBlocks(base)]
  const more = allBlocks(mine).filter((block) => !isEmpty(block) && !known.some((own) => own.eq(block)))
  return more.length === 0 ? undefined : addendumOf(more)
}

/** Both proposals as one: what the first holds and then what the second adds. */
export function addedTo(first: Node, second: Node): Node {
  const known = allBlocks(first)
  return addendumOf([
    ...known,
    ...allBlocks(second).filter((block) => !isEmpty(block) && !known.some((own) => own.eq(block))),
  ])
}

function addendumOf(blocks: Node[]): Node {
  const attrs = emptyNote('addendum').firstChild?.attrs
  return schema.node('doc', null, [schema.node('section', attrs, blocks)])
}

function allBlocks(doc: Node | undefined): Node[] {
  const blocks: Node[] = []
  doc?.forEach((section) => {
    blocks.push(...blocksOf(section))
  })
  return blocks
}
