import { type Command, TextSelection } from 'prosemirror-state'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  toggleHeaderRow,
} from 'prosemirror-tables'
import { schema } from '../../../shared/document/index.js'
import { problemDepth } from './problem.js'

export { addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteTable, isInTable, toggleHeaderRow }

const { table, table_row: row, table_cell: cell, table_header: header, paragraph } = schema.nodes

/** Sets an empty table with a heading row below the block the cursor is in, and goes to its first cell. */
export const insertTable =
  (rows = 3, columns = 3): Command =>
  (state, dispatch) => {
    const { $to } = state.selection
    if (isInTable(state) || $to.depth < 2) return false
    if (dispatch) {
      const cells = (type: typeof cell) => Array.from({ length: columns }, () => type.create(null, paragraph.create()))
      const made = table.create(
        null,
        Array.from({ length: rows }, (_, at) => row.create(null, cells(at === 0 ? header : cell))),
      )
      const depth = (problemDepth($to) || 1) + 1
      const block = $to.node(depth)
      const replaces = block.type === paragraph && block.content.size === 0
      const at = replaces ? $to.before(depth) : $to.after(depth)
      const last = $to.index(depth - 1) === $to.node(depth - 1).childCount - 1
      const { tr } = state
      tr.replaceWith(at, replaces ? $to.after(depth) : at, last ? [made, paragraph.create()] : made)
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView())
    }
    return true
  }

/** The next cell; from the last one, the first cell of a new row. */
export const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false
  if (goToNextCell(1)(state, dispatch)) return true
  if (!addRowAfter(state, dispatch)) return false
  if (dispatch && view) goToNextCell(1)(view.state, dispatch)
  return true
}

export const previousCell: Command = (state, dispatch) => {
  if (!isInTable(state)) return false
  goToNextCell(-1)(state, dispatch)
  return true
}

/** Removes the row; with it the table when it is the only one. */
export const removeRow: Command = (state, dispatch) => deleteRow(state, dispatch) || deleteTable(state, dispatch)

/** Removes the column; with it the table when it is the only one. */
export const removeColumn: Command = (state, dispatch) => deleteColumn(state, dispatch) || deleteTable(state, dispatch)

/** At the very start of a cell Backspace does nothing: no edit reaches out of it. */
export const stayInCell: Command = (state) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0 || !isInTable(state)) return false
  for (let depth = $from.depth - 1; depth > 0; depth--) {
    if ($from.index(depth) > 0) return false
    if ($from.node(depth).type.spec.isolating) return $from.node(depth).type !== table
  }
  return false
}
