import type { Node } from 'prosemirror-model'
import { Mapping, ReplaceStep, type Step, type Transform } from 'prosemirror-transform'
import { MoveStep } from '../../../shared/document/index.js'

/** A step made here that the journal has not confirmed, with what takes it back. */
export interface Pending {
  step: Step
  inverted: Step
}

/** Text typed here that has no place left after a rebase. */
export interface Kept {
  text: string
  /** Index of the section it was written in. */
  section: number
}

export interface Rebased {
  pending: Pending[]
  kept: Kept[]
  /** What the remote steps wrote, where it now stands. */
  theirs: Range[]
}

export type Range = { from: number; to: number }

/**
 * Carries local steps over remote ones, in `tr`, whose document has the local steps applied: takes the local ones back,
 * applies the remote ones and makes the local ones again where they now belong. The mapping mirrors each pair, so that
 * positions inside local text come through.
 *
 * No text is lost either way: what a remote change left no place for is answered as `kept`, and a local deletion that
 * would take remote text with it, which its writer never saw, is not made again. `again` may keep steps from being made
 * again at all.
 */
export function rebase(
  tr: Transform,
  local: readonly Pending[],
  remote: readonly Step[],
  again: (step: Step) => boolean = () => true,
): Rebased {
  const written = tr.doc
  for (const { inverted } of [...local].reverse()) tr.step(inverted)
  for (const step of remote) tr.step(step)
  let unseen = remote.flatMap((_step, at) => insertedBy(remote, at))
  let moved = remote.flatMap((_step, at) => movedBy(remote, at))
  const pending: Pending[] = []
  const lost: Range[] = []
  const saved: Range[] = []
  const steps = local.map(({ step }) => step)
  for (const [at, step] of steps.entries()) {
    const undoneAt = local.length - 1 - at
    const mapping = tr.mapping.slice(undoneAt + 1)
    const torn = moved.length > 0 && tornApart(step, mapping)
    const mapped = again(step) && !torn ? sparing(step.map(mapping), unseen, moved) : null
    const before = tr.doc
    if (mapped && !tr.maybeStep(mapped).failed) {
      mirror(tr.mapping, undoneAt, tr.steps.length - 1)
      pending.push({ step: mapped, inverted: mapped.invert(before) })
      saved.push(...insertedBy(steps, at))
      const map = mapped.getMap()
      const after = ({ from, to }: Range): Range => ({ from: map.map(from, 1), to: map.map(to, -1) })
      unseen = unseen.map(after)
      moved = moved.map(after)
    } else {
      lost.push(...insertedBy(steps, at))
    }
  }
  return { pending, kept: keptText(written, without(joined(lost), joined(saved))), theirs: unseen }
}

/** Tells the mapping that two of its steps undo each other. ProseMirror has it for this use and leaves it out of its types. */
function mirror(mapping: Mapping, one: number, other: number): void {
  ;(mapping as Mapping & { setMirror(one: number, other: number): void }).setMirror(one, other)
}

/** The step, without its deletion where that would reach into what its writer had not seen, or had not seen there. */
function sparing(step: Step | null, unseen: readonly Range[], moved: readonly Range[]): Step | null {
  if (!(step instanceof ReplaceStep)) return step
  const reaches = ({ from, to }: Range): boolean => from < step.to && to > step.from
  const beyond = (range: Range): boolean => reaches(range) && !(step.from > range.from && step.to < range.to)
  if (!unseen.some(reaches) && !moved.some(beyond)) return step
  return step.slice.size > 0 && step.slice.openStart === 0 && step.slice.openEnd === 0
    ? new ReplaceStep(step.to, step.to, step.slice)
    : null
}

/** A deletion of which a remote move took one end elsewhere: what lies between the ends now is not what was deleted. */
function tornApart(step: Step, mapping: Mapping): boolean {
  if (!(step instanceof ReplaceStep) || step.to === step.from) return false
  return mapping.map(step.to, -1) < mapping.map(step.from, 1)
}

/** What the step at `at` inserted, as ranges of the document with all steps applied. */
export function insertedBy(steps: readonly Step[], at: number): Range[] {
  // What moved was there before.
  return steps[at] instanceof MoveStep ? [] : rangesOf(steps, at)
}

/** The node that the step at `at` moved. */
function movedBy(steps: readonly Step[], at: number): Range[] {
  const step = steps[at]
  if (!(step instanceof MoveStep)) return []
  const through = new Mapping(steps.slice(at).map((each) => each.getMap()))
  return [{ from: through.map(step.from, 1), to: through.map(step.end, -1) }]
}

function rangesOf(steps: readonly Step[], at: number): Range[] {
  const later = new Mapping(steps.slice(at + 1).map((step) => step.getMap()))
  const ranges: Range[] = []
  ;(steps[at] as Step).getMap().forEach((_oldStart, _oldEnd, newStart, newEnd) => {
    const range = { from: later.map(newStart, 1), to: later.map(newEnd, -1) }
    if (range.to > range.from) ranges.push(range)
  })
  return ranges
}

function joined(ranges: Range[]): Range[] {
  const result: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to)
    else result.push({ ...range })
  }
  return result
}

function without(ranges: Range[], holes: Range[]): Range[] {
  return ranges.flatMap((range) => {
    const parts: Range[] = []
    let { from } = range
    for (const hole of holes) {
      if (hole.to <= from || hole.from >= range.to) continue
      if (hole.from > from) parts.push({ from, to: hole.from })
      from = Math.max(from, hole.to)
    }
    if (from < range.to) parts.push({ from, to: range.to })
    return parts
  })
}

function keptText(written: Node, ranges: Range[]): Kept[] {
  return ranges
    .map(({ from, to }) => ({
      // What stands in the text as one thing, a chip or data of the chart, is kept in its words.
      text: written.textBetween(from, to, '\n', (leaf) => leaf.type.spec.leafText?.(leaf) ?? '\n'),
      section: written.resolve(from).index(0),
    }))
    .filter(({ text }) => text.trim() !== '')
}
