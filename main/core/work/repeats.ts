import type { Task } from '@medplum/fhirtypes'
import { fingerprintOf } from '../../../shared/domain/result/fingerprint.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { contentOf } from '../store/result-content.js'
import { reviewsSeeing, sameReports } from '../store/same-report.js'
import { all } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { choresOf, type Finder } from './chore.js'

/** Why the machine cancels the review of a report that was sent twice: the other one is reviewed. */
export const sentTwice = 'The laboratory sent the same report twice'

const saidBy = (store: Reader, report: LocalId): string | undefined => {
  const resource = store.read('DiagnosticReport', report)
  return resource && fingerprintOf(contentOf(store.db, store.identity, resource).content)
}

/** Whether the same report under another id is reviewed, or, of those asked for at this look, is to be. */
export function isSeenTo(store: Reader, id: LocalId, asked: ReadonlySet<LocalId>): boolean {
  const report = store.read('DiagnosticReport', id)
  const said = report && saidBy(store, id)
  if (!report || !said) return false
  return sameReports(store, id, report).some(
    (other) =>
      other.identical && (reviewsSeeing(store, other.id, said).length > 0 || (other.earlier && asked.has(other.id))),
  )
}

/** Two workstations each had another of two that are one report: the review nobody has begun of the later one ends. */
export const repeatFinder: Finder = {
  types: ['DiagnosticReport', 'Observation', 'Task'],
  find(ground) {
    const { store } = ground.context
    const open = all<{ task: LocalId; report: LocalId; at: Instant }>(
      store.db,
      `SELECT t.id AS task, r.id AS report, s.last_updated AS at
       FROM task t JOIN report r ON r.id = t.focus JOIN resource s ON s.id = r.id AND s.type = 'DiagnosticReport'
       WHERE t.kind = 'result-review' AND t.made_by = 'routing' AND t.status = 'open' AND t.patient = r.patient
         AND json_array_length(s.json, '$.identifier') > 0 AND r.id NOT IN (SELECT id FROM held_report)`,
    )
    return choresOf(ground, open, ({ task, report: id, at }) => {
      const report = store.read('DiagnosticReport', id)
      const said = report && saidBy(store, id)
      if (!report || !said) return undefined
      const isSeen = sameReports(store, id, report).some(
        (other) =>
          other.identical &&
          reviewsSeeing(store, other.id, said).some(({ status }) => status !== 'open' || other.earlier),
      )
      if (!isSeen) return undefined
      return {
        key: `sent twice ${task}`,
        task,
        critical: false,
        do: (tx) => void tx.edit('Task', task, (of) => end(of, at)),
      }
    })
  },
}

function end(task: Task, at: Instant): void {
  task.status = 'cancelled'
  task.statusReason = { text: sentTwice }
  if (!task.lastModified || Date.parse(task.lastModified) < Date.parse(at)) task.lastModified = at
}
