import type { Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { MoveStep } from '../../../shared/document/index.js'

export interface Range {
  from: number
  to: number
}

/** What a transaction changed, as ranges of the document after it. */
export function touchedBy(tr: Transaction): Range[] {
  const ranges: Range[] = []
  for (const [at, map] of tr.mapping.maps.entries()) {
    const later = tr.mapping.slice(at + 1)
    map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      const from = later.map(newStart, -1)
      ranges.push({ from, to: Math.max(from, later.map(newEnd, 1)) })
    })
  }
  return ranges
}

/**
 * True for what typing does. Decorations go astray over the maps of several steps at once, moves and rebased edits among
 * them; whoever keeps marks looks at everything anew then.
 */
export const isPlainEdit = ({ steps }: Transaction): boolean => steps.length === 1 && steps[0] instanceof ReplaceStep

/** True for moves and for what others wrote under unsaved words: marks carried over them may be on other words. */
export const strays = ({ steps, mapping }: Transaction): boolean =>
  steps.some((step, at) => step instanceof MoveStep || (mapping as unknown as WithMirror).getMirror(at) != null)

type WithMirror = { getMirror(at: number): number | undefined }

/** Ranges in order, those that meet made one. */
export function joined(ranges: readonly Range[]): Range[] {
  const out: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to)
    else out.push({ ...range })
  }
  return out
}
