import type { Task } from '@medplum/fhirtypes'
import { fallbackId, fallbackTitle, type Hop, hop } from '../../../shared/domain/rule/decide.js'
import type { Rule } from '../../../shared/domain/rule/language.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { machineId } from '../store/identity.js'
import { all } from '../store/statement.js'
import { route } from './arrival.js'
import type { Chore, Finder, Ground } from './chore.js'
import { factsOf, hopsOf } from './facts.js'

/** Routed tasks that nobody has taken and are overdue, or whose owner is away without cover: the rules for that. */
export const againFinder: Finder = {
  types: ['Task', 'PractitionerRole'],
  find(ground) {
    const { context, plan, now } = ground
    if (!plan.rules.some(({ on, off }) => on !== 'arrival' && !off)) return []
    const at = now.toISOString()
    const { db } = context.store
    const overdue = all<{ id: LocalId; at: Instant }>(
      db,
      `SELECT id, due AS at FROM task WHERE status = 'open' AND due < ? AND authored > ? AND made_by IS NOT NULL`,
      at,
      plan.begun,
    )
    const uncovered = all<{ id: LocalId; at: Instant }>(
      db,
      `SELECT t.id, max(a.starts, t.authored) AS at FROM absence a JOIN task t ON t.owner = a.practitioner
       WHERE a.starts <= ? AND (a.ends IS NULL OR a.ends > ?) AND a.cover IS NULL
         AND t.status = 'open' AND t.authored > ? AND t.made_by IS NOT NULL`,
      at,
      at,
      plan.begun,
    )
    return [
      ...overdue.flatMap((row) => choreOf(ground, row, 'overdue') ?? []),
      ...uncovered.flatMap((row) => choreOf(ground, row, 'no-cover') ?? []),
    ]
  },
}

function choreOf(
  { context, plan }: Ground,
  { id, at }: { id: LocalId; at: Instant },
  on: 'overdue' | 'no-cover',
): Chore | undefined {
  const { store } = context
  if (store.row('Task', id)?.server_id == null) return undefined
  const task = store.read('Task', id)
  const hops = task && named(hopsOf(store, task), plan.rules)
  if (!task || !hops?.length) return undefined
  const result = hop(factsOf(store, task, at), plan.rules, on, hops)
  if (!result) return undefined
  return {
    key: `again ${id} ${hops.length}`,
    task: id,
    critical: task.priority === 'stat',
    do(tx) {
      tx.edit('Task', id, (edited) => {
        route(store, edited, result.decision, plan, at)
        if (result.circle) remark(edited, id, at, `Rules went in a circle: ${result.circle.join(' → ')}.`)
        if (!edited.lastModified || Date.parse(edited.lastModified) < Date.parse(at)) edited.lastModified = at
      })
    },
  }
}

/** The rules by the names they have now. */
export const named = (hops: readonly Omit<Hop, 'title'>[], rules: readonly Rule[]): Hop[] =>
  hops.map((each) => ({ ...each, title: titleOf(each.rule, rules) }))

export const titleOf = (id: string, rules: readonly Rule[]): string =>
  id === fallbackId ? fallbackTitle : (rules.find((rule) => rule.id === id)?.title ?? 'A rule taken out since')

function remark(task: Task, id: LocalId, time: Instant, text: string): void {
  task.note = [...(task.note ?? []), { id: machineId('note', id, `circle ${time}`), time, text }]
}
