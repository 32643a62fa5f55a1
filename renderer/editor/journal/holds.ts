import type { Node } from 'prosemirror-model'
import { ReplaceStep, type Step } from 'prosemirror-transform'
import { distanceBetween, stepsBetween } from './difference.js'
import { insertedBy } from './rebase.js'

/**
 * Whether a note of which only the outcome is known has our steps in it: it is nearer to what they make than to what it
 * was before, and none of their text is missing from it. Where that leaves a doubt the steps are made again: twice is
 * seen and mended, lost is not.
 */
export function holds(note: Node, without: Node, withOurs: Node, steps: readonly Step[]): boolean {
  if (distanceBetween(withOurs, note) >= distanceBetween(without, note)) return false
  const ours = steps.flatMap((_step, at) => insertedBy(steps, at))
  return !stepsBetween(withOurs, note).some(
    (step) => step instanceof ReplaceStep && ours.some(({ from, to }) => from < step.to && to > step.from),
  )
}
