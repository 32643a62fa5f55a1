import { overdue } from '../../../shared/domain/result/loop.js'
import { dateForReading, dayOf } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Context } from '../handlers/context.js'
import type { LoopRow } from '../store/loop.js'
import { all } from '../store/statement.js'
import type { Arrival } from './arrival.js'
import { type Chore, choresOf, type Finder, type Ground } from './chore.js'
import { making } from './made.js'
import { reportFacts } from './report-facts.js'

/** Orders the EHR was asked about, and what it said: whether it has a result that is not held here. */
const asked = new WeakMap<Context, Map<string, 'asking' | 'nothing'>>()

/**
 * Orders that nobody carried out or answered in time, and messages about something critical that nobody opened. What is to
 * be reviewed or told has a task of its own, which is overdue itself.
 */
export const loopFinder: Finder = {
  types: ['ServiceRequest', 'Specimen', 'DiagnosticReport', 'Communication', 'Task'],
  find(ground) {
    const { context, plan, now } = ground
    const at = now.toISOString() as Instant
    const rows = all<LoopRow>(
      context.store.db,
      `SELECT l.* FROM loop l WHERE l.awaited IS NOT NULL AND l.expected <= ? AND l.expected > ? AND l.task IS NULL
         AND NOT EXISTS (SELECT 1 FROM task t WHERE t.status IN ('open', 'claimed')
           AND ((t.focus = l.id AND t.kind NOT IN ('mention', 'co-review')) OR (t.kind = 'loop-overdue' AND t.based_on = l.id)))`,
      at,
      plan.begun,
    )
    return choresOf(ground, rows, (row) => choreOf(ground, row, at))
  },
}

function choreOf(ground: Ground, row: LoopRow, now: Instant): Chore | undefined {
  const { awaited, expected, person } = row
  if (!awaited || !expected) return undefined
  const late = overdue({ ...stateOf(row), owner: person ? { person } : {} }, now)
  if (!late?.needsTask) return undefined
  if (awaited === 'read') return unread(ground, row, expected)
  if (row.ordered !== 1 || (awaited !== 'collected' && awaited !== 'final')) return undefined
  const { store } = ground.context
  const order = store.read('ServiceRequest', row.id)
  const serverId = store.row('ServiceRequest', row.id)?.server_id
  if (!order || !serverId || !isAskedFor(ground.context, row.id, serverId, expected)) return undefined
  const what = awaited === 'collected' && row.kind === 'laboratory' ? 'not collected' : 'no result'
  return making(
    ground,
    {
      kind: 'loop-overdue',
      madeBy: 'loop',
      at: expected,
      text: `${row.name}: ${what}, expected by ${dateForReading(dayOf(expected))}`,
      focus: { type: 'ServiceRequest', id: row.id },
      patient: row.patient ?? undefined,
      priority: order.priority ?? 'routine',
      code: order.code,
      basedOn: row.id,
      orderer: store.identity.resolve(order.requester?.reference),
    },
    { because: `${awaited} ${expected}` },
  )
}

const stateOf = ({ step, awaited, expected, weight }: LoopRow) =>
  ({ step, weight, ...(awaited && { awaited }), ...(expected && { expected }) }) as Parameters<typeof overdue>[0]

/** A message is not enough where something critical is in it: the patient is called. */
function unread(ground: Ground, row: LoopRow, expected: Instant): Chore | undefined {
  const { store } = ground.context
  const report = row.report && store.read('DiagnosticReport', row.report)
  if (!row.report || !report) return undefined
  const { flag, orderer, order } = reportFacts(store, report)
  const arrival: Arrival = {
    kind: 'tell-patient',
    madeBy: 'loop',
    at: expected,
    text: `${row.name}: the message was not opened, call the patient`,
    focus: { type: 'DiagnosticReport', id: row.report },
    patient: row.patient ?? undefined,
    priority: 'urgent',
    code: report.code,
    flag,
    basedOn: order,
    orderer: row.person ?? orderer,
  }
  return making(ground, arrival, { because: `read ${expected}` })
}

/**
 * Whether the EHR was asked for a result of an order that is not held here, and has none. It is asked once for each time;
 * what it has is taken in, and the loop then knows of it.
 */
function isAskedFor(context: Context, order: LocalId, serverId: string, expected: Instant): boolean {
  const answers = asked.get(context) ?? new Map<string, 'asking' | 'nothing'>()
  asked.set(context, answers)
  const key = `${order} ${expected}`
  if (answers.has(key)) return answers.get(key) === 'nothing'
  answers.set(key, 'asking')
  context.sync
    .fetch('DiagnosticReport', [['based-on', `ServiceRequest/${serverId}`]])
    .then(() => {
      // What it had is taken in now. Where the loop still waits, that was no answer: something preliminary, somebody else's.
      answers.set(key, 'nothing')
      context.store.announce('work-clock')
    })
    .catch(() => answers.delete(key))
  return false
}
