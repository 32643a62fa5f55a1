import type { TaskRow } from '../../../../shared/contract/views/task.js'

/** What stands after the wording of a task: its detail, where the wording does not have it already. */
export const detailOf = ({ text, detail }: Pick<TaskRow, 'text' | 'detail'>): string | undefined =>
  detail && text.toLowerCase().includes(detail.toLowerCase()) ? undefined : detail
