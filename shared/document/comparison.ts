import { Fragment, type Node } from 'prosemirror-model'
import { type Choice, type Choices, changedBy, type Part } from '../domain/comparison.js'
import { aligned } from '../kernel/alignment.js'
import { schema } from './schema.js'
import { pairSections, type SectionPairs, type SectionTrio } from './section-pairs.js'

/** Blocks of a section that differ; decided as a whole. */
export interface BlockPart extends Part<readonly Node[]> {
  /** The section's title. */
  section: string
}

type Slot = { blocks: readonly Node[] } | { part: BlockPart }
interface SectionStep extends SectionTrio {
  /** Set when only one side has the section at all. */
  whole?: BlockPart
  /** Set when the sides call it otherwise. */
  title?: BlockPart
  slots: readonly Slot[]
}

/** Two versions of a note side by side. */
export interface DocumentComparison {
  parts: readonly BlockPart[]
  /** Set when the sides have their common sections in another order. */
  order: BlockPart | undefined
  /** The sections as each side has them. */
  steps: Readonly<Record<'mine' | 'theirs', readonly SectionStep[]>>
  mine: Node
  theirs: Node
}

const equalBlocks = (a: readonly Node[] | undefined, b: readonly Node[] | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && a.length === b.length && a.every((block, i) => block.eq(b[i] as Node)))
/** Which side changed blocks. */
export const who = (
  base: readonly Node[] | undefined,
  mine: readonly Node[] | undefined,
  theirs: readonly Node[] | undefined,
) => changedBy(base, mine, theirs, (a, b) => equalBlocks(a as readonly Node[], b as readonly Node[]))

/**
 * Compares two versions of a note that both began from `base`: section by section, wherever each now stands, and block by
 * block. The order of the sections and their titles are parts of their own.
 */
export function compareDocuments(base: Node | undefined, mine: Node, theirs: Node): DocumentComparison {
  const pairs = pairSections(base, mine, theirs)
  const steps = new Map<SectionTrio, SectionStep>()
  for (const trio of [...pairs.mine, ...pairs.theirs]) if (!steps.has(trio)) steps.set(trio, stepOf(trio))
  const inOrder = (trios: readonly SectionTrio[]) => trios.map((trio) => steps.get(trio) as SectionStep)
  const sides = { mine: inOrder(pairs.mine), theirs: inOrder(pairs.theirs) }
  const order = orderPart(pairs)
  const parts = [
    ...(order ? [order] : []),
    ...sequence(sides, 'theirs').flatMap(({ title, whole, slots }) => [
      ...(title ? [title] : []),
      ...(whole ? [whole] : slots.flatMap((slot) => ('part' in slot ? [slot.part] : []))),
    ]),
  ]
  return { parts, order, steps: sides, mine, theirs }
}

/**
 * The note the choices make. Every part must be decided; throws RangeError otherwise. `both` says what stands where
 * both are kept: what was written here, then what the other side has besides, unless told.
 */
export function combineDocuments(
  { steps, order, theirs }: DocumentComparison,
  choices: Choices,
  both: (part: BlockPart) => readonly Node[] = oneAfterAnother,
): Node {
  const sections: Node[] = []
  const ordered = order && chosen(order, choices) === 'mine' ? 'mine' : 'theirs'
  for (const step of sequence(steps, ordered)) {
    const { whole, title, slots } = step
    if (whole) {
      const section = step[chosen(whole, choices) === 'mine' ? 'mine' : 'theirs']
      if (section) sections.push(section)
      continue
    }
    const blocks = slots.flatMap((slot) =>
      'blocks' in slot ? slot.blocks : blocksFor(slot.part, chosen(slot.part, choices), both),
    )
    const section = step[title && chosen(title, choices) === 'mine' ? 'mine' : 'theirs'] as Node
    sections.push(section.copy(Fragment.from(blocks.length > 0 ? [...blocks] : [schema.node('paragraph')])))
  }
  return sections.length > 0 ? schema.node('doc', null, sections) : theirs
}

/** What is safe without a person: each part from the side that changed it. Undefined as soon as both changed one. */
export function mergeDocuments(base: Node, mine: Node, theirs: Node): Node | undefined {
  const comparison = compareDocuments(base, mine, theirs)
  if (comparison.parts.some(({ changed }) => changed === 'both')) return undefined
  return combineDocuments(
    comparison,
    Object.fromEntries(comparison.parts.map(({ key, changed }) => [key, changed === 'here' ? 'mine' : 'theirs'])),
  )
}

export function blocksOf(section: Node): Node[] {
  const blocks: Node[] = []
  section.forEach((block) => {
    blocks.push(block)
  })
  return blocks
}

/**
 * The sections of both sides in one row: what both have in the order of one side, and after each of these what only one
 * side has there.
 */
function sequence({ mine, theirs }: DocumentComparison['steps'], order: 'mine' | 'theirs'): SectionStep[] {
  const followers = (steps: readonly SectionStep[]): Map<SectionStep | undefined, SectionStep[]> => {
    const after = new Map<SectionStep | undefined, SectionStep[]>()
    let common: SectionStep | undefined
    for (const step of steps) {
      if (step.whole) after.set(common, [...(after.get(common) ?? []), step])
      else common = step
    }
    return after
  }
  const [here, there] = [followers(mine), followers(theirs)]
  const common = (order === 'mine' ? mine : theirs).filter(({ whole }) => !whole)
  return [undefined, ...common].flatMap((step) => [
    ...(step ? [step] : []),
    ...(here.get(step) ?? []),
    ...(there.get(step) ?? []),
  ])
}

function stepOf(trio: SectionTrio): SectionStep {
  const { mine, theirs, base } = trio
  if (!mine || !theirs) return { ...trio, slots: [], whole: alone(trio) }
  const title = mine.attrs.title === theirs.attrs.title ? undefined : titlePart(trio, mine, theirs)
  return { ...trio, slots: slotsOf(trio.name, base, mine, theirs), ...(title ? { title } : {}) }
}

const line = (text: string): Node => schema.node('paragraph', null, schema.text(text))

function titlePart({ name, base }: SectionTrio, mine: Node, theirs: Node): BlockPart {
  const titles = [base, mine, theirs].map((section) => section && [line(section.attrs.title)])
  return {
    key: `note ${name} title`,
    element: 'content',
    section: `Title of ${theirs.attrs.title}`,
    base: titles[0],
    mine: titles[1],
    theirs: titles[2],
    changed: who(...(titles as [Node[], Node[], Node[]])),
    choices: ['mine', 'theirs'],
  }
}

/** Undefined when both have what they have in common in the same order. */
function orderPart({ base, mine, theirs }: SectionPairs): BlockPart | undefined {
  const common = (trio: SectionTrio) => trio.mine !== undefined && trio.theirs !== undefined
  const [before, here, there] = [base, mine, theirs].map((trios) => trios.filter(common)) as [
    SectionTrio[],
    SectionTrio[],
    SectionTrio[],
  ]
  const sameOrder = (a: SectionTrio[], b: SectionTrio[]) => a.every((trio, at) => trio === b[at])
  if (sameOrder(here, there)) return undefined
  // What both added is in no order of before: only what was there can have been moved.
  const old = (trios: SectionTrio[]) => trios.filter((trio) => trio.base !== undefined)
  const [movedHere, movedThere] = [!sameOrder(old(here), before), !sameOrder(old(there), before)]
  const titles = (trios: SectionTrio[], side: 'base' | 'mine' | 'theirs') =>
    trios.map((trio) => line(trio[side]?.attrs.title))
  return {
    key: 'note order',
    element: 'content',
    section: 'Order of the sections',
    base: before.length > 0 ? titles(before, 'base') : undefined,
    mine: titles(here, 'mine'),
    theirs: titles(there, 'theirs'),
    changed: movedHere && movedThere ? 'both' : movedHere ? 'here' : 'ehr',
    choices: ['mine', 'theirs'],
  }
}

function alone({ name, base: was, mine, theirs }: SectionTrio): BlockPart {
  const section = (mine ?? theirs) as Node
  const blocks = [was, mine, theirs].map((version) => version && blocksOf(version))
  const renamed = was !== undefined && was.attrs.title !== section.attrs.title
  return {
    key: `note ${name}`,
    element: 'content',
    section: section.attrs.title as string,
    base: blocks[0],
    mine: blocks[1],
    theirs: blocks[2],
    changed: renamed ? 'both' : who(blocks[0], blocks[1], blocks[2]),
    choices: ['mine', 'theirs'],
  }
}

/** What stands between two blocks that both versions kept. */
export interface Stretch {
  base: Node[] | undefined
  mine: Node[]
  theirs: Node[]
}

function slotsOf(name: string, base: Node | undefined, mine: Node, theirs: Node): Slot[] {
  const slots: Slot[] = []
  const add = (stretch: Stretch): void => {
    if (equalBlocks(stretch.mine, stretch.theirs)) {
      slots.push({ blocks: stretch.theirs })
      return
    }
    const changed = who(stretch.base, stretch.mine, stretch.theirs)
    slots.push({
      part: {
        key: `note ${name} ${slots.length}`,
        element: 'content',
        section: theirs.attrs.title as string,
        ...stretch,
        changed,
        choices: changed === 'both' ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'],
      },
    })
  }
  const [left, right] = [blocksOf(mine), blocksOf(theirs)]
  for (const stretch of base ? stretchesOf(blocksOf(base), left, right) : stretchesWithoutBase(left, right))
    add(stretch)
  return slots
}

/**
 * Cuts the blocks between two of `base` wherever both versions kept one of the two: what lies between two cuts was changed
 * by one of them, or is in fact a choice. Blocks added between two that stayed are a stretch of their own.
 */
export function stretchesOf(base: readonly Node[], mine: readonly Node[], theirs: readonly Node[]): Stretch[] {
  const [inMine, inTheirs] = [new Map(aligned(base, mine, equal)), new Map(aligned(base, theirs, equal))]
  const cut = (
    at: number,
    side: readonly Node[],
    places: ReadonlyMap<number, number>,
  ): [number, number] | undefined => {
    const before = at === 0 ? -1 : places.get(at - 1)
    const after = at === base.length ? side.length : places.get(at)
    const [from, to] = [before === undefined ? after : before + 1, after === undefined ? (before ?? 0) + 1 : after]
    return from === undefined || (before === undefined && after === undefined) ? undefined : [from, to]
  }
  const stretches: Stretch[] = []
  const add = (stretch: Stretch): void => {
    if (stretch.base?.length || stretch.mine.length || stretch.theirs.length) stretches.push(stretch)
  }
  let [b, m, t] = [0, 0, 0]
  for (let at = 0; at <= base.length; at += 1) {
    const [here, there] = [cut(at, mine, inMine), cut(at, theirs, inTheirs)]
    if (!here || !there) continue
    add({ base: base.slice(b, at), mine: mine.slice(m, here[0]), theirs: theirs.slice(t, there[0]) })
    add({ base: [], mine: mine.slice(...here), theirs: theirs.slice(...there) })
    ;[b, m, t] = [at, here[1], there[1]]
  }
  return stretches.flatMap(oneByOne)
}

/** The same where nobody knows what both began from: only what is the same on both sides is no choice. */
function stretchesWithoutBase(mine: Node[], theirs: Node[]): Stretch[] {
  const stretches: Stretch[] = []
  let [m, t] = [0, 0]
  for (const [i, j] of [...aligned(mine, theirs, equal), [mine.length, theirs.length] as const]) {
    if (i > m || j > t) stretches.push({ base: undefined, mine: mine.slice(m, i), theirs: theirs.slice(t, j) })
    if (i < mine.length) stretches.push({ base: undefined, mine: mine.slice(i, i + 1), theirs: theirs.slice(j, j + 1) })
    ;[m, t] = [i + 1, j + 1]
  }
  return stretches
}

const equal = (a: Node, b: Node): boolean => a.eq(b)

/** A stretch in which every version has as many blocks is taken block by block: next to each other is not in each other. */
function oneByOne({ base, mine, theirs }: Stretch): Stretch[] {
  if (!base || mine.length !== base.length || theirs.length !== base.length) return [{ base, mine, theirs }]
  return base.map((block, i) => ({ base: [block], mine: [mine[i] as Node], theirs: [theirs[i] as Node] }))
}

function chosen(part: BlockPart, choices: Choices): Choice {
  const choice = choices[part.key]
  if (!choice || !part.choices.includes(choice)) throw new RangeError('nothing was chosen for a part of the note')
  return choice
}

function blocksFor(part: BlockPart, choice: Choice, both: (part: BlockPart) => readonly Node[]): readonly Node[] {
  if (choice === 'both') return both(part)
  return (choice === 'mine' ? part.mine : part.theirs) ?? []
}

function oneAfterAnother({ mine = [], theirs = [] }: BlockPart): readonly Node[] {
  const kept = mine.filter((block) => !isEmpty(block))
  const more = theirs.filter((block) => !isEmpty(block) && !kept.some((own) => own.eq(block)))
  return more.length === 0 ? mine : [...kept, ...more]
}

export const isEmpty = (block: Node): boolean => block.isTextblock && block.content.size === 0
