import type { TaskRow, TaskView } from '../../../../shared/contract/views/task.js'
import type { Action } from './action.js'

/** Whether the whole chart of the item's patient is here; true for an item that is about nobody. */
export const chartIsHere = (row: TaskRow | undefined, view: TaskView | undefined): boolean =>
  row?.patient === undefined || (!row.patient.asNamed && view?.context.held === 'held')

/**
 * What changes a chart, or speaks to its patient, waits until the chart is here. Claiming, assigning and commenting need
 * none.
 */
export const onceHere = (group: readonly Action[]): Action[] =>
  group.map((action) => ({
    ...action,
    when: (working) => chartIsHere(working.row, working.view) && (action.when?.(working) ?? true),
  }))
