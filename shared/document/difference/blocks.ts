import type { Node } from 'prosemirror-model'
import { aligned } from '../../kernel/alignment.js'
import { atomText, type Change } from './change.js'
import { atomKey, inlineChanges } from './inline.js'

/** Two blocks are one that was changed when they share at least so much of their words. */
const alikeFrom = 0.34
/** With more pairs than this, blocks that changed are paired in order only. */
const mostPairs = 40_000

/** Whole blocks of two versions that are the same block, perhaps changed: index in the one, index in the other. */
export type BlockPair = readonly [a: number, b: number]

/** Which children of two nodes are the same, perhaps changed, in order: first those that are equal, then those alike. */
export function pairedChildren(a: Node, b: Node): BlockPair[] {
  const [left, right] = [a.children, b.children]
  const pairs: BlockPair[] = []
  let [i, j] = [0, 0]
  for (const [nextI, nextJ] of [...aligned(left, right, (x, y) => x.eq(y)), [left.length, right.length] as const]) {
    for (const [x, y] of alike(left.slice(i, nextI), right.slice(j, nextJ))) pairs.push([i + x, j + y])
    if (nextI < left.length && nextJ < right.length) pairs.push([nextI, nextJ])
    ;[i, j] = [nextI + 1, nextJ + 1]
  }
  return pairs
}

/** What differs between the children of two nodes; `startA`, `startB` are where their content begins. */
export function childChanges(a: Node, b: Node, startA: number, startB: number): Change[] {
  const changes: Change[] = []
  const [placesA, placesB] = [places(a, startA), places(b, startB)]
  let [i, j] = [0, 0]
  const gap = (toI: number, toJ: number): void => {
    if (toI === i && toJ === j) return
    changes.push({
      kind: toI === i ? 'added' : toJ === j ? 'removed' : 'replaced',
      before: { from: placesA[i] as number, to: placesA[toI] as number },
      after: { from: placesB[j] as number, to: placesB[toJ] as number },
      block: true,
    })
  }
  for (const [nextI, nextJ] of pairedChildren(a, b)) {
    gap(nextI, nextJ)
    const [from, to] = [placesA[nextI] as number, placesB[nextJ] as number]
    changes.push(...nodeChanges(a.child(nextI), b.child(nextJ), from, to))
    ;[i, j] = [nextI + 1, nextJ + 1]
  }
  gap(a.childCount, b.childCount)
  return changes
}

function nodeChanges(a: Node, b: Node, posA: number, posB: number): Change[] {
  if (a === b || a.eq(b)) return []
  const whole = { before: { from: posA, to: posA + a.nodeSize }, after: { from: posB, to: posB + b.nodeSize } }
  if (a.isLeaf || b.isLeaf) return [{ kind: 'changed', ...whole, block: true, was: atomText(a), is: atomText(b) }]
  const changes: Change[] = []
  if (!a.sameMarkup(b)) changes.push({ kind: 'kind', ...whole, block: true, ...(a.type === b.type && { quiet: true }) })
  changes.push(...(a.isTextblock ? inlineChanges : childChanges)(a, b, posA + 1, posB + 1))
  return changes
}

function places(parent: Node, start: number): number[] {
  const found = [start]
  parent.forEach(({ nodeSize }) => {
    found.push((found.at(-1) as number) + nodeSize)
  })
  return found
}

/** Pairs blocks that changed, in order, so that as much as possible of their words stays. */
function alike(a: readonly Node[], b: readonly Node[]): BlockPair[] {
  if (a.length === 0 || b.length === 0) return []
  const [left, right] = [a.map(bag), b.map(bag)]
  const score = (i: number, j: number): number => likeness(a[i] as Node, b[j] as Node, left[i] as Bag, right[j] as Bag)
  if (a.length * b.length > mostPairs) {
    const both = Math.min(a.length, b.length)
    return Array.from({ length: both }, (_, at) => [at, at] as const).filter(([i, j]) => score(i, j) >= alikeFrom)
  }
  const width = b.length + 1
  const best = new Float64Array((a.length + 1) * width)
  const scores = new Float64Array(a.length * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const found = score(i, j)
      scores[i * width + j] = found
      best[i * width + j] = Math.max(
        found >= alikeFrom ? found + (best[(i + 1) * width + j + 1] as number) : 0,
        best[(i + 1) * width + j] as number,
        best[i * width + j + 1] as number,
      )
    }
  }
  const pairs: BlockPair[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const here = best[i * width + j] as number
    const found = scores[i * width + j] as number
    if (found >= alikeFrom && here === found + (best[(i + 1) * width + j + 1] as number)) pairs.push([i++, j++])
    else if (here === (best[(i + 1) * width + j] as number)) i += 1
    else j += 1
  }
  return pairs
}

interface Bag {
  size: number
  words: ReadonlyMap<string, number>
}

const word = /[\p{L}\p{N}]+/gu

function bag(node: Node): Bag {
  const words = new Map<string, number>()
  let size = 0
  const add = (key: string): void => {
    words.set(key, (words.get(key) ?? 0) + 1)
    size += 1
  }
  if (node.isLeaf) add(atomKey(node))
  node.descendants((child) => {
    if (child.isText) for (const [found] of (child.text ?? '').toLowerCase().matchAll(word)) add(found)
    else if (child.isLeaf) add(atomKey(child))
  })
  return { size, words }
}

/** 0 to 1: how much two nodes share of their words; 0 for what cannot be one node that was changed. */
function likeness(a: Node, b: Node, left: Bag, right: Bag): number {
  const comparable = a.type === b.type || (a.isTextblock && b.isTextblock)
  if (!comparable || a.isLeaf !== b.isLeaf) return 0
  if (left.size + right.size === 0) return 1
  let shared = 0
  for (const [key, count] of left.words) shared += Math.min(count, right.words.get(key) ?? 0)
  return (2 * shared) / (left.size + right.size)
}
