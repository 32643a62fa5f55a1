import { Fragment, type Node, Slice } from 'prosemirror-model'
import { isSmart, schema } from '../../../shared/document/index.js'
import { plainSmart } from '../smart/refresh.js'

const { chip, image, paragraph } = schema.nodes
const { carried, template } = schema.marks

function plain(node: Node): readonly Node[] {
  const marks = carried.removeFromSet(template.removeFromSet(node.marks))
  if (node.type === chip) return [schema.text(node.attrs.text, marks)]
  if (node.type === image) return [paragraph.create(null, schema.text(`[Picture: ${node.attrs.alt}]`))]
  if (isSmart(node)) return plainSmart(node.mark(marks)).content
  return [node.isLeaf ? node.mark(marks) : node.copy(plainWithin(node.content))]
}

const plainWithin = (content: Fragment): Fragment => Fragment.fromArray(content.content.flatMap(plain))

/**
 * Another patient's words as words alone: nothing that stands for their records, would order something or says that it
 * was carried from a note of theirs.
 */
export const inWords = ({ content, openStart, openEnd }: Slice): Slice =>
  new Slice(plainWithin(content), openStart, openEnd)
