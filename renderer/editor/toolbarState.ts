import { redoDepth, undoDepth } from 'prosemirror-history'
import type { MarkType } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import { isInTable } from 'prosemirror-tables'
import { schema } from '../../shared/document/index.js'
import { headingAt } from './commands/heading.js'
import { listAt } from './commands/list.js'
import { wildcardCount } from './plugins/wildcards.js'

/** What is true where the cursor is, for the toolbar to show. */
export interface ToolbarState {
  strong: boolean
  em: boolean
  list: 'bullets' | 'numbers' | 'tasks' | null
  /** 0 in ordinary text. */
  heading: number
  table: boolean
  undo: boolean
  redo: boolean
  /** `***` left in the note. */
  wildcards: number
}

function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, $from, empty } = state.selection
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
  return state.doc.rangeHasMark(from, to, type)
}

export const toolbarState = (state: EditorState): ToolbarState => ({
  strong: hasMark(state, schema.marks.strong),
  em: hasMark(state, schema.marks.em),
  list: listAt(state),
  heading: headingAt(state),
  table: isInTable(state),
  undo: undoDepth(state) > 0,
  redo: redoDepth(state) > 0,
  wildcards: wildcardCount(state),
})

export const sameToolbar = (a: ToolbarState, b: ToolbarState): boolean =>
  (Object.keys(a) as (keyof ToolbarState)[]).every((key) => a[key] === b[key])
