import { chainCommands, liftEmptyBlock, splitBlock } from 'prosemirror-commands'
import { closeHistory } from 'prosemirror-history'
import type { ResolvedPos } from 'prosemirror-model'
import { type Command, type EditorState, Selection, type Transaction } from 'prosemirror-state'
import { liftTarget } from 'prosemirror-transform'
import { MoveStep, schema } from '../../../shared/document/index.js'

const { problem } = schema.nodes

/** Depth of the problem a place is in, 0 when in none. */
export function problemDepth($pos: ResolvedPos): number {
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type === problem) return depth
  return 0
}

/** Moves the problem the cursor is in so that it stands before or after its neighbour. */
const moveProblem =
  (step: 1 | -1): Command =>
  (state, dispatch) => {
    const { $head } = state.selection
    const depth = problemDepth($head)
    if (depth === 0) return false
    const neighbour = $head.node(depth - 1).maybeChild($head.index(depth - 1) + step)
    if (!neighbour) return true
    const [from, end] = [$head.before(depth), $head.after(depth)]
    const to = step > 0 ? end + neighbour.nodeSize : from - neighbour.nodeSize
    dispatch?.(closeHistory(state.tr.step(new MoveStep(from, end, to))).scrollIntoView())
    return true
  }

export const moveProblemUp = moveProblem(-1)
export const moveProblemDown = moveProblem(1)

/**
 * Enter in an empty paragraph of a problem: the last one leaves the box, any other stays in it, so that a problem is never
 * torn in two.
 */
export const enterInProblem: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  const depth = problemDepth($from)
  if (!empty || depth === 0 || $from.depth !== depth + 1 || $from.parent.content.size > 0) return false
  const last = $from.index(depth) === $from.node(depth).childCount - 1
  return (last ? chainCommands(liftEmptyBlock, splitBlock) : splitBlock)(state, dispatch, view)
}

/** Backspace at the very start of a problem takes the box away; what is in it stays. */
export const leaveProblemAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const depth = problemDepth($from)
  if (
    !empty ||
    depth === 0 ||
    $from.parentOffset > 0 ||
    $from.pos !== Selection.near(state.doc.resolve($from.start(depth))).from
  ) {
    return false
  }
  // Inside a list or a cell Backspace has a meaning of its own first.
  if ($from.depth !== depth + 1) return false
  return openBox($from.start(depth), state, dispatch)
}

/** Takes away the box of the problem whose content begins there; what is in it stays. */
const openBox = (at: number, { doc, tr }: EditorState, dispatch?: (tr: Transaction) => void): boolean => {
  const start = doc.resolve(at)
  const range = start.blockRange(doc.resolve(start.end()))
  const target = range && liftTarget(range)
  if (!range || target === null || target === undefined) return false
  dispatch?.(closeHistory(tr.lift(range, target)).scrollIntoView())
  return true
}

/**
 * Delete right before a problem takes its box away, or the empty line before it: nothing of it comes under another
 * problem unseen, and its orders never change what they are for.
 */
export const deleteBeforeProblem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock || $from.parentOffset < $from.parent.content.size) return false
  let depth = $from.depth
  while (depth > 1 && $from.index(depth - 1) === $from.node(depth - 1).childCount - 1) {
    depth -= 1
    if ($from.node(depth).type.spec.isolating) return false
  }
  const next = depth > 1 ? $from.node(depth - 1).maybeChild($from.index(depth - 1) + 1) : null
  if (next?.type !== problem) return false
  const end = $from.after(depth)
  if (depth < $from.depth || $from.parent.content.size > 0) return openBox(end + 1, state, dispatch)
  const tr = state.tr.delete($from.before(), end)
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve($from.before()), 1)).scrollIntoView())
  return true
}
