import { decide } from '../../../shared/domain/rule/decide.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all } from '../store/statement.js'
import { priorities } from '../store/task.js'
import { route } from './arrival.js'
import type { Finder } from './chore.js'
import { factsOf } from './facts.js'

/** Tasks that belong to nobody: another system made them, or who had them is not named any more. */
export const unownedFinder: Finder = {
  types: ['Task'],
  find({ context, plan }) {
    const { store } = context
    const rows = all<{ id: LocalId; authored: Instant; priority: number }>(
      store.db,
      `SELECT t.id, t.authored, t.priority FROM task t INDEXED BY task_unowned JOIN resource s ON s.id = t.id AND s.type = 'Task'
       WHERE t.status = 'open' AND t.owner IS NULL AND t.role IS NULL AND t.authored > ? AND s.server_id > ''`,
      plan.begun,
    )
    return rows.map(({ id, authored, priority }) => ({
      key: `owner ${id}`,
      task: id,
      critical: priorities[priority] === 'stat',
      do(tx) {
        tx.edit('Task', id, (task) => {
          const before = task.restriction?.period?.end
          route(store, task, decide(factsOf(store, task, authored), plan.inUse), plan, authored)
          // What whoever made it expects stands.
          if (before && task.restriction) task.restriction.period = { ...task.restriction.period, end: before }
        })
      },
    }))
  },
}
