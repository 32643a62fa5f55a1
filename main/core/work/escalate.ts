import type { Task } from '@medplum/fhirtypes'
import {
  amountOf,
  type ClinicTimes,
  type EscalationStep,
  minutesOf,
  ownTeam,
  type Pressing,
  stepsFor,
} from '../../../shared/domain/clinic-times.js'
import { after, type Span } from '../../../shared/domain/result/times.js'
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
import { partyChoices } from './parties.js'
import { timesHere } from './times-plan.js'

interface Row {
  id: LocalId
  kind: string
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

const pressingOf = ({ flag, priority }: Row): Pressing =>
  isCritical(flag ?? undefined) || priority === 0 ? 'critical' : priority < 3 ? 'urgent' : 'routine'

/** No span is shorter than this, milliseconds: days lose an hour where the clocks change, clinic days may have no weekend between. */
const leastMs = (span: Span): number =>
  'minutes' in span || 'hours' in span ? minutesOf(span) * 60_000 : (amountOf(span) * 24 - 1) * 3_600_000

/** Before which instant a task has to count from for each of its steps to be possible: most have not come to one. */
type Latest = (pressing: Pressing, kind: string) => readonly { step: EscalationStep; from: string }[]

function latestAt(times: ClinicTimes, now: Date): Latest {
  const known = new Map<readonly EscalationStep[], { step: EscalationStep; from: string }[]>()
  return (pressing, kind) => {
    const steps = stepsFor(times, pressing, kind)
    let found = known.get(steps)
    if (!found) {
      const from = (span: Span): string => new Date(now.getTime() - leastMs(span)).toISOString()
      found = steps.map((step) => ({ step, from: from(step.after) }))
      known.set(steps, found)
    }
    return found
  }
}

/**
 * The steps a task has come to by now, those it was escalated at before left out. Something critical that nobody has taken is
 * counted from when it came, everything else from when it was due.
 */
function stepsOf(row: Row, latest: Latest, now: string): Step[] {
  const { status, authored, due, escalated, snoozed_until } = row
  const pressing = pressingOf(row)
  const critical = pressing === 'critical'
  if (!critical && snoozed_until && snoozed_until > now) return []
  const isNobodys = status === 'open' || hasLapsed(row, now)
  const from = critical && isNobodys ? authored : due
  if (!from) return []
  return latest(pressing, row.kind).flatMap(({ step, from: latest }, i): Step[] => {
    const level = i + 1
    if (level <= escalated || from > latest) return []
    const at = after(from, step.after)
    return at <= now ? [{ level, at }] : []
  })
}

/** Work that waits too long is shown to somebody else besides. It stays with whoever has it. */
export const escalationFinder: Finder = {
  types: ['Task'],
  find({ context, plan, now }) {
    const { store } = context
    const at = now.toISOString()
    const times = timesHere(store)
    const latest = latestAt(times, now)
    const rows = all<Row>(
      store.db,
      `SELECT t.id, t.kind, t.status, t.priority, t.flag, t.authored, t.due, t.escalated, t.snoozed_until, t.owner, t.role,
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
      const whose = `${isBack ? row.claimed_from : row.owner} ${row.role} ${pressingOf(row)} ${row.kind}`
      const steps = stepsFor(times, pressingOf(row), row.kind)
      const chain = chains.get(whose) ?? chainOf(store, store.read('Task', row.id), isBack, steps)
      chains.set(whose, chain)
      return chain
    }
    const chores: Chore[] = []
    for (const row of rows) {
      if (chores.length === atOnce) break
      const due = stepsOf(row, latest, at)
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
 * Whom a task is shown to, level by level: those the clinic's steps name, and after them its team, the physicians, the nurse
 * practitioners, so that nobody's place stays empty. `isBack`: its claim has ended by itself.
 */
function chainOf(store: Reader, held: Task | undefined, isBack: boolean, steps: readonly EscalationStep[]): Party[] {
  const task = isBack ? structuredClone(held) : held
  if (task && isBack) goBack(task)
  const owner = task && ownerOf(store, task)
  const team = owner?.startsWith('person:') ? teamFor(store, owner) : undefined
  const known = new Set<string>(partyChoices(store).map(({ party }) => party))
  const named = steps.map(({ to }) => (to === ownTeam ? team : known.has(to) ? (to as Party) : undefined))
  const chain: (Party | undefined)[] = [...named, team, 'role:physician', 'role:nurse-practitioner']
  return [...new Set(chain)].filter((party) => party !== undefined && party !== owner) as Party[]
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
