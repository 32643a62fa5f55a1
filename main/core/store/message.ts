import type { Communication } from '@medplum/fhirtypes'
import { isPatientSide, type MessageKind, messageKind } from '../../../shared/domain/message/kind.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { idsIn, unanswered } from './answered.js'
import type { Sqlite } from './connection.js'
import type { Projector } from './projector.js'
import { all, one, run } from './statement.js'
import { utc } from './utc.js'

export const messageKindSystem = 'https://rounds.example/fhir/message-kind'

export interface MessageProjection {
  id: LocalId
  /** The first message of its conversation, or what stands for all of it; also one that is not held here. */
  root: LocalId
  /** What it names as standing above it. */
  before: LocalId | null
  /** The message it says it answers. */
  answers: LocalId | null
  patient: LocalId | null
  kind: MessageKind
  from_patient: 0 | 1
  sender: LocalId | null
  sender_name: string | null
  at: string
  topic: string | null
  words: string
  attachments: number
  /** 0 for a contact that reached nobody. */
  told: 0 | 1
  /** 0 for what only holds a conversation together: a header without words, a message withdrawn as an error. */
  shown: 0 | 1
  /** 1 for the patient's latest messages that no word of the clinic answers; whether a task about them is done is another thing. */
  waits: 0 | 1
  /** The messages a word of Rounds was written in answer to, JSON of local ids; null where only time tells. */
  named: string | null
}

interface Named {
  reference?: string
  type?: string
}

/** The FHIR type a reference names. */
export const typeIn = ({ reference, type }: Named): string | undefined =>
  type ?? (reference && !reference.startsWith('urn:') ? reference.split('/').at(-2) : undefined)

export const messageText = ({ payload }: Communication): string =>
  (payload ?? [])
    .map(({ contentString }) => contentString)
    .filter(Boolean)
    .join('\n')

export const attachmentsOf = ({ payload }: Communication): NonNullable<Communication['payload']> =>
  (payload ?? []).filter(({ contentAttachment }) => contentAttachment !== undefined)

/** Whether Rounds wrote it, in which an answer names what its writer had before them. */
const isOurs = ({ category }: Communication): boolean =>
  (category ?? []).some(({ coding }) => coding?.some(({ system }) => system === messageKindSystem))

export function kindOfMessage({ category, sender, recipient }: Communication): MessageKind {
  const coding = (category ?? []).flatMap((each) => each.coding ?? [])
  return messageKind({
    category: coding.find(({ system }) => system === messageKindSystem)?.code,
    sender: sender && typeIn(sender),
    recipients: (recipient ?? []).map(typeIn),
  })
}

/**
 * What a message stands under: the header its conversation has (`partOf`, as Medplum writes it), else the message it
 * answers.
 */
export const before = ({ partOf, inResponseTo }: Communication): string | undefined =>
  (partOf ?? []).find((each) => (typeIn(each) ?? 'Communication') === 'Communication')?.reference ??
  inResponseTo?.[0]?.reference

export const messageProjector: Projector = {
  types: ['Communication'],
  tables: ['message', 'message_to'],
  write(db, { id, patient, resource }, identity) {
    const message = resource as Communication
    const was = one<MessageProjection>(db, 'SELECT * FROM message WHERE id = ?', id)
    const above = identity.resolve(before(message)) ?? null
    putOff(db, { id: was?.before === above ? undefined : id, root: was?.root ?? id })
    const [words, attachments, kind] = [messageText(message), attachmentsOf(message).length, kindOfMessage(message)]
    const isError = message.status === 'entered-in-error'
    const shown = !isError && (words !== '' || attachments > 0 || kind === 'contact')
    run(
      db,
      `INSERT OR REPLACE INTO message
         (id, root, before, answers, patient, kind, from_patient, sender, sender_name, at, topic, words, attachments, told, shown, waits, named)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
      id,
      was?.root ?? id,
      above,
      identity.resolve(message.inResponseTo?.[0]?.reference) ?? null,
      patient ?? null,
      kind,
      isPatientSide(message.sender && typeIn(message.sender)) ? 1 : 0,
      identity.resolve(message.sender?.reference) ?? null,
      message.sender?.display ?? null,
      utc(message.sent ?? message.received) ?? utc(message.meta?.lastUpdated) ?? '',
      message.topic?.text ?? message.topic?.coding?.[0]?.display ?? null,
      isError ? '' : words,
      attachments,
      message.status === 'not-done' ? 0 : 1,
      shown ? 1 : 0,
      isOurs(message)
        ? idsIn(
            (message.inResponseTo ?? []).map(({ reference }) => reference),
            identity,
          )
        : null,
    )
    run(db, 'DELETE FROM message_to WHERE message = ?', id)
    for (const { reference } of message.recipient ?? []) {
      const who = identity.resolve(reference)
      if (who) run(db, 'INSERT OR IGNORE INTO message_to (message, who) VALUES (?, ?)', id, who)
    }
  },
  remove(db, _type, id) {
    const was = one<{ root: LocalId }>(db, 'SELECT root FROM message WHERE id = ?', id)
    run(db, 'DELETE FROM message WHERE id = ?', id)
    run(db, 'DELETE FROM message_to WHERE message = ?', id)
    if (was) putOff(db, { id, root: was.root })
  },
  settle,
  undone: (db) => void waiting.delete(db),
}

/** What changed in a transaction: messages that came, went or stand under another, and the conversations they were in. */
interface Changed {
  ids: Set<LocalId>
  roots: Set<LocalId>
}

/** By the end of the transaction: ten thousand messages of one conversation that come together are threaded once. */
const waiting = new WeakMap<Sqlite, Changed>()

function putOff(db: Sqlite, { id, root }: { id: LocalId | undefined; root: LocalId }): void {
  const own = waiting.get(db) ?? { ids: new Set(), roots: new Set() }
  waiting.set(db, own)
  if (id) own.ids.add(id)
  own.roots.add(root)
}

type Link = Pick<MessageProjection, 'id' | 'root' | 'before'>

/** Works out anew where everything begins that began at what changed, and what of it waits. */
function settle(db: Sqlite): void {
  const changed = waiting.get(db)
  if (!changed) return
  waiting.delete(db)
  const { ids, roots } = changed
  const links = new Map<LocalId, Link>()
  if (ids.size > 0)
    // What came before it and named it as its beginning, and what was in one conversation with it.
    for (const root of new Set([...ids, ...roots]))
      for (const link of all<Link>(db, 'SELECT id, root, before FROM message WHERE root = ?', root))
        links.set(link.id, link)
  const found = rootsOf(db, links)
  for (const { id, root } of links.values()) {
    const now = found.get(id) ?? id
    roots.add(now)
    if (now === root) continue
    roots.add(root)
    run(db, 'UPDATE message SET root = ? WHERE id = ?', now, id)
  }
  for (const root of roots) markWaiting(db, root)
}

/**
 * The highest message known above each, held or not. Of a circle of answers the least id stands for all, whichever came
 * first. What is not among `links` stands where it stood.
 */
function rootsOf(db: Sqlite, links: ReadonlyMap<LocalId, Link>): ReadonlyMap<LocalId, LocalId> {
  const found = new Map<LocalId, LocalId>()
  const aside = (id: LocalId): LocalId =>
    one<{ root: LocalId }>(db, 'SELECT root FROM message WHERE id = ?', id)?.root ?? id
  for (const id of links.keys()) {
    const way = new Set<LocalId>()
    let root: LocalId | undefined
    for (let at = id; root === undefined; ) {
      const link = links.get(at)
      if (found.has(at) || !link) root = found.get(at) ?? aside(at)
      else if (way.has(at)) root = circle([...way], at)
      else {
        way.add(at)
        if (link.before === null) root = at
        else at = link.before
      }
    }
    for (const each of way) found.set(each, root)
  }
  return found
}

const circle = (way: readonly LocalId[], at: LocalId): LocalId => way.slice(way.indexOf(at)).sort()[0] as LocalId

/** The latest say for all of a conversation whether it waits; one of ten thousand messages is looked through once for each. */
const mostMarked = 20

function markWaiting(db: Sqlite, root: LocalId): void {
  const rows = all<MessageProjection>(db, 'SELECT * FROM message WHERE root = ? ORDER BY at, id', root)
  const waiting = new Set<LocalId>()
  for (const patient of new Set(rows.map((row) => row.patient))) {
    const own = unanswered(rows.filter((row) => row.patient === patient))
    for (const { id } of own.slice(-mostMarked)) waiting.add(id)
  }
  for (const { id, waits } of rows) {
    const now = waiting.has(id) ? 1 : 0
    if (now !== waits) run(db, 'UPDATE message SET waits = ? WHERE id = ?', now, id)
  }
}
