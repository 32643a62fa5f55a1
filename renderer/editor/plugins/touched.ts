import type { Transaction } from 'prosemirror-state'

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
