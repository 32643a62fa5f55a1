import type { Node } from 'prosemirror-model'
import { aligned } from '../../kernel/alignment.js'
import { matched } from '../section-pairs.js'
import { childChanges, pairedChildren } from './blocks.js'
import { type Change, countIn } from './change.js'

/** A section in two versions of a note. Without `before` it is new, without `after` it is gone. */
export interface SectionDifference {
  title: string
  /** Where the section begins in each document. */
  before?: number
  after?: number
  /** It stands in another order among the others. */
  moved: boolean
  /** In order, in positions of whole documents. */
  changes: Change[]
}

/** Two versions of a note side by side: first the sections of the later one in its order, then those that are gone. */
export interface Difference {
  sections: SectionDifference[]
  /** Words, `146/88` and `follow-up` being one each. */
  added: number
  removed: number
}

interface Placed {
  key: string
  node: Node
  pos: number
}

/**
 * What differs between two versions of a note: section by section, block by block, word by word, so that what stayed
 * costs next to nothing. A section that moved or has a new title is
 * compared with itself.
 */
export function differenceBetween(before: Node, after: Node): Difference {
  const [left, right] = sectionsOf(before, after)
  const there = new Map(right.map((section) => [section.key, section]))
  const known = new Map(left.map((section) => [section.key, section]))
  const inOrder = new Set(
    aligned(
      left.filter(({ key }) => there.has(key)),
      right.filter(({ key }) => known.has(key)),
      (a, b) => a.key === b.key,
    ).map(([, j]) => right.filter(({ key }) => known.has(key))[j]?.key),
  )
  const sections: SectionDifference[] = right.map((section) => {
    const { node, pos, key } = section
    const title = node.attrs.title as string
    const was = known.get(key)
    if (!was) {
      const place = endOf(right, section, known)
      const range = { from: pos, to: pos + node.nodeSize }
      return {
        title,
        after: pos,
        moved: false,
        changes: [{ kind: 'added', before: { from: place, to: place }, after: range, block: true }],
      }
    }
    return { title, before: was.pos, after: pos, moved: !inOrder.has(key), changes: within(was, section) }
  })
  for (const section of left) {
    const { node, pos, key } = section
    if (there.has(key)) continue
    const place = endOf(left, section, there)
    const range = { from: pos, to: pos + node.nodeSize }
    sections.push({
      title: node.attrs.title as string,
      before: pos,
      moved: false,
      changes: [{ kind: 'removed', before: range, after: { from: place, to: place }, block: true }],
    })
  }
  return { sections, ...counted(before, after, sections) }
}

function within(was: Placed, is: Placed): Change[] {
  if (was.node === is.node) return []
  const changes = childChanges(was.node, is.node, was.pos + 1, is.pos + 1)
  if (was.node.sameMarkup(is.node)) return changes
  const whole = ({ pos, node }: Placed) => ({ from: pos, to: pos + node.nodeSize })
  return [{ kind: 'kind', before: whole(was), after: whole(is), block: true, quiet: true }, ...changes]
}

/** Where the nearest section before this one that the other document also has ends there. */
function endOf(list: readonly Placed[], section: Placed, others: ReadonlyMap<string, Placed>): number {
  for (let at = list.indexOf(section) - 1; at >= 0; at -= 1) {
    const other = others.get((list[at] as Placed).key)
    if (other) return other.pos + other.node.nodeSize
  }
  return 0
}

/** The sections of both versions; those that are one section have one key. */
function sectionsOf(before: Node, after: Node): [Placed[], Placed[]] {
  const placed = (doc: Node, keyOf: (at: number) => string): Placed[] => {
    const found: Placed[] = []
    doc.forEach((node, pos, at) => {
      found.push({ key: keyOf(at), node, pos })
    })
    return found
  }
  const same = matched(before.children, after.children)
  return [
    placed(before, (at) => `before ${at}`),
    placed(after, (at) => (same.has(at) ? `before ${same.get(at)}` : `after ${at}`)),
  ]
}

function counted(
  before: Node,
  after: Node,
  sections: readonly SectionDifference[],
): { added: number; removed: number } {
  let [added, removed] = [0, 0]
  for (const { kind, before: was, after: is } of sections.flatMap(({ changes }) => changes)) {
    if (kind === 'added' || kind === 'replaced') added += countIn(after, is)
    if (kind === 'removed' || kind === 'replaced') removed += countIn(before, was)
  }
  return { added, removed }
}

/** In words: `12 words added, 3 removed. Plan, Assessment changed.` */
export function differenceInWords({ sections, added, removed }: Difference): string {
  const spoken = sections.filter(({ changes }) => changes.some(({ quiet }) => !quiet))
  const count = (kind: Change['kind']): number =>
    sections.reduce((sum, { changes }) => sum + changes.filter((one) => one.kind === kind && !one.quiet).length, 0)
  const said: string[] = []
  if (added > 0) said.push(`${words(added)} added`)
  if (removed > 0) said.push(`${said.length > 0 ? removed.toLocaleString('en-US') : words(removed)} removed`)
  const changed = count('changed')
  if (changed > 0) said.push(changed === 1 ? '1 entry changed' : `${changed} entries changed`)
  if (said.length === 0 && spoken.length > 0) said.push('the look of words changed')
  const moved = sections.filter((section) => section.moved).map(({ title }) => title)
  const named = spoken.map(({ title }) => title)
  const where = [
    ...(named.length > 0 ? [`${list(named)} changed`] : []),
    ...(moved.length > 0 ? [`${list(moved)} moved`] : []),
  ]
  const all = [...said, ...where]
  return all.length === 0 ? 'Nothing differs' : `${all.join(', ')}`.replace(/^./, (first) => first.toUpperCase())
}

const words = (count: number): string => (count === 1 ? '1 word' : `${count.toLocaleString('en-US')} words`)
const list = (titles: readonly string[]): string =>
  titles.length < 2 ? (titles[0] ?? '') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`

/**
 * The block of a section of `after` that a block of `before` is now, as positions of both; where it is gone, the place
 * at which it would stand. `pos` is where the block begins in `before`. Undefined when its section is gone, too.
 */
export function counterpartOf(before: Node, after: Node, pos: number): { from: number; to: number } | undefined {
  const [left, right] = sectionsOf(before, after)
  const was = left.find((section) => pos > section.pos && pos < section.pos + section.node.nodeSize)
  const is = was && right.find(({ key }) => key === was.key)
  if (!was || !is) return undefined
  const index = before.resolve(pos).index(1)
  const pairs = pairedChildren(was.node, is.node)
  const startOf = (child: number): number => {
    let at = is.pos + 1
    for (let i = 0; i < child; i += 1) at += is.node.child(i).nodeSize
    return at
  }
  const same = pairs.find(([i]) => i === index)
  if (same) return { from: startOf(same[1]), to: startOf(same[1] + 1) }
  const earlier = pairs.filter(([i]) => i < index).at(-1)
  const place = startOf(earlier ? earlier[1] + 1 : 0)
  return { from: place, to: place }
}
