import { Fragment, type Mark, type Node } from 'prosemirror-model'
import type { ChipAttrs } from '../../domain/chip/chip.js'
import { schema } from '../schema.js'
import { wildcardText } from '../wildcard.js'
import { wordsSection } from './markup.js'

const { chip, smart_link: smartLink, smart_list: smartList, image, passage, task_item: task, paragraph } = schema.nodes
const { strong, em, link } = schema.marks

/** Chips that say what to do for anybody; others say what was found in, or done for, one patient. */
const forAnybody = new Set(['diagnosis', 'medication', 'order', 'follow-up', 'task'])

function chipWords({ kind, text: words }: ChipAttrs): string {
  const plain = words.replace(/[[\]\n]/g, ' ').trim()
  // Of a measurement its name goes along: `BP 128/82 mmHg` is a place to write a blood pressure.
  if (kind === 'vital') return `${/^[^\d.,+-]*/.exec(plain)?.[0] ?? ''}${wildcardText}`
  return forAnybody.has(kind) && plain !== '' ? `[[${kind}: ${plain.slice(0, 100)}]]` : wildcardText
}

/** Emphasis and web addresses; not whose number or mailbox it is, nor which note the words were carried from. */
const staysOn = (mark: Mark): boolean =>
  mark.type === strong || mark.type === em || (mark.type === link && /^https?:/i.test(mark.attrs.href))

/** What takes a node's place: what to put there, never what one patient had there. */
function plainNode(node: Node): Node[] {
  const marks = node.marks.filter(staysOn)
  const said = (words: string): Node => schema.text(words, marks)
  switch (node.type) {
    case chip:
      return [said(chipWords(node.attrs as ChipAttrs))]
    case smartLink:
      return [said(`@${node.attrs.link}`)]
    case smartList:
      return [paragraph.create(null, schema.text(`@${node.attrs.link}`))]
    case image:
      return []
    case passage:
      return node.children.flatMap((version) => version.children.flatMap(plainNode))
    case task:
      return [task.create(null, plainContent(node))]
  }
  return [node.isText ? node.mark(marks) : node.copy(plainContent(node))]
}

function plainContent(node: Node): Fragment {
  const made = node.children.flatMap(plainNode)
  const isBare = made.length === 0 && node.childCount > 0
  return Fragment.from(isBare ? paragraph.create() : made)
}

/**
 * A document as a phrase keeps it: chips and living data as placeholders, no measurement, picture or trace of another note,
 * nothing ticked, so that nothing of one patient goes to another. Words a person typed stay as they are.
 */
export const asPhrase = (doc: Node): Node => doc.copy(plainContent(doc))

/** The selected part of a note as a phrase; a part that cannot stand alone comes as its words, a line each. */
export function phraseFromRange(doc: Node, from: number, to: number): Node {
  // First of all: what is cut out of a note as bare words would be one patient's chips and data, spelled out.
  const cut = doc.cut(from, to)
  const blocks: Node[] = []
  cut.forEach((section) => {
    section.forEach((block) => {
      if (block.content.size > 0 || block.isLeaf) blocks.push(block)
    })
  })
  const phrase = (content: readonly Node[]): Node =>
    asPhrase(doc.copy(Fragment.from(schema.nodes.section.create(wordsSection, [...content]))))
  const whole = phrase(blocks)
  try {
    whole.check()
    return whole
  } catch {
    const lines = whole.textBetween(0, whole.content.size, '\n').split('\n')
    return phrase(lines.map((line) => paragraph.create(null, line ? schema.text(line) : null)))
  }
}
