import { chainCommands } from 'prosemirror-commands'
import type { NodeType, ResolvedPos } from 'prosemirror-model'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'

const { bullet_list: bullets, ordered_list: numbers, list_item: item, task_list: tasks, task_item: task } = schema.nodes

/** Enter at the beginning of a ticked task makes room above it: the tick stays with its words. */
const roomAbove: Command = ({ selection, tr }, dispatch) => {
  const { $from, empty } = selection
  if (!empty || $from.parentOffset > 0 || $from.parent.content.size === 0 || $from.depth < 2) return false
  const own = $from.node(-1)
  if (own.type !== task || !own.attrs.checked || $from.index(-1) > 0) return false
  const at = $from.before(-1)
  dispatch?.(tr.insert(at, task.create({ checked: false }, schema.nodes.paragraph.create())).scrollIntoView())
  return true
}

/** A new task is one that is not done. */
export const splitItem = chainCommands(roomAbove, splitListItem(item), splitListItem(task, { checked: false }))

const isList = (type: NodeType): boolean => type === bullets || type === numbers || type === tasks

/** Depth of the innermost list a position is in, 0 when in none; a list outside the table cell does not count. */
function listDepth($pos: ResolvedPos): number {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const { type } = $pos.node(depth)
    if (isList(type)) return depth
    if (type.spec.isolating) return 0
  }
  return 0
}

/** For the items of the innermost list, whatever list that one is in. */
const ofInnermost =
  (command: (type: NodeType) => Command): Command =>
  (state, dispatch, view) => {
    const { $from } = state.selection
    const depth = listDepth($from)
    return depth > 0 && command($from.node(depth).type === tasks ? task : item)(state, dispatch, view)
  }

export const indentItem = ofInnermost(sinkListItem)
export const outdentItem = ofInnermost(liftListItem)

/** The kind of list the cursor is in. */
export function listAt({ selection }: EditorState): 'bullets' | 'numbers' | 'tasks' | null {
  const depth = listDepth(selection.$from)
  if (depth === 0) return null
  const { type } = selection.$from.node(depth)
  return type === bullets ? 'bullets' : type === tasks ? 'tasks' : 'numbers'
}

/** Makes a list one of another kind, with the items such a list has. */
export function changeKind(tr: Transaction, at: number, type: NodeType): Transaction {
  const list = tr.doc.nodeAt(at)
  const kind = type === tasks ? task : item
  if (!list || list.firstChild?.type === kind) return tr.setNodeMarkup(at, type)
  const { anchor, head } = tr.selection
  const items = list.children.map((each) => kind.create(null, each.content))
  tr.replaceWith(at, at + list.nodeSize, type.create(null, items))
  return tr.setSelection(TextSelection.create(tr.doc, anchor, head))
}

/** Makes a list of the blocks, turns the other kind of list into this one, or takes the blocks out of it. */
const toggleList =
  (type: NodeType): Command =>
  (state, dispatch, view) => {
    const { $from } = state.selection
    const depth = listDepth($from)
    if (depth === 0) return wrapInList(type)(state, dispatch)
    if ($from.node(depth).type === type) return outdentItem(state, dispatch, view)
    dispatch?.(changeKind(state.tr, $from.before(depth), type))
    return true
  }

export const toggleBullets = toggleList(bullets)
export const toggleNumbers = toggleList(numbers)
export const toggleTasks = toggleList(tasks)

/** Ticks the task the cursor is in, or takes the tick away. */
export const toggleDone: Command = (state, dispatch) => {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (node.type !== task) continue
    dispatch?.(state.tr.setNodeAttribute($from.before(depth), 'checked', !node.attrs.checked))
    return true
  }
  return false
}

/** At the start of a list item: takes it out by one level. */
export const outdentAtStart: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0 || $from.depth < 2) return false
  const { type } = $from.node(-1)
  if ((type !== item && type !== task) || $from.index(-1) > 0) return false
  return outdentItem(state, dispatch, view)
}
