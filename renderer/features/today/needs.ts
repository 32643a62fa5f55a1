import type { TaskRow } from '../../../shared/contract/views/task.js'

const priorityRank = { stat: 0, asap: 1, urgent: 2, routine: 3 } as const
const critical = (task: TaskRow) => task.flag === 'HH' || task.flag === 'LL'

/** The few open tasks to look at first: critical results, then by priority, overdue before not, oldest first. */
export const needsFirst = (tasks: readonly TaskRow[], most = 5): TaskRow[] =>
  [...tasks]
    .sort(
      (a, b) =>
        Number(critical(b)) - Number(critical(a)) ||
        priorityRank[a.priority] - priorityRank[b.priority] ||
        Number(b.overdue) - Number(a.overdue) ||
        a.authoredAt.localeCompare(b.authoredAt),
    )
    .slice(0, most)
