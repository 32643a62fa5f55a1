import type { Sqlite } from './connection.js'
import type { Identity } from './identity.js'
import type { MessageProjection } from './message.js'
import { all } from './statement.js'

/**
 * More messages than a word or a task names one by one: from this many on it deals with all that were sent before it, as a
 * word of another system does.
 */
const tooMany = 100

/** What counts in a conversation with a patient. */
type Heard = Pick<MessageProjection, 'id' | 'answers' | 'kind' | 'from_patient' | 'at' | 'told' | 'shown' | 'named'>

/** What is named, as JSON of local ids: null where it is nothing, or too much to tell one by one. */
export function idsIn(references: readonly (string | undefined)[], identity: Identity): string | null {
  const ids = references.flatMap((reference) => identity.resolve(reference) ?? [])
  return ids.length > 0 && ids.length < tooMany ? JSON.stringify(ids) : null
}

/** The messages to name, of all there are: the latest, as many as say that there were more than are named. */
export const toName = <T>(messages: readonly T[]): readonly T[] => messages.slice(-tooMany)

const namesOf = (named: string | null): ReadonlySet<string> | undefined =>
  named === null ? undefined : new Set(JSON.parse(named) as string[])

const isHeard = ({ kind, told, shown }: Heard): boolean => kind !== 'team' && told === 1 && shown === 1

/**
 * The patient's messages of a conversation, given oldest first, that no word of the clinic answers. A word of Rounds answers
 * those it names: what its writer had not seen waits, whenever it was sent. One of another system answers all before it, and
 * what it names.
 */
export function unanswered<T extends Heard>(said: readonly T[]): T[] {
  const heard = said.filter(isHeard)
  if (heard.findLast(({ from_patient }) => from_patient === 1)?.kind !== 'patient') return []
  const sent = new Map(heard.map(({ id, at }) => [id as string, at]))
  const named = new Set<string>()
  let until = ''
  for (const word of heard.filter(({ from_patient }) => from_patient === 0)) {
    const names = namesOf(word.named)
    for (const id of names ?? []) named.add(id)
    if (names) continue
    // Its clock may be behind that of what it names.
    const asked = word.answers === null ? '' : (sent.get(word.answers) ?? '')
    for (const at of [word.at, asked]) if (at > until) until = at
  }
  return heard.filter(
    ({ id, kind, from_patient, at }) => from_patient && kind === 'patient' && at > until && !named.has(id),
  )
}

/** A finished task about messages of a conversation. */
export interface Dealt {
  /** Up to when it deals with what was sent, where it names nothing. */
  until: string | null
  named: string | null
}

/** Of messages of one conversation those that no finished task about it dealt with. */
export function notDealtWith<T extends Pick<Heard, 'id' | 'at'>>(messages: readonly T[], tasks: readonly Dealt[]): T[] {
  const done = tasks.map(({ until, named }) => ({ until: until ?? '', names: namesOf(named) }))
  return messages.filter(({ id, at }) => !done.some(({ until, names }) => (names ? names.has(id) : until >= at)))
}

/** The finished tasks about a conversation. */
export const dealtIn = (db: Sqlite, { root, patient }: Pick<MessageProjection, 'root' | 'patient'>): Dealt[] =>
  all<Dealt>(
    db,
    `SELECT coalesce(t.reviewed, t.done_at) AS until, t.named FROM message f CROSS JOIN task t ON t.focus = f.id
     WHERE f.root = ? AND +f.patient IS ? AND t.kind = 'patient-message' AND t.status = 'done'`,
    root,
    patient,
  )

/** In SQL, whether the finished task `t` dealt with the message `m`. */
export const dealtWithSql = `CASE WHEN t.named IS NULL THEN coalesce(t.reviewed, t.done_at) >= m.at
    ELSE EXISTS (SELECT 1 FROM json_each(t.named) WHERE value = m.id) END`
