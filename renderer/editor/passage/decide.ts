import type { Node, ResolvedPos } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection } from 'prosemirror-state'
import { decided } from '../../../shared/document/index.js'

interface Place {
  choice: Node
  /** Where the choice begins. */
  at: number
  /** Which version the position is in. */
  version: number
}

function placeOf($pos: ResolvedPos): Place | undefined {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const choice = $pos.node(depth)
    if (choice.type.name === 'passage') return { choice, at: $pos.before(depth), version: $pos.index(depth) }
  }
  return undefined
}

/** The choice the cursor is in, or else the first of the note. */
function placeIn(state: EditorState): Place | undefined {
  const here = placeOf(state.selection.$head)
  if (here) return here
  let found: Place | undefined
  state.doc.descendants((node, at) => {
    if (!found && node.type.name === 'passage') found = { choice: node, at, version: 0 }
    return found === undefined && !node.isTextblock
  })
  return found
}

function decide(state: EditorState, { choice, at }: Place, kept: number | 'all') {
  const content = decided(choice, kept)
  const tr = state.tr.replaceWith(at, at + choice.nodeSize, content)
  const end = Math.min(at + content.size, tr.doc.content.size)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).scrollIntoView()
}

/** Keeps the version the cursor is in; an edit like any other, so that it can be taken back. */
export const keepVersion: Command = (state, dispatch) => {
  const place = placeOf(state.selection.$head)
  if (!place) return false
  dispatch?.(decide(state, place, place.version))
  return true
}

/** Keeps every version of the place the cursor is in, one after another; of the first such place when it is in none. */
export const keepAllVersions: Command = (state, dispatch) => {
  const place = placeIn(state)
  if (!place) return false
  dispatch?.(decide(state, place, 'all'))
  return true
}

/** What a button in the note stands for: the version it stands in, or all. */
export const keepAt =
  (pos: number, kept: 'this' | 'all'): Command =>
  (state, dispatch) => {
    const place = placeOf(state.doc.resolve(pos))
    if (!place) return false
    dispatch?.(decide(state, place, kept === 'all' ? 'all' : place.version))
    return true
  }
