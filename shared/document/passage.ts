import { Fragment, type Node } from 'prosemirror-model'
import { type BlockPart, combineDocuments, compareDocuments, isEmpty, stretchesOf, who } from './comparison.js'
import { schema } from './schema.js'

/** Who wrote each side, by name. */
export interface Writers {
  mine: string
  theirs: string
}

/** A place of a note where two versions wait for somebody to decide. */
export interface OpenPassage {
  /** Its range in the document. */
  from: number
  to: number
  /** The section's title. */
  section: string
}

/** All places that wait for somebody to decide, in order. They stand among the blocks of a section. */
export function openPassages(doc: Node): OpenPassage[] {
  const found: OpenPassage[] = []
  doc.forEach((section, offset) => {
    section.forEach((block, at) => {
      const from = offset + 1 + at
      if (block.type.name === 'passage') found.push({ from, to: from + block.nodeSize, section: section.attrs.title })
    })
  })
  return found
}

/** Whether a part both sides changed can be shown as two versions in the note itself: blocks can, an order or a title not. */
export const isOfBlocks = (part: BlockPart): boolean => part.choices.includes('both')

/**
 * Joins two versions of a draft that both began from `base`: each block from the side that changed it; where both did, both
 * stay as a choice in the note. Undefined where more than text is at odds: the order or the title of sections, or a section
 * that one side took away and the other wrote in.
 */
export function mergeDrafts(base: Node, mine: Node, theirs: Node, by: Writers): Node | undefined {
  const comparison = compareDocuments(base, mine, theirs)
  if (comparison.parts.some((part) => part.changed === 'both' && !isOfBlocks(part))) return undefined
  const choices = Object.fromEntries(
    comparison.parts.map(({ key, changed }) => [
      key,
      changed === 'both' ? 'both' : changed === 'here' ? 'mine' : 'theirs',
    ]),
  ) as Record<string, 'mine' | 'theirs' | 'both'>
  return combineDocuments(comparison, choices, (part) => versionsOf(part, by))
}

type Blocks = readonly Node[]
const isSame = (a: Blocks, b: Blocks): boolean =>
  a.length === b.length && a.every((block, at) => block.eq(b[at] as Node))

/** The blocks that stand where both sides changed some: nothing either wrote is missing from them. */
export function versionsOf({ base = [], mine = [], theirs = [] }: BlockPart, by: Writers): Blocks {
  const [left, right] = [mine, theirs].map((blocks) => blocks.filter((block) => !isEmpty(block))) as [Node[], Node[]]
  // One side only took away what the other went on writing: words that are there can be taken away again.
  if (left.length === 0 || right.length === 0) return left.length === 0 ? theirs : mine
  if (isSame(left, right)) return theirs
  // Both began something where nothing was: nobody's words are in question.
  if (base.every(isEmpty)) return [...right, ...left.filter((block) => !right.some((other) => other.eq(block)))]
  const joined = joinedInside(base, mine, theirs)
  if (joined) return [joined]
  const kept = sameChoice(base, mine, theirs, by) ?? [...versionsIn(left, by.mine), ...versionsIn(right, by.theirs)]
  const distinct = kept.filter((version, at) => kept.findIndex((other) => other.content.eq(version.content)) === at)
  return distinct.length > 1 ? [schema.node('passage', null, distinct)] : theirs
}

/** What is made of lines or items that stand for themselves. */
const joins: ReadonlySet<string> = new Set([
  'bullet_list',
  'ordered_list',
  'task_list',
  'list_item',
  'task_item',
  'problem',
])

/** One list or problem in which each wrote in other items or lines: nothing in it is in question. Undefined otherwise. */
function joinedInside(base: Blocks, mine: Blocks, theirs: Blocks): Node | undefined {
  const [was, here, there] = [base, mine, theirs].map((blocks) => (blocks.length === 1 ? blocks[0] : undefined))
  if (!was || !here || !there || !joins.has(was.type.name)) return undefined
  if (!here.sameMarkup(was) || !there.sameMarkup(was)) return undefined
  const blocks: Node[] = []
  for (const stretch of stretchesOf(was.children, here.children, there.children)) {
    const { base: before = [], mine: left, theirs: right } = stretch
    const changed = who(before, left, right)
    const inside = changed === 'both' && !isSame(left, right) ? joinedInside(before, left, right) : undefined
    if (inside) blocks.push(inside)
    else if (changed === 'ehr' || isSame(left, right) || left.length === 0) blocks.push(...right)
    else if (changed === 'here' || right.length === 0) blocks.push(...left)
    else if (before.length === 0) blocks.push(...right, ...left.filter((one) => !right.some((other) => other.eq(one))))
    else return undefined
  }
  return was.type.validContent(Fragment.from(blocks)) ? was.copy(Fragment.from(blocks)) : undefined
}

const choiceIn = (blocks: Blocks): Node | undefined => {
  const [only] = blocks
  return blocks.length === 1 && only?.type.name === 'passage' ? only : undefined
}

/** Blocks as versions: those of a choice, or one of them all. */
function versionsIn(blocks: Blocks, who: string): Node[] {
  const choice = choiceIn(blocks)
  if (choice) return [...choice.children]
  const flat = blocks.flatMap((block) =>
    block.type.name === 'passage' ? block.children.flatMap((version) => version.children) : [block],
  )
  return [schema.node('version', { who: nameIn(who) }, flat)]
}

/**
 * Versions where the place was a choice already, or has become one at one side while the other wrote on in what is a
 * version of it: each version from the side that changed it.
 */
function sameChoice(base: Blocks, mine: Blocks, theirs: Blocks, by: Writers): Node[] | undefined {
  const [before, here, there] = [base, mine, theirs].map(choiceIn)
  if (before && here && there && before.childCount === here.childCount && before.childCount === there.childCount) {
    return before.children.flatMap((was, at) => {
      const [left, right] = [here.child(at), there.child(at)]
      if (left.eq(right) || right.eq(was)) return [left]
      return left.eq(was) ? [right] : [right, left]
    })
  }
  const carried = (choice: Node, blocks: Blocks, who: string): Node[] | undefined => {
    const at = choice.children.findIndex((version) => isSame(version.children, base))
    if (at < 0) return undefined
    const own = choice.child(at)
    const written = schema.node('version', { who: own.attrs.who || nameIn(who) }, [...blocks])
    return choice.children.map((version, index) => (index === at ? written : version))
  }
  if (there && !here && !before) return carried(there, mine, by.mine)
  if (here && !there && !before) return carried(here, theirs, by.theirs)
  return undefined
}

/** A longer name would make a note that is not read again. */
const nameIn = (who: string): string => who.slice(0, 200) || 'A colleague'

/**
 * What stands in place of a choice once decided: one version, or all of them one after another, without what an earlier one
 * says already. What an earlier one orders is not ordered once more: there it is words.
 */
export function decided(choice: Node, kept: number | 'all'): Fragment {
  if (kept !== 'all') return choice.child(kept).content
  const blocks: Node[] = []
  const chips: Node[] = []
  for (const version of choice.children) {
    const more = version.children.filter((block) => !blocks.some((other) => other.eq(block)))
    blocks.push(...more.map((block) => inWordsWhere(block, (chip) => chips.some((other) => sameChip(other, chip)))))
    version.descendants((node) => {
      if (node.type === schema.nodes.chip) chips.push(node)
    })
  }
  return Fragment.fromArray(blocks)
}

const sameChip = (a: Node, b: Node): boolean =>
  a.attrs.id === b.attrs.id && JSON.stringify(a.attrs.data) === JSON.stringify(b.attrs.data)

function inWordsWhere(node: Node, is: (chip: Node) => boolean): Node {
  if (node.type === schema.nodes.chip && is(node)) return schema.text(node.attrs.text, node.marks)
  return node.isLeaf ? node : node.copy(Fragment.fromArray(node.children.map((child) => inWordsWhere(child, is))))
}
