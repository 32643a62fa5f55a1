import type { Communication } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { all, one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { utc } from '../store/utc.js'
import type { Chore, Finder, Ground } from './chore.js'
import { making } from './made.js'

/** How far back messages are looked through, milliseconds. Older ones were here, or were nobody's for other reasons. */
const backMs = 7 * 86_400_000

interface Message {
  id: LocalId
  patient: LocalId
  at: Instant
  message: Communication
}

/** Messages of patients that nobody has been given. Several in a row are one piece of work: that of the first. */
export const messageFinder: Finder = {
  types: ['Communication', 'Task'],
  find(ground) {
    const { context, plan, now } = ground
    const { store } = context
    const since = [plan.begun, new Date(now.getTime() - backMs).toISOString()].sort().at(-1) as string
    const rows = all<{ id: LocalId; patient: LocalId | null; json: string }>(
      store.db,
      `SELECT s.id, s.patient, s.json FROM resource s WHERE s.type = 'Communication' AND s.server_id > '' AND s.last_updated > ?
         AND NOT EXISTS (SELECT 1 FROM task t WHERE t.focus = s.id)`,
      since,
    )
    const chores = new Map<string, Chore>()
    for (const { id, patient, json } of rows) {
      const message = parseJson(json) as Communication
      const at = utc(message.sent ?? message.received ?? message.meta?.lastUpdated)
      if (!patient || !at || at < since || !isFromPatient(message) || message.status === 'entered-in-error') continue
      const chore = choreOf(ground, { id, patient, at: at as Instant, message })
      if (chore) chores.set(chore.key, chore)
    }
    return [...chores.values()]
  },
}

const isFromPatient = ({ sender }: Communication): boolean =>
  sender?.type === 'Patient' || sender?.reference?.includes('Patient/') === true || isProxy({ sender } as Communication)
const isProxy = ({ sender }: Pick<Communication, 'sender'>): boolean =>
  sender?.type === 'RelatedPerson' || sender?.reference?.includes('RelatedPerson/') === true

function choreOf(ground: Ground, message: Message): Chore | undefined {
  const { store } = ground.context
  const thread = threadOf(store, message)
  const covered = coveredUntil(store, thread)
  const first = thread.find((each) => isFromPatient(each.message) && each.at > covered && each.at >= ground.plan.begun)
  if (!first) return undefined
  const writer = thread.findLast((each) => !isFromPatient(each.message))
  const addressed = first.message.recipient?.find(
    ({ reference, type }) => type === 'Practitioner' || reference?.includes('Practitioner/'),
  )
  return making(ground, {
    kind: 'patient-message',
    madeBy: 'routing',
    at: first.at,
    text: textOf(first.message) || 'A message without words',
    focus: { type: 'Communication', id: first.id },
    patient: first.patient,
    priority: priorities.has(first.message.priority ?? '') ? (first.message.priority ?? 'routine') : 'routine',
    code: first.message.topic ?? first.message.reasonCode?.[0],
    orderer: store.identity.resolve(addressed?.reference),
    writer: store.identity.resolve(writer?.message.sender?.reference),
    source: first.message.sender?.display,
    sender: isProxy(first.message) ? 'proxy' : 'patient',
  })
}

const priorities = new Set(['stat', 'asap', 'urgent', 'routine'])

const textOf = ({ payload }: Communication): string =>
  (payload ?? [])
    .map(({ contentString }) => contentString)
    .filter(Boolean)
    .join(' ')

/** The conversation a message belongs to, oldest first. */
function threadOf(store: Reader, { id, patient }: Message): Message[] {
  const held = store
    .ofPatient(patient, 'Communication')
    .filter(({ resource }) => resource.status !== 'entered-in-error')
    .map(({ id: each, resource }): Message => {
      const at = utc(resource.sent ?? resource.received ?? resource.meta?.lastUpdated) ?? ''
      return { id: each, patient, at: at as Instant, message: resource }
    })
  const above = new Map(
    held.map((each) => {
      const { partOf, inResponseTo } = each.message
      return [each.id, store.identity.resolve(partOf?.[0]?.reference ?? inResponseTo?.[0]?.reference)]
    }),
  )
  const rootOf = (from: LocalId): LocalId => {
    const seen = new Set<LocalId>()
    let at = from
    for (let next = above.get(at); next && !seen.has(at); next = above.get(at)) {
      seen.add(at)
      at = next
    }
    return at
  }
  const root = rootOf(id)
  return held
    .filter((each) => rootOf(each.id) === root)
    .sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
}

/** Up to when somebody has a conversation, or has answered it; for ever while a task of it is open. */
function coveredUntil(store: Reader, thread: readonly Message[]): string {
  let until = ''
  for (const { id, at, message } of thread) {
    if (!isFromPatient(message) && at > until) until = at
    const task = one<{ open: number; done_at: string | null }>(
      store.db,
      `SELECT max(status IN ('open', 'claimed')) AS open, max(done_at) AS done_at FROM task WHERE focus = ?`,
      id,
    )
    if (task?.open) return '9999'
    if (task?.done_at && task.done_at > until) until = task.done_at
  }
  return until
}
