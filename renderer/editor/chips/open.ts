import { type Command, NodeSelection, Plugin, PluginKey } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'

const key = new PluginKey<string | null>('chip-open')

/** Opens the chip that is selected, to be looked at and changed. */
export const openSelectedChip: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof NodeSelection) || selection.node.type !== schema.nodes.chip) return false
  dispatch?.(state.tr.setMeta(key, selection.node.attrs.id))
  return true
}

/** Opens a chip by its id. */
export const openChip =
  (id: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, id))
    return true
  }

export const closeChip: Command = (state, dispatch) => {
  if (!key.getState(state)) return false
  dispatch?.(state.tr.setMeta(key, null))
  return true
}

/** Tells whoever shows the chip's contents which one is open; null when none is. */
export const chipOpening = (onOpen: (id: string | null) => void): Plugin<string | null> =>
  new Plugin<string | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, open) => {
        const told = tr.getMeta(key) as string | null | undefined
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
        if (!direct || node.type !== schema.nodes.chip || event.button !== 0) return false
        view.dispatch(
          view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodePos)).setMeta(key, node.attrs.id),
        )
        return true
      },
      handleKeyDown: (view, event) =>
        event.key === 'Enter' && !event.shiftKey && !event.altKey ? openSelectedChip(view.state, view.dispatch) : false,
    },
  })
