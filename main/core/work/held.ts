import { taskExtension } from '../../../shared/domain/task/extension.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { referTo } from '../handlers/fhir.js'
import { nameOf } from '../handlers/people.js'
import { decisionIn } from '../store/decision.js'
import { unmatched } from '../store/held-task.js'
import { all, one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { type Arrival, taskOf } from './arrival.js'
import { type Chore, choresOf, type Finder } from './chore.js'
import { making } from './made.js'
import { heldBack } from './reports.js'

/**
 * Results that are held because it is not certain whose they are: somebody is to decide. The task names no patient, and
 * whoever may be waiting for the result watches it.
 */
export const heldFinder: Finder = {
  types: ['DiagnosticReport', 'Observation', 'ServiceRequest', 'Specimen', 'Patient', 'Task'],
  find(ground) {
    const { context, plan, now } = ground
    const { store } = context
    const asking = choresOf(ground, unmatched(store, now), (row) => {
      const { report, task: id, at, text, flag, priority, clinicians } = row
      const came = one<{ last_updated: Instant; issued: Instant | null }>(
        store.db,
        `SELECT s.last_updated, h.issued FROM resource s JOIN held_report h ON h.id = s.id
         WHERE s.id = ? AND s.type = 'DiagnosticReport' AND s.server_id > ''`,
        report,
      )
      if (!came || came.last_updated <= plan.begun) return undefined
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
      return making(ground, arrival, { id, task })
    })
    return [...asking, ...answered(store, now), ...tooSoon(store, now)]
  },
}

/** Questions that were answered where they had not arrived yet: they end. */
function answered(store: Reader, now: Date): Chore[] {
  const open = all<{ id: LocalId; focus: LocalId }>(
    store.db,
    `SELECT id, focus FROM task WHERE kind = 'unmatched-result' AND status = 'open' AND made_by = 'identity'
     AND focus NOT IN (SELECT id FROM held_report)`,
  )
  return open.flatMap(({ id, focus }) => {
    const report = store.read('DiagnosticReport', focus)
    if (!report || decisionIn(report)?.patient === undefined) return []
    return {
      key: `answered ${id}`,
      task: id,
      critical: false,
      do: (tx) =>
        void tx.edit('Task', id, (task) => {
          task.status = 'cancelled'
          task.statusReason = { text: 'Decided elsewhere' }
          task.lastModified = now.toISOString()
        }),
    }
  })
}

/** Reviews nobody has begun of what turned out to be held: whose it is comes first, and makes a review of its own. */
function tooSoon(store: Reader, now: Date): Chore[] {
  const open = all<{ id: LocalId }>(
    store.db,
    `SELECT t.id FROM held_report h JOIN task t ON t.focus = h.id
     WHERE t.kind = 'result-review' AND t.status = 'open' AND t.made_by = 'routing'`,
  )
  return open.map(({ id }) => ({
    key: `too soon ${id}`,
    task: id,
    critical: false,
    do: (tx) =>
      void tx.edit('Task', id, (task) => {
        task.status = 'cancelled'
        task.statusReason = { text: heldBack }
        task.lastModified = now.toISOString()
      }),
  }))
}
