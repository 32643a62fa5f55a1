import { taskExtension } from '../../../shared/domain/task/extension.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import { referTo } from '../handlers/fhir.js'
import { nameOf } from '../handlers/people.js'
import { unmatched } from '../store/held-task.js'
import { one } from '../store/statement.js'
import { type Arrival, taskOf } from './arrival.js'
import type { Finder } from './chore.js'
import { making } from './made.js'

/**
 * Results that are held because it is not certain whose they are: somebody is to decide. The task names no patient, and
 * whoever may be waiting for the result watches it.
 */
export const heldFinder: Finder = {
  types: ['DiagnosticReport', 'Observation', 'ServiceRequest', 'Specimen', 'Patient', 'Task'],
  find(ground) {
    const { context, plan, now } = ground
    const { store } = context
    return unmatched(store, now).flatMap(({ report, task: id, at, text, flag, priority, clinicians }) => {
      const came = one<{ last_updated: Instant; issued: Instant | null }>(
        store.db,
        `SELECT s.last_updated, h.issued FROM resource s JOIN held_report h ON h.id = s.id
         WHERE s.id = ? AND s.type = 'DiagnosticReport' AND s.server_id > ''`,
        report,
      )
      if (!came || came.last_updated <= plan.begun) return []
      const arrival: Arrival = {
        kind: 'unmatched-result',
        madeBy: 'identity',
        at: came.issued ? at : came.last_updated,
        text,
        focus: { type: 'DiagnosticReport', id: report },
        priority,
        code: store.read('DiagnosticReport', report)?.code,
        flag,
      }
      const task = () => {
        const made = taskOf(context, arrival, plan)
        const watchers = clinicians.map((who) => ({
          url: taskExtension.watcher,
          valueReference: referTo(store, 'Practitioner', who, nameOf(store, who)),
        }))
        made.extension = [...(made.extension ?? []), ...watchers]
        return made
      }
      return making(ground, arrival, { id, task }) ?? []
    })
  },
}
