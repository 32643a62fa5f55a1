import { aligned } from '../kernel/alignment.js'

/** A stretch of text; `changed` when the other side does not have it in this place. */
export interface Stretch {
  text: string
  changed: boolean
}

/** Words, numbers with all their digits (`7.2`, `1,000`, `140/90`), and what stands between them. */
const pieces = (text: string): string[] =>
  text.match(/\p{N}+(?:[.,:/]\p{N}+)+(?![\p{L}\p{N}])|[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []

/** Two texts with what differs between them marked, word by word. Joined again, each is the text it came from. */
export function changedWords(mine: string, theirs: string): { mine: Stretch[]; theirs: Stretch[] } {
  const [a, b] = [pieces(mine), pieces(theirs)]
  const pairs = aligned(a, b, (x, y) => x === y)
  const [inA, inB] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))]
  return { mine: stretches(a, inA), theirs: stretches(b, inB) }
}

function stretches(all: readonly string[], shared: ReadonlySet<number>): Stretch[] {
  const found: Stretch[] = []
  for (const [at, text] of all.entries()) {
    const changed = !shared.has(at)
    const last = found.at(-1)
    // A space alone between two changed words belongs to them.
    const bridges = !changed && /^\s+$/.test(text) && last?.changed && at + 1 < all.length && !shared.has(at + 1)
    if (last && (last.changed === changed || bridges)) last.text += text
    else found.push({ text, changed })
  }
  return found
}
