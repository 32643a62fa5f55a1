import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { Mapping, type Step } from 'prosemirror-transform'

export interface TouchedRange {
  from: number
  to: number
}

/** The places a transaction touched, in its outcome: what it wrote, took away, marked or gave other attributes. */
export function touchedBy(tr: Transaction): TouchedRange[] {
  const found: TouchedRange[] = []
  tr.steps.forEach((step, index) => {
    const later = new Mapping(tr.mapping.maps.slice(index + 1))
    const add = (from: number, to: number): void => {
      found.push({ from: later.map(from, -1), to: later.map(to, 1) })
    }
    let moved = false
    step.getMap().forEach((_from, _to, from, to) => {
      moved = true
      add(from, to)
    })
    const { from, to, pos } = step as Step & { from?: number; to?: number; pos?: number }
    if (!moved && from !== undefined && to !== undefined) add(from, to)
    else if (!moved && pos !== undefined) add(pos, pos + 1)
  })
  return found
}

/** Each textblock that lies in the ranges, once. */
export function linesIn(doc: Node, ranges: readonly TouchedRange[]): { node: Node; pos: number }[] {
  const found = new Map<number, Node>()
  for (const { from, to } of ranges) {
    const end = Math.min(Math.max(from, to), doc.content.size)
    doc.nodesBetween(Math.min(from, end), end, (node, pos) => {
      if (!node.isTextblock) return true
      found.set(pos, node)
      return false
    })
  }
  return [...found].map(([pos, node]) => ({ pos, node }))
}
