import { Fragment, type Node } from 'prosemirror-model'
import type { ChipAttrs } from '../../domain/chip/chip.js'
import { schema } from '../schema.js'
import { wordsSection } from './markup.js'

const { chip, smart_link: smartLink, smart_list: smartList, paragraph } = schema.nodes

/** What takes the place of a chip or a smart link: what to put there, never what one patient had there. */
function placeholder(node: Node): Node | undefined {
  const said = (words: string): Node => schema.text(words, node.marks)
  if (node.type === chip) {
    const { kind, text: words } = node.attrs as ChipAttrs
    const plain = words.replace(/[[\]\n]/g, ' ').trim()
    // People are of the visit, not of the phrase.
    return said(kind === 'person' || plain === '' ? '***' : `[[${kind}: ${plain.slice(0, 100)}]]`)
  }
  if (node.type === smartLink) return said(`@${node.attrs.link}`)
  if (node.type === smartList) return paragraph.create(null, said(`@${node.attrs.link}`))
  return undefined
}

function plainContent(content: Fragment): Fragment {
  const nodes: Node[] = []
  content.forEach((node) => {
    const instead = placeholder(node)
    if (instead) nodes.push(instead)
    else if (node.isText) nodes.push(node.mark(schema.marks.template.removeFromSet(node.marks)))
    else nodes.push(node.copy(plainContent(node.content)))
  })
  return Fragment.from(nodes)
}

/** A document as a phrase keeps it: chips and living data as placeholders, so that nothing of one patient goes to another. */
export const asPhrase = (doc: Node): Node => doc.copy(plainContent(doc.content))

/** The selected part of a note as a phrase; a part that cannot stand alone comes as its words, a line each. */
export function phraseFromRange(doc: Node, from: number, to: number): Node {
  const cut = doc.cut(from, to)
  const blocks: Node[] = []
  cut.forEach((section) => {
    section.forEach((block) => {
      if (block.content.size > 0 || block.isLeaf) blocks.push(block)
    })
  })
  const made = (content: readonly Node[]): Node =>
    asPhrase(doc.copy(Fragment.from(schema.nodes.section.create(wordsSection, [...content]))))
  try {
    const whole = made(blocks)
    whole.check()
    return whole
  } catch {
    const lines = doc.textBetween(from, to, '\n').split('\n')
    return made(lines.map((line) => paragraph.create(null, line ? schema.text(line) : null)))
  }
}
