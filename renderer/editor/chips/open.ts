import { closeHistory } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, NodeSelection, Plugin, PluginKey } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'

/** The chip that is being looked at; `removing` when it was about to be deleted and stands for a record. */
export interface OpenedChip {
  id: string
  removing: boolean
}

const key = new PluginKey<OpenedChip | null>('chip-open')
const { chip } = schema.nodes

/** Opens the chip that is selected, to be looked at and changed. */
export const openSelectedChip: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof NodeSelection) || selection.node.type !== chip) return false
  dispatch?.(state.tr.setMeta(key, { id: selection.node.attrs.id, removing: false }))
  return true
}

/** Opens a chip by its id. */
export const openChip =
  (id: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, { id, removing: false }))
    return true
  }

export const closeChip: Command = (state, dispatch) => {
  if (!key.getState(state)) return false
  dispatch?.(state.tr.setMeta(key, null))
  return true
}

/** The chip that Backspace (`-1`) or Delete (`1`) would take, and where it stands. */
function besideCursor({ selection }: EditorState, side: -1 | 1): { node: Node; at: number } | undefined {
  if (selection instanceof NodeSelection) return { node: selection.node, at: selection.from }
  const { $head, head, empty } = selection
  const node = empty ? (side < 0 ? $head.nodeBefore : $head.nodeAfter) : null
  return node ? { node, at: side < 0 ? head - node.nodeSize : head } : undefined
}

/**
 * Deletes a chip beside the cursor. One that stands for a record is asked about first: it may only leave the note, or the
 * record may have been entered in error.
 */
export const deleteChip =
  (side: -1 | 1): Command =>
  (state, dispatch) => {
    const found = besideCursor(state, side)
    if (found?.node.type !== chip) return false
    const { node, at } = found
    if (node.attrs.resource === null)
      dispatch?.(
        closeHistory(state.tr)
          .delete(at, at + node.nodeSize)
          .scrollIntoView(),
      )
    else {
      const tr = state.tr.setSelection(NodeSelection.create(state.doc, at))
      dispatch?.(tr.setMeta(key, { id: node.attrs.id, removing: true }))
    }
    return true
  }

/** Tells whoever shows the chip's contents which one is open; null when none is. */
export const chipOpening = (onOpen: (open: OpenedChip | null) => void): Plugin<OpenedChip | null> =>
  new Plugin<OpenedChip | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, open) => {
        const told = tr.getMeta(key) as OpenedChip | null | undefined
        return told === undefined ? open : told
      },
    },
    view: () => ({
      update: (view, before) => {
        const open = key.getState(view.state) ?? null
        if (open !== (key.getState(before) ?? null)) onOpen(open)
      },
    }),
    props: {
      handleClickOn: (view, _pos, node, nodePos, event, direct) => {
        if (!direct || node.type !== chip || event.button !== 0) return false
        view.dispatch(
          view.state.tr
            .setSelection(NodeSelection.create(view.state.doc, nodePos))
            .setMeta(key, { id: node.attrs.id, removing: false }),
        )
        return true
      },
      handleKeyDown: (view, event) => {
        if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return false
        const command = { Enter: openSelectedChip, Backspace: deleteChip(-1), Delete: deleteChip(1) }[event.key]
        return command !== undefined && view.editable && command(view.state, view.dispatch)
      },
    },
  })
