import type { Communication } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all, one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import type { Chore, Finder, Ground } from './chore.js'
import { making } from './made.js'

/** How far back messages are looked through, milliseconds. Older ones were here, or were nobody's for other reasons. */
const backMs = 7 * 86_400_000

interface Row {
  id: LocalId
  root: LocalId
  patient: LocalId | null
  from_patient: number
  sender: LocalId | null
  at: Instant
}

/** Messages of patients that nobody has been given. Several in a row are one piece of work: that of the first. */
export const messageFinder: Finder = {
  types: ['Communication', 'Task'],
  find(ground) {
    const { context, plan, now } = ground
    const since = [plan.begun, new Date(now.getTime() - backMs).toISOString()].sort().at(-1) as string
    const rows = all<Row>(
      context.store.db,
      `SELECT m.id, m.root, m.patient, m.from_patient, m.sender, m.at FROM message m
         JOIN resource s ON s.id = m.id AND s.type = 'Communication'
       WHERE m.kind = 'patient' AND m.from_patient = 1 AND m.at >= ? AND m.shown = 1 AND m.patient IS NOT NULL
         AND s.server_id > '' AND NOT EXISTS (SELECT 1 FROM task t WHERE t.focus = m.id AND t.kind <> 'mention')`,
      since,
    )
    return [...new Set(rows.map(({ root }) => root))].flatMap((root) => choreOf(ground, root) ?? [])
  },
}

const isProxy = ({ sender }: Communication): boolean =>
  sender?.type === 'RelatedPerson' || sender?.reference?.includes('RelatedPerson/') === true

function choreOf(ground: Ground, root: LocalId): Chore | undefined {
  const { store } = ground.context
  const thread = all<Row>(
    store.db,
    `SELECT id, root, patient, from_patient, sender, at FROM message
     WHERE root = ? AND kind = 'patient' AND shown = 1 ORDER BY at, id`,
    root,
  )
  const covered = coveredUntil(store, thread)
  const first = thread.find(({ from_patient, at }) => from_patient === 1 && at > covered && at >= ground.plan.begun)
  const message = first && store.read('Communication', first.id)
  if (!first || !message) return undefined
  const writer = thread.findLast(({ from_patient }) => from_patient === 0)
  const addressed = message.recipient?.find(
    ({ reference, type }) => type === 'Practitioner' || reference?.includes('Practitioner/'),
  )
  return making(ground, {
    kind: 'patient-message',
    madeBy: 'routing',
    at: first.at,
    text: textOf(message) || 'A message without words',
    focus: { type: 'Communication', id: first.id },
    patient: first.patient ?? undefined,
    priority: priorities.has(message.priority ?? '') ? (message.priority ?? 'routine') : 'routine',
    code: message.topic ?? message.reasonCode?.[0],
    orderer: store.identity.resolve(addressed?.reference),
    writer: writer?.sender ?? undefined,
    source: message.sender?.display,
    sender: isProxy(message) ? 'proxy' : 'patient',
  })
}

const priorities = new Set(['stat', 'asap', 'urgent', 'routine'])

const textOf = ({ payload }: Communication): string =>
  (payload ?? [])
    .map(({ contentString }) => contentString)
    .filter(Boolean)
    .join(' ')

/** Up to when somebody has a conversation, or has answered it; for ever while a task of it is open. */
function coveredUntil(store: Reader, thread: readonly Row[]): string {
  let until = ''
  for (const { id, at, from_patient } of thread) {
    if (from_patient === 0 && at > until) until = at
    const task = one<{ open: number | null; done_at: string | null }>(
      store.db,
      `SELECT max(status IN ('open', 'claimed')) AS open, max(done_at) AS done_at FROM task
       WHERE focus = ? AND kind = 'patient-message'`,
      id,
    )
    // What else was made of a message (a referral, a letter) is for this one, not for what is written after it.
    const other = one(store.db, `SELECT 1 FROM task WHERE focus = ? AND kind NOT IN ('patient-message', 'mention')`, id)
    if (other && at > until) until = at
    if (task?.open) return '9999'
    if (task?.done_at && task.done_at > until) until = task.done_at
  }
  return until
}
