import type { Command } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'

export const insertBreak: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.isTextblock) return false
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes.hard_break.create()).scrollIntoView())
  return true
}
