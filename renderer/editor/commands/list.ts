import type { NodeType, ResolvedPos } from 'prosemirror-model'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import type { Command, EditorState } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'

const { bullet_list: bullets, ordered_list: numbers, list_item: item } = schema.nodes

export const splitItem = splitListItem(item)
export const indentItem = sinkListItem(item)
export const outdentItem = liftListItem(item)

/** Depth of the innermost list a position is in, 0 when in none; a list outside the table cell does not count. */
function listDepth($pos: ResolvedPos): number {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const { type } = $pos.node(depth)
    if (type === bullets || type === numbers) return depth
    if (type.spec.isolating) return 0
  }
  return 0
}

/** The kind of list the cursor is in. */
export function listAt({ selection }: EditorState): 'bullets' | 'numbers' | null {
  const depth = listDepth(selection.$from)
  if (depth === 0) return null
  return selection.$from.node(depth).type === bullets ? 'bullets' : 'numbers'
}

/** Makes a list of the blocks, turns the other kind of list into this one, or takes the blocks out of it. */
const toggleList =
  (type: NodeType): Command =>
  (state, dispatch, view) => {
    const { $from } = state.selection
    const depth = listDepth($from)
    if (depth === 0) return wrapInList(type)(state, dispatch)
    if ($from.node(depth).type === type) return outdentItem(state, dispatch, view)
    dispatch?.(state.tr.setNodeMarkup($from.before(depth), type))
    return true
  }

export const toggleBullets = toggleList(bullets)
export const toggleNumbers = toggleList(numbers)

/** At the start of a list item: takes it out by one level. */
export const outdentAtStart: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0 || $from.depth < 2) return false
  if ($from.node(-1).type !== item || $from.index(-1) > 0) return false
  return outdentItem(state, dispatch, view)
}
