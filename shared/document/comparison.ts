import { Fragment, type Node } from 'prosemirror-model'
import { type Choice, type Choices, changedBy, type Part } from '../domain/comparison.js'
import { aligned } from '../kernel/alignment.js'
import { schema } from './schema.js'

/** Blocks of a section that differ; decided as a whole. */
export interface BlockPart extends Part<readonly Node[]> {
  /** The section's title. */
  section: string
}

type Slot = { blocks: readonly Node[] } | { part: BlockPart }
interface SectionStep {
  section: Node
  /** Set when only one side has the section at all. */
  whole?: BlockPart
  slots: readonly Slot[]
}

/** Two versions of a note side by side. `steps` is absent where they are too different for more than one choice. */
export interface DocumentComparison {
  parts: readonly BlockPart[]
  steps: readonly SectionStep[] | undefined
  mine: Node
  theirs: Node
}

const equalBlocks = (a: readonly Node[] | undefined, b: readonly Node[] | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && a.length === b.length && a.every((block, i) => block.eq(b[i] as Node)))
const who = (
  base: readonly Node[] | undefined,
  mine: readonly Node[] | undefined,
  theirs: readonly Node[] | undefined,
) => changedBy(base, mine, theirs, (a, b) => equalBlocks(a as readonly Node[], b as readonly Node[]))

/** Compares two versions of a note that both began from `base`: section by section, block by block. */
export function compareDocuments(base: Node | undefined, mine: Node, theirs: Node): DocumentComparison {
  const before = new Map(sectionsOf(base))
  const [left, right] = [sectionsOf(mine), sectionsOf(theirs)]
  const pairs = aligned(left, right, ([a], [b]) => a === b)
  const paired = new Set(pairs.map(([i]) => left[i]?.[0]))
  const elsewhere = new Set(right.map(([name]) => name))
  if (left.some(([name]) => elsewhere.has(name) && !paired.has(name))) return apart(base, mine, theirs)
  const steps: SectionStep[] = []
  let [i, j] = [0, 0]
  for (const [nextI, nextJ] of [...pairs, [left.length, right.length] as [number, number]]) {
    for (; i < nextI; i += 1) steps.push(alone(left[i] as Named, before, 'mine'))
    for (; j < nextJ; j += 1) steps.push(alone(right[j] as Named, before, 'theirs'))
    const [a, b] = [left[nextI], right[nextJ]]
    if (!a || !b) continue
    steps.push({ section: b[1], slots: slotsOf(b, before.get(b[0]), a[1], b[1]) })
    i = nextI + 1
    j = nextJ + 1
  }
  const parts = steps.flatMap(({ whole, slots }) =>
    whole ? [whole] : slots.flatMap((slot) => ('part' in slot ? [slot.part] : [])),
  )
  return { parts, steps, mine, theirs }
}

/**
 * The note the choices make. Every part must be decided; throws RangeError otherwise. `between` is put before what the
 * other side adds where both are kept.
 */
export function combineDocuments(
  { steps, parts, mine, theirs }: DocumentComparison,
  choices: Choices,
  between?: Node,
): Node {
  if (!steps) {
    const choice = chosen(parts[0] as BlockPart, choices)
    if (choice !== 'both') return choice === 'mine' ? mine : theirs
    return schema.node('doc', null, mine.content.append(theirs.content))
  }
  const sections: Node[] = []
  for (const { section, whole, slots } of steps) {
    if (whole) {
      if (whole[chosen(whole, choices) === 'mine' ? 'mine' : 'theirs']) sections.push(section)
      continue
    }
    const blocks = slots.flatMap((slot) =>
      'blocks' in slot ? slot.blocks : blocksFor(slot.part, chosen(slot.part, choices), between),
    )
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

type Named = readonly [name: string, section: Node]

/** Sections by code, title and occurrence, in order. */
function sectionsOf(doc: Node | undefined): Named[] {
  const named: Named[] = []
  const seen = new Map<string, number>()
  doc?.forEach((section) => {
    const { code, title } = section.attrs as { code: string; title: string }
    const occurrence = (seen.get(`${code} ${title}`) ?? 0) + 1
    seen.set(`${code} ${title}`, occurrence)
    named.push([`${code} ${title} ${occurrence}`, section])
  })
  return named
}

export function blocksOf(section: Node): Node[] {
  const blocks: Node[] = []
  section.forEach((block) => {
    blocks.push(block)
  })
  return blocks
}

/** The two have the same sections in another order: one choice for all of it. */
function apart(base: Node | undefined, mine: Node, theirs: Node): DocumentComparison {
  const whole = (doc: Node | undefined): Node[] | undefined =>
    doc && sectionsOf(doc).flatMap(([, section]) => blocksOf(section))
  const part: BlockPart = {
    key: 'note',
    element: 'content',
    section: 'Whole note',
    base: whole(base),
    mine: whole(mine),
    theirs: whole(theirs),
    changed: base?.eq(mine) ? 'ehr' : base?.eq(theirs) ? 'here' : 'both',
    choices: ['mine', 'theirs', 'both'],
  }
  return { parts: [part], steps: undefined, mine, theirs }
}

function alone([name, section]: Named, before: ReadonlyMap<string, Node>, side: 'mine' | 'theirs'): SectionStep {
  const was = before.get(name)
  const [base, here] = [was && blocksOf(was), blocksOf(section)]
  const [mine, theirs] = side === 'mine' ? [here, undefined] : [undefined, here]
  return {
    section,
    slots: [],
    whole: {
      key: `note ${name}`,
      element: 'content',
      section: section.attrs.title as string,
      base,
      mine,
      theirs,
      changed: who(base, mine, theirs),
      choices: ['mine', 'theirs'],
    },
  }
}

interface Stretch {
  base: Node[] | undefined
  mine: Node[]
  theirs: Node[]
}

function slotsOf([name, section]: Named, base: Node | undefined, mine: Node, theirs: Node): Slot[] {
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
        section: section.attrs.title as string,
        ...stretch,
        changed,
        choices: changed === 'both' ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'],
      },
    })
  }
  const [left, right] = [blocksOf(mine), blocksOf(theirs)]
  for (const stretch of base ? stretchesOf(blocksOf(base), left, right) : stretchesWithoutBase(left, right)) {
    for (const each of oneByOne(stretch)) add(each)
  }
  return slots
}

/**
 * Cuts the blocks between two of `base` wherever both versions kept one of the two: what lies between two cuts was changed
 * by one of them, or is in fact a choice. Blocks added between two that stayed are a stretch of their own.
 */
function stretchesOf(base: readonly Node[], mine: Node[], theirs: Node[]): Stretch[] {
  const [inMine, inTheirs] = [new Map(aligned(base, mine, equal)), new Map(aligned(base, theirs, equal))]
  const cut = (at: number, side: Node[], places: ReadonlyMap<number, number>): [number, number] | undefined => {
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
  return stretches
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

/** Both: what was written here, then what the other side has besides. */
function blocksFor(part: BlockPart, choice: Choice, between: Node | undefined): readonly Node[] {
  const { mine = [], theirs = [] } = part
  if (choice !== 'both') return choice === 'mine' ? mine : theirs
  const kept = mine.filter((block) => !isEmpty(block))
  const more = theirs.filter((block) => !isEmpty(block) && !kept.some((own) => own.eq(block)))
  return more.length === 0 ? mine : [...kept, ...(between ? [between] : []), ...more]
}

export const isEmpty = (block: Node): boolean => block.isTextblock && block.content.size === 0
