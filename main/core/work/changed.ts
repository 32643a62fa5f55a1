import type { DiagnosticReport, Task } from '@medplum/fhirtypes'
import { fingerprintOf } from '../../../shared/domain/result/fingerprint.js'
import { decide, isCritical } from '../../../shared/domain/rule/decide.js'
import { rulePriorities } from '../../../shared/domain/rule/language.js'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Context } from '../handlers/context.js'
import { machineId } from '../store/identity.js'
import { contentOf } from '../store/result-content.js'
import { all } from '../store/statement.js'
import { unrouted } from './arrival.js'
import { type Chore, choresOf, type Finder, type Ground } from './chore.js'
import { factsOf } from './facts.js'
import { reportFacts } from './report-facts.js'
import { reviewOf } from './reports.js'

interface Row {
  task: LocalId
  report: LocalId
  at: Instant
  /** Of the report and its values, as the EHR counts them: two changes may carry the same time. */
  versions: string
}

/** A report that changed earlier was compared then, milliseconds. */
const backMs = 2 * 86_400_000
/** Reviews compared at one look: each is read with all its values. */
const atOnce = 50
/** The version of a resource; where the server counts none, when it was saved and how long it is. SQL. */
const version = (row: string): string =>
  `coalesce(${row}.version_id, ${row}.last_updated || '/' || length(${row}.json), '')`
/** Which version of its report each review was compared with. */
const seen = new WeakMap<Context, Map<LocalId, string>>()

/** Reviews that wait while their report goes on: what they say of it, and how pressing they are, follows. */
export const changedFinder: Finder = {
  types: ['DiagnosticReport', 'Observation'],
  find(ground) {
    const rows = all<Row>(
      ground.context.store.db,
      `SELECT t.id AS task, r.id AS report, max(s.last_updated, coalesce((
           SELECT max(o.last_updated) FROM json_each(r.results) v
           JOIN resource o ON o.id = v.value AND o.type = 'Observation'), '')) AS at,
         ${version('s')} || coalesce((
           SELECT group_concat(${version('o')}, ' ') FROM json_each(r.results) v
           JOIN resource o ON o.id = v.value AND o.type = 'Observation'), '') AS versions
       FROM task t INDEXED BY task_routed_review JOIN report r ON r.id = t.focus
         JOIN resource s ON s.id = r.id AND s.type = 'DiagnosticReport'
         JOIN resource ts ON ts.id = t.id AND ts.type = 'Task'
       WHERE t.kind = 'result-review' AND t.made_by = 'routing' AND t.status IN ('open', 'claimed')
         AND ts.server_id > '' AND at > ? AND r.id NOT IN (SELECT id FROM held_report)`,
      new Date(ground.now.getTime() - backMs).toISOString(),
    )
    const known = seen.get(ground.context) ?? new Map<LocalId, string>()
    seen.set(ground.context, known)
    const fresh = rows.filter(({ task, versions }) => known.get(task) !== versions).slice(0, atOnce)
    return choresOf(ground, fresh, (row) => {
      const chore = choreOf(ground, row)
      if (!chore) known.set(row.task, row.versions)
      return chore
    })
  },
}

function choreOf({ context, plan }: Ground, { task: id, report: reportId, at }: Row): Chore | undefined {
  const { store } = context
  const report = store.read('DiagnosticReport', reportId)
  const held = store.read('Task', id)
  if (!report || !held || reportFacts(store, report).missing > 0) return undefined
  const now = asItIsNow(context, reportId, report, at, held)
  const said = fingerprintOf(contentOf(store.db, store.identity, report).content)
  if (now.description === held.description && saidOf(now) === saidOf(held)) return undefined
  const decision = decide(factsOf(store, now, at), plan.inUse)
  const worse = isCritical(flagOf(now)) && !isCritical(flagOf(held))
  return {
    key: `changed ${id} ${at} ${said}`,
    task: id,
    critical: worse,
    do(tx) {
      tx.edit('Task', id, (task) => {
        const own = new Set<string>([taskExtension.flag, taskExtension.arrival])
        const others = (task.extension ?? []).filter(({ url }) => !own.has(url))
        task.extension = [...(now.extension ?? []).filter(({ url }) => own.has(url)), ...others]
        if (now.description) task.description = now.description
        if (isMorePressing(decision.priority, task.priority)) task.priority = decision.priority
        const before = task.restriction?.period?.end
        if (worse && (!before || Date.parse(decision.due) < Date.parse(before)))
          task.restriction = { ...task.restriction, period: { ...task.restriction?.period, end: decision.due } }
        const note = {
          id: machineId('note', id, `changed ${at} ${said}`),
          time: at,
          text: `Changed: ${now.description}.`,
        }
        task.note = [...(task.note ?? []), note]
        if (!task.lastModified || Date.parse(task.lastModified) < Date.parse(at)) task.lastModified = at
      })
    },
  }
}

function asItIsNow(context: Context, id: LocalId, report: DiagnosticReport, at: Instant, { description }: Task): Task {
  const again = description?.startsWith('Corrected: ') || report.status === 'corrected' || report.status === 'amended'
  return unrouted(context, reviewOf(context.store, { id, last_updated: at }, report, { incomplete: false, again }))
}

const flagOf = (task: Task): string | undefined =>
  task.extension?.find(({ url }) => url === taskExtension.flag)?.valueCode

/** Flag and status as the task has them. */
const saidOf = (task: Task): string => {
  const arrival = task.extension?.find(({ url }) => url === taskExtension.arrival)?.extension
  return `${flagOf(task)} ${arrival?.find(({ url }) => url === 'status')?.valueCode}`
}

const isMorePressing = (a: Task['priority'], b: Task['priority']): boolean =>
  rulePriorities.indexOf(a ?? 'routine') < rulePriorities.indexOf(b ?? 'routine')
