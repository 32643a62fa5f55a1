import type { Communication } from '@medplum/fhirtypes'
import type { Instant } from '../../../shared/kernel/ids.js'
import { type Dealt, notDealtWith, unanswered } from '../store/answered.js'
import type { MessageProjection } from '../store/message.js'
import { all } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { type Chore, choresOf, type Finder, type Ground } from './chore.js'
import { making } from './made.js'

/** How far back messages are looked through, milliseconds. Older ones were here, or were nobody's for other reasons. */
const backMs = 7 * 86_400_000

type Row = MessageProjection & { at: Instant }

/** Messages of patients that nobody has been given. Several in a row are one piece of work: that of the first. */
export const messageFinder: Finder = {
  types: ['Communication', 'Task'],
  find(ground) {
    const { context, plan, now } = ground
    const since = [plan.begun, new Date(now.getTime() - backMs).toISOString()].sort().at(-1) as string
    const rows = all<Row>(
      context.store.db,
      `SELECT m.* FROM message m
         JOIN resource s ON s.id = m.id AND s.type = 'Communication'
       WHERE m.kind = 'patient' AND m.from_patient = 1 AND m.at >= ? AND m.shown = 1 AND m.patient IS NOT NULL
         AND s.server_id > '' AND NOT EXISTS (SELECT 1 FROM task t WHERE t.focus = m.id AND t.kind <> 'mention')`,
      since,
    )
    const threads = new Map(rows.map((row) => [`${row.root} ${row.patient}`, row]))
    return choresOf(ground, [...threads.values()], (row) => choreOf(ground, row))
  },
}

const isProxy = ({ sender }: Communication): boolean =>
  sender?.type === 'RelatedPerson' || sender?.reference?.includes('RelatedPerson/') === true

function choreOf(ground: Ground, { root, patient }: Row): Chore | undefined {
  const { store } = ground.context
  const thread = all<Row>(
    store.db,
    `SELECT * FROM message WHERE root = ? AND +patient IS ? AND kind <> 'team' AND shown = 1 ORDER BY at, id`,
    root,
    patient,
  )
  const first = notYetDealtWith(store, thread).find(({ at }) => at >= ground.plan.begun)
  const message = first && store.read('Communication', first.id)
  if (!first || !message) return undefined
  const writer = thread.findLast(({ kind, from_patient }) => kind === 'patient' && from_patient === 0)
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

/** The patient's messages of a conversation that nobody dealt with; none while a task of it is open. */
function notYetDealtWith(store: Reader, thread: readonly Row[]): Row[] {
  const waiting = unanswered(thread)
  const [{ root, patient } = {}] = waiting
  if (!root) return []
  const tasks = all<Dealt & { kind: string; isOpen: number; at: string }>(
    store.db,
    `SELECT t.kind, t.status IN ('open', 'claimed') AS isOpen, coalesce(t.reviewed, t.done_at) AS until, t.named, f.at
     FROM message f CROSS JOIN task t ON t.focus = f.id
     WHERE f.root = ? AND +f.patient IS ? AND f.kind <> 'team' AND t.kind <> 'mention'`,
    root,
    patient,
  )
  const own = tasks.filter(({ kind }) => kind === 'patient-message')
  if (own.some(({ isOpen }) => isOpen)) return []
  // What else was made of a message (a referral, a letter) is for this one, not for what is written after it.
  const others = tasks.filter(({ kind }) => kind !== 'patient-message').map(({ at }) => ({ until: at, named: null }))
  return notDealtWith(waiting, [...own, ...others])
}
