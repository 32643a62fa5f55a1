import type { Mark, Node } from 'prosemirror-model'
import { aligned } from '../../kernel/alignment.js'
import { atomText, type Change } from './change.js'

/** A word, a number with all its digits (`7.2`, `140/90`), the space between, another sign, or an atom. */
interface Token {
  key: string
  size: number
  marks: string
  spoken: string
  atom?: Node
}

const piece = /[\p{L}\p{N}]+(?:['’.,\-/:][\p{L}\p{N}]+)*|\s+|[^\p{L}\p{N}\s]/gu

/** Marks that say where words come from, not what they say. */
const unread: ReadonlySet<string> = new Set(['carried', 'template'])

const spelt = (marks: readonly Mark[]): string =>
  marks
    .map(({ type, attrs }) => `${type.name} ${JSON.stringify(attrs)}`)
    .sort()
    .join()

/** An atom keeps its id while what it says changes; one without an id is what it says. */
export const atomKey = ({ type, attrs }: Node): string =>
  `\u0000${type.name} ${typeof attrs.id === 'string' && attrs.id !== '' ? attrs.id : JSON.stringify(attrs)}`

function tokensOf(block: Node): Token[] {
  const tokens: Token[] = []
  block.forEach((child) => {
    const marks = spelt(child.marks)
    const spoken = spelt(child.marks.filter(({ type }) => !unread.has(type.name)))
    if (!child.isText) {
      tokens.push({ key: atomKey(child), size: child.nodeSize, marks, spoken, atom: child })
      return
    }
    for (const [text] of (child.text ?? '').matchAll(piece))
      tokens.push({ key: text, size: text.length, marks, spoken })
  })
  return tokens
}

/** Token places of a stretch that differs. */
type Stretch = [fromA: number, toA: number, fromB: number, toB: number]

/**
 * What differs between two lines, word by word. `startA` and `startB` are where their content begins in the documents.
 * A word that is half in another style is two tokens; that costs a larger mark, never a wrong one.
 */
export function inlineChanges(a: Node, b: Node, startA: number, startB: number): Change[] {
  if (a.content.eq(b.content)) return []
  const [left, right] = [tokensOf(a), tokensOf(b)]
  const pairs = aligned(left, right, (x, y) => x.key === y.key)
  const [placesA, placesB] = [places(left, startA), places(right, startB)]
  const at = (list: readonly number[], index: number): number => list[index] as number
  const changes: Change[] = []
  for (const [fromA, toA, fromB, toB] of bridged(stretches(pairs, left.length, right.length), left)) {
    changes.push({
      kind: fromA === toA ? 'added' : fromB === toB ? 'removed' : 'replaced',
      before: { from: at(placesA, fromA), to: at(placesA, toA) },
      after: { from: at(placesB, fromB), to: at(placesB, toB) },
      block: false,
    })
  }
  const covered = (pos: number): boolean => changes.some(({ after }) => after.from <= pos && pos < after.to)
  for (const [i, j] of pairs) {
    const [x, y] = [left[i] as Token, right[j] as Token]
    const place = at(placesB, j)
    if (covered(place)) continue
    const ranges = {
      before: { from: at(placesA, i), to: at(placesA, i + 1) },
      after: { from: place, to: place + y.size },
    }
    if (x.atom && y.atom && !(x.atom.sameMarkup(y.atom) || sameAttrs(x.atom, y.atom))) {
      changes.push({ kind: 'changed', ...ranges, block: false, was: atomText(x.atom), is: atomText(y.atom) })
    } else if (x.marks !== y.marks) {
      style(changes, { kind: 'style', ...ranges, block: false, ...(x.spoken === y.spoken && { quiet: true }) })
    }
  }
  return changes.sort((x, y) => x.after.from - y.after.from || x.before.from - y.before.from)
}

const sameAttrs = (a: Node, b: Node): boolean => JSON.stringify(a.attrs) === JSON.stringify(b.attrs)

/** Words next to each other that changed their style are one change. */
function style(changes: Change[], next: Change): void {
  const last = changes.at(-1)
  const follows =
    last?.kind === 'style' &&
    last.quiet === next.quiet &&
    last.after.to === next.after.from &&
    last.before.to === next.before.from
  if (last && follows)
    Object.assign(last, { before: { ...last.before, to: next.before.to }, after: { ...last.after, to: next.after.to } })
  else changes.push(next)
}

function places(tokens: readonly Token[], start: number): number[] {
  const found = [start]
  for (const { size } of tokens) found.push((found.at(-1) as number) + size)
  return found
}

function stretches(pairs: readonly [number, number][], endA: number, endB: number): Stretch[] {
  const found: Stretch[] = []
  let [a, b] = [0, 0]
  for (const [i, j] of [...pairs, [endA, endB] as const]) {
    if (i > a || j > b) found.push([a, i, b, j])
    ;[a, b] = [i + 1, j + 1]
  }
  return found
}

/** A space alone between two changed stretches belongs to them: `feels well` for `is tired` is one change, not two. */
function bridged(all: readonly Stretch[], left: readonly Token[]): Stretch[] {
  const found: Stretch[] = []
  for (const next of all) {
    const last = found.at(-1)
    const space = last && next[0] === last[1] + 1 && /^\s+$/.test(left[last[1]]?.key ?? '')
    const alike = last && ((last[1] > last[0] && next[1] > next[0]) || (last[3] > last[2] && next[3] > next[2]))
    if (last && space && alike) {
      last[1] = next[1]
      last[3] = next[3]
    } else found.push([...next])
  }
  return found
}
