import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from '../store/connection.js'
import { all, one, run } from '../store/statement.js'

/** One change on its way to the EHR. */
export interface Entry {
  seq: number
  type: string
  resource: LocalId
  op: 'create' | 'update'
  /**
   * `waiting` is not on its way and takes the resource as it is when it is sent. `in-flight` was sent as `sent` and may
   * have arrived; it is never changed and is sent again just so until the EHR has answered. `parked` and `conflict`
   * need a person.
   */
  state: 'waiting' | 'in-flight' | 'parked' | 'conflict'
  patient: LocalId | null
  author: LocalId | null
  created_at: Instant
  changed_at: Instant
  /** When it was begun and last changed, counted: the clock of a workstation may be set back between. */
  begun: number
  changed: number
  attempts: number
  /** For a change in flight: set when no request is under way. */
  next_attempt_at: Instant | null
  sent: string | null
  reason: string | null
  /** The deed it belongs to. */
  deed: string | null
  /** It can be taken back as if it had never been, and does not leave before. */
  hold_until: Instant | null
  /** The task under whose claim it leaves: not while the EHR has not confirmed everything done to that task. */
  guard: LocalId | null
  /** The task was somebody else's: `Lost` as JSON. It is parked, and only a person may send it. */
  lost: string | null
}

/** All entries, oldest first. */
export const allEntries = (db: Sqlite): Entry[] => all<Entry>(db, 'SELECT * FROM outbox ORDER BY seq')

export const entriesOf = (db: Sqlite, type: string, id: LocalId): Entry[] =>
  all<Entry>(db, 'SELECT * FROM outbox WHERE resource = ? AND type = ? ORDER BY seq', id, type)

export const entryBy = (db: Sqlite, seq: number): Entry | undefined =>
  one<Entry>(db, 'SELECT * FROM outbox WHERE seq = ?', seq)

/** On its way: `sent` is what the EHR gets, this time and every time until it has answered. */
export function launch(db: Sqlite, { seq }: Entry, sent: string): void {
  const sql = `UPDATE outbox SET state = 'in-flight', sent = ?, attempts = attempts + 1, next_attempt_at = NULL, reason = NULL
     WHERE seq = ?`
  run(db, sql, sent, seq)
}

/** No answer: it may have arrived. It stays in flight and is sent again, unchanged, from `next` on. */
export function lost(db: Sqlite, { seq }: Entry, next: Instant, reason: string): void {
  run(db, 'UPDATE outbox SET next_attempt_at = ?, reason = ? WHERE seq = ?', next, reason, seq)
}

/** It did not arrive: it waits again, and with it every later edit of the same resource. */
export function back(
  db: Sqlite,
  { seq, type, resource }: Entry,
  state: 'waiting' | 'parked' | 'conflict',
  next: Instant | null,
  reason: string | null,
): void {
  const last = entriesOf(db, type, resource).at(-1)
  if (last && last.seq > seq) {
    run(db, 'DELETE FROM outbox WHERE resource = ? AND type = ? AND seq > ?', resource, type, seq)
    const sql =
      'UPDATE outbox SET changed = ?, changed_at = ?, author = ?, deed = ?, hold_until = ?, guard = ? WHERE seq = ?'
    run(db, sql, last.changed, last.changed_at, last.author, last.deed, last.hold_until, last.guard, seq)
  }
  const sql = 'UPDATE outbox SET state = ?, sent = NULL, next_attempt_at = ?, reason = ? WHERE seq = ?'
  run(db, sql, state, next, reason, seq)
}

/** The EHR has it. */
export function done(db: Sqlite, type: string, id: LocalId): void {
  run(db, 'DELETE FROM outbox WHERE resource = ? AND type = ?', id, type)
}

/** The EHR has what was sent, and a later edit remains: one waiting update takes the place of every entry. */
export function follow(db: Sqlite, entry: Entry): void {
  const last = entriesOf(db, entry.type, entry.resource).at(-1) ?? entry
  const { type, resource, patient, author, created_at, changed_at, begun, changed, deed, hold_until, guard } = last
  done(db, type, resource)
  const sql = `INSERT INTO outbox
       (type, resource, op, state, patient, author, created_at, changed_at, begun, changed, deed, hold_until, guard)
     VALUES (?, ?, 'update', 'waiting', ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  run(db, sql, type, resource, patient, author, created_at, changed_at, begun, changed, deed, hold_until, guard)
}

/** Requests that were under way when the workstation stopped: they may have arrived and are due again now. */
export function recover(db: Sqlite, now: Instant): void {
  run(db, `UPDATE outbox SET next_attempt_at = ? WHERE state = 'in-flight' AND next_attempt_at IS NULL`, now)
}

/** Makes everything that waits for a later try due now; answers whether anything did. */
export function hurry(db: Sqlite, now: Instant): boolean {
  const sql = `UPDATE outbox SET next_attempt_at = ? WHERE state IN ('waiting', 'in-flight') AND next_attempt_at > ?`
  return run(db, sql, now, now) > 0
}
