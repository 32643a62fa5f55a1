import type { Step } from 'prosemirror-transform'
import { MoveStep } from '../../../shared/document/index.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import type { NoteLife } from './life.js'

/** Who wrote part of a passage, and when. */
export interface Written {
  by: string
  from: Instant
  to: Instant
  /** How much of the passage: characters. */
  size: number
}

interface Range {
  from: number
  to: number
}

/**
 * Who wrote what stands in a range of the note as it was after so many steps, the most first. Walks back from there: what
 * a step put in is its maker's, what is left at the beginning is whose the first version was.
 */
export function writersOf(life: NoteLife, steps: number, range: Range): Written[] {
  const found = new Map<string, Written>()
  const add = (by: string, at: Instant, { from, to }: Range): void => {
    const known = found.get(by)
    if (!known) found.set(by, { by, from: at, to: at, size: to - from })
    else {
      known.size += to - from
      if (at < known.from) known.from = at
      if (at > known.to) known.to = at
    }
  }
  let open: Range[] = [range]
  for (let index = steps - 1; index >= 0 && open.length > 0; index -= 1) {
    const step = life.steps[index] as Step
    const map = step.getMap()
    const { by, at } = life.made[index] as { by: string; at: Instant }
    // What was moved stays whose it was.
    const forEach = step instanceof MoveStep ? () => {} : map.forEach.bind(map)
    forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      open = open.flatMap((one) => {
        const shared = { from: Math.max(one.from, newStart), to: Math.min(one.to, newEnd) }
        if (shared.from >= shared.to) return [one]
        add(by, at, shared)
        return [
          { from: one.from, to: shared.from },
          { from: shared.to, to: one.to },
        ].filter(({ from, to }) => from < to)
      })
    })
    const back = map.invert()
    open = open
      .map(({ from, to }) => ({ from: back.map(from, 1), to: back.map(to, -1) }))
      .filter((one) => one.from < one.to)
  }
  const [first] = life.moments
  if (first) for (const one of open) add(first.by, first.to, one)
  return [...found.values()].sort((a, b) => b.size - a.size)
}
