import type { Task } from '@medplum/fhirtypes'
import { isCritical } from '../../../shared/domain/rule/decide.js'
import type { Party } from '../../../shared/domain/rule/language.js'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { goBack } from '../handlers/task-steps.js'
import { hasLapsed } from '../handlers/work/task-sql.js'
import { all, one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { partyPart } from './arrival.js'
import type { Chore, Finder } from './chore.js'
import { ownerOf, teamFor } from './facts.js'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * After how long somebody else is told, milliseconds, step by step. Our own, not a guideline’s. A critical value nobody has
 * taken is counted from when it came, everything else from when it was due.
 */
const steps = {
  critical: [15 * minute, 30 * minute, hour],
  urgent: [4 * hour, day],
  routine: [2 * day, 5 * day],
} as const

interface Row {
  id: LocalId
  status: 'open' | 'claimed'
  priority: number
  flag: string | null
  authored: Instant
  due: Instant | null
  escalated: number
  snoozed_until: string | null
  owner: LocalId | null
  role: string | null
  claimed_from: LocalId | null
  lease_until: string | null
}

/** Found at one look: they are carried out by the score, and the next look finds those after them. */
const atOnce = 50

interface Step {
  level: number
  at: Instant
}

/** The steps a task has come to by now, those it was escalated at before left out. */
function stepsOf(row: Row, now: string): Step[] {
  const { status, priority, flag, authored, due, escalated, snoozed_until } = row
  const critical = isCritical(flag ?? undefined) || priority === 0
  if (!critical && snoozed_until && snoozed_until > now) return []
  const isNobodys = status === 'open' || hasLapsed(row, now)
  const from = critical && isNobodys ? authored : due
  if (!from) return []
  const after = critical ? steps.critical : priority < 3 ? steps.urgent : steps.routine
  return after
    .map((ms, i): Step => ({ level: i + 1, at: new Date(Date.parse(from) + ms).toISOString() as Instant }))
    .filter(({ level, at }) => level > escalated && at <= now)
}

/** Work that waits too long is shown to somebody else besides. It stays with whoever has it. */
export const escalationFinder: Finder = {
  types: ['Task'],
  find({ context, plan, now }) {
    const { store } = context
    const at = now.toISOString()
    const rows = all<Row>(
      store.db,
      `SELECT t.id, t.status, t.priority, t.flag, t.authored, t.due, t.escalated, t.snoozed_until, t.owner, t.role,
         t.claimed_from, t.lease_until
       FROM task t WHERE t.status IN ('open', 'claimed') AND t.escalated < 3 AND t.authored > ?
         AND (t.due < ? OR t.priority = 0 OR t.flag IN ('HH', 'LL')) AND t.kind <> 'mention'
       ORDER BY t.priority, t.due`,
      plan.begun,
      at,
    )
    // Those of one owner are shown to the same: each task is read only where it goes somewhere.
    const chains = new Map<string, Party[]>()
    const chainFor = (row: Row): Party[] => {
      const isBack = hasLapsed(row, at)
      const whose = `${isBack ? row.claimed_from : row.owner} ${row.role}`
      const chain = chains.get(whose) ?? chainOf(store, store.read('Task', row.id), isBack)
      chains.set(whose, chain)
      return chain
    }
    const chores: Chore[] = []
    for (const row of rows) {
      if (chores.length === atOnce) break
      const due = stepsOf(row, at)
      const last = due.at(-1)
      if (!last || !isInEhr(store, row.id)) continue
      const chain = chainFor(row)
      if (!chain[last.level - 1] && !due.some(({ level }) => chain[level - 1])) continue
      chores.push({
        key: `escalate ${row.id} ${last.level}`,
        task: row.id,
        critical: row.priority === 0,
        do(tx) {
          tx.edit('Task', row.id, (task) => {
            for (const step of due) escalate(store, task, step, chain[step.level - 1])
          })
        },
      })
    }
    return chores
  },
}

/** What is not in the EHR yet is known here alone: it is not escalated before others can see it. */
const isInEhr = ({ db }: Reader, task: LocalId): boolean =>
  one(db, `SELECT 1 FROM resource WHERE id = ? AND type = 'Task' AND server_id > ''`, task) !== undefined

/**
 * Whom a task is shown to, level by level: the team of who has it, the physicians, the nurse practitioners. `isBack`: its
 * claim has ended by itself.
 */
function chainOf(store: Reader, held: Task | undefined, isBack: boolean): Party[] {
  const task = isBack ? structuredClone(held) : held
  if (task && isBack) goBack(task)
  const owner = task && ownerOf(store, task)
  const team = owner?.startsWith('person:') ? teamFor(store, owner) : undefined
  const chain: (Party | undefined)[] = [team, 'role:physician', 'role:nurse-practitioner']
  return chain.filter((party) => party !== undefined && party !== owner) as Party[]
}

function escalate(store: Reader, task: Task, { level, at }: Step, to: Party | undefined): void {
  if (!to) return
  task.extension = [
    ...(task.extension ?? []),
    {
      url: taskExtension.escalated,
      extension: [{ url: 'level', valueInteger: level }, { url: 'at', valueDateTime: at }, partyPart(store, to)],
    },
  ]
  if (!task.lastModified || Date.parse(task.lastModified) < Date.parse(at)) task.lastModified = at
}
