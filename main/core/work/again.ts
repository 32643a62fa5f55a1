import type { Task } from '@medplum/fhirtypes'
import { fallbackId, fallbackTitle, type Hop, hop } from '../../../shared/domain/rule/decide.js'
import type { Rule } from '../../../shared/domain/rule/language.js'
import { awayAt, uncoveredSince } from '../../../shared/domain/task/cover.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { goBack } from '../handlers/task-steps.js'
import { absencesAt, awayOf } from '../store/absence.js'
import type { Sqlite } from '../store/connection.js'
import { machineId } from '../store/identity.js'
import { all } from '../store/statement.js'
import { route } from './arrival.js'
import { type Chore, choresOf, type Finder, type Ground } from './chore.js'
import { factsOf, hopsOf } from './facts.js'
import type { RoutingPlan } from './plan.js'

interface Row {
  id: LocalId
  /** When it came to this. */
  at: Instant
  /** 1: its claim has ended by itself. */
  lapsed: 0 | 1
  version_id: string | null
  /** 1: something of it has not left yet. */
  changed: 0 | 1
}

/** Tasks decided at one look: each is read with its patient and its report. */
const atOnce = 200
/** How long it is believed that nothing is to be done with one that did not change, milliseconds. */
const settledMs = 600_000
/** As many are remembered; beyond, all are asked about anew. */
const mostSettled = 50_000
/** Those that stay where they are, by the rules they were asked by, and until when that is believed. */
const settled = new WeakMap<RoutingPlan, Map<string, number>>()

/** What nobody has taken, or whose claim has ended by itself; what somebody put away waits until it is back. */
const leftSql = `made_by IS NOT NULL AND authored > @begun
  AND (status = 'open' OR (lease_until <= @at AND coalesce(claimed_from, role) IS NOT NULL))`
const overdueSql = `SELECT t.id, status = 'claimed' AS lapsed, s.version_id, s.base IS NOT NULL AS changed,
    max(due, iif(status = 'claimed', lease_until, due), iif(snoozed_until <= @at, snoozed_until, due)) AS at
  FROM task t CROSS JOIN resource s ON s.id = t.id AND s.type = 'Task' AND s.server_id > '' WHERE status IN ('open', 'claimed') AND due < @at AND ${leftSql}
    AND (snoozed_until IS NULL OR snoozed_until <= @at OR priority = 0 OR flag IN ('HH', 'LL'))`
/** Of those for whom nobody stands in: what is theirs, and what they had that was claimed and left. */
const uncoveredSql = `WITH away (who, since) AS (SELECT value ->> 0, value ->> 1 FROM json_each(@away))
  SELECT t.id, 0 AS lapsed, s.version_id, s.base IS NOT NULL AS changed, max(a.since, t.authored) AS at
  FROM away a CROSS JOIN task t ON t.owner = a.who AND t.status = 'open'
    CROSS JOIN resource s ON s.id = t.id AND s.type = 'Task' AND s.server_id > '' WHERE ${leftSql}
  UNION ALL SELECT t.id, 1, s.version_id, s.base IS NOT NULL, max(a.since, t.authored, t.lease_until)
  FROM away a CROSS JOIN task_for f ON f.party = a.who AND f.why = 'claimed-from'
    CROSS JOIN task t ON t.id = f.task AND t.status = 'claimed'
    CROSS JOIN resource s ON s.id = t.id AND s.type = 'Task' AND s.server_id > '' WHERE ${leftSql}`

/** Routed tasks that nobody has taken and are overdue, or whose owner is away without cover: the rules for that. */
export const againFinder: Finder = {
  types: ['Task', 'PractitionerRole'],
  find(ground) {
    const { context, plan, now } = ground
    if (!plan.inUse.some(({ on, off }) => on !== 'arrival' && !off)) return []
    const at = now.toISOString()
    const { db } = context.store
    const overdue = all<Row>(db, overdueSql, { at, begun: plan.begun })
    const away = uncoveredAt(db, at)
    const uncovered =
      away.length === 0 ? [] : all<Row>(db, uncoveredSql, { at, begun: plan.begun, away: JSON.stringify(away) })
    // Both at once is one way on: what is overdue first.
    const found = new Set<LocalId>()
    const stays = settled.get(plan) ?? new Map<string, number>()
    if (stays.size > mostSettled) stays.clear()
    settled.set(plan, stays)
    const tick = now.getTime()
    const chores = (rows: readonly Row[], on: 'overdue' | 'no-cover'): Chore[] => {
      const keyOf = ({ id, version_id, at: since }: Row): string => `${on} ${id} ${version_id} ${since}`
      const asked = rows.filter((row) => row.changed === 1 || (stays.get(keyOf(row)) ?? 0) < tick).slice(0, atOnce)
      return choresOf(ground, asked, (row) => {
        const chore = found.has(row.id) ? undefined : choreOf(ground, row, on)
        if (chore) found.add(row.id)
        else stays.set(keyOf(row), tick + settledMs)
        return chore
      })
    }
    return [...chores(overdue, 'overdue'), ...chores(uncovered, 'no-cover')]
  },
}

/** Everybody who is away and for whom nobody stands in, and since when. */
function uncoveredAt(db: Sqlite, at: string): [who: LocalId, since: string][] {
  const away = awayAt(absencesAt(db, at).map(awayOf), at)
  return [...away.keys()].flatMap((who): [LocalId, string][] => {
    const since = uncoveredSince(who, away)
    return since === undefined ? [] : [[who, since]]
  })
}

function choreOf({ context, plan }: Ground, { id, at, lapsed }: Row, on: 'overdue' | 'no-cover'): Chore | undefined {
  const { store } = context
  const held = store.read('Task', id)
  const task = lapsed === 1 && held ? structuredClone(held) : held
  if (task && lapsed === 1) goBack(task)
  const hops = task && named(hopsOf(store, task), plan.rules)
  if (!task || !hops?.length) return undefined
  const result = hop(factsOf(store, task, at), plan.inUse, on, hops)
  if (!result) return undefined
  return {
    key: `again ${id} ${hops.length}`,
    task: id,
    critical: task.priority === 'stat',
    do(tx) {
      tx.edit('Task', id, (edited) => {
        if (lapsed === 1) goBack(edited)
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
