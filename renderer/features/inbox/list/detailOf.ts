import type { TaskRow } from '../../../../shared/contract/views/task.js'

/** What stands after the wording of a task: its detail, where the wording does not have it already. */
export const detailOf = ({ text, detail }: Pick<TaskRow, 'text' | 'detail'>): string | undefined =>
  detail && text.toLowerCase().includes(detail.toLowerCase()) ? undefined : detail

/** How far the result is, where the wording does not have it already. */
export const standingOf = ({ text, standing }: Pick<TaskRow, 'text' | 'standing'>): TaskRow['standing'] =>
  standing && text.toLowerCase().includes(standing) ? undefined : standing
