import { decide } from '../../../shared/domain/rule/decide.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all } from '../store/statement.js'
import { priorities } from '../store/task.js'
import { route } from './arrival.js'
import type { Finder } from './chore.js'
import { factsOf } from './facts.js'

interface Row {
  id: LocalId
  authored: Instant
  priority: number
  /** Who has it left the clinic. */
  left: 0 | 1
}

/**
 * Tasks that belong to nobody: another system made them, who had them is not named any more, or has left the clinic, in whose
 * list nobody looks.
 */
export const unownedFinder: Finder = {
  types: ['Task', 'Practitioner'],
  find({ context, plan }) {
    const { store } = context
    const rows = all<Row>(
      store.db,
      `SELECT t.id, t.authored, t.priority, 0 AS left FROM task t INDEXED BY task_unowned JOIN resource s ON s.id = t.id AND s.type = 'Task'
       WHERE t.status = 'open' AND t.owner IS NULL AND t.role IS NULL AND t.authored > ? AND s.server_id > ''
       UNION ALL SELECT t.id, t.authored, t.priority, 1 FROM practitioner p
         CROSS JOIN task t ON t.owner = p.id AND t.status IN ('open', 'claimed')
         CROSS JOIN resource s ON s.id = t.id AND s.type = 'Task'
       WHERE p.active = 0 AND t.kind NOT IN ('mention', 'sign-note') AND t.lease_until IS NULL AND t.authored > ? AND s.server_id > ''`,
      plan.begun,
      plan.begun,
    )
    return rows.map(({ id, authored, priority, left }) => ({
      key: `owner ${id}`,
      task: id,
      critical: priorities[priority] === 'stat',
      do(tx) {
        tx.edit('Task', id, (task) => {
          if (left === 1) {
            task.status = 'requested'
            delete task.executionPeriod
          }
          const before = task.restriction?.period?.end
          route(store, task, decide(factsOf(store, task, authored), plan.inUse), plan, authored)
          // What whoever made it expects stands.
          if (before && task.restriction) task.restriction.period = { ...task.restriction.period, end: before }
        })
      },
    }))
  },
}
