import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from '../store/connection.js'

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
  attempts: number
  /** For a change in flight: set when no request is under way. */
  next_attempt_at: Instant | null
  sent: string | null
  reason: string | null
}

/** All entries, oldest first. */
export const allEntries = (db: Sqlite): Entry[] => db.prepare('SELECT * FROM outbox ORDER BY seq').all() as Entry[]

export const entriesOf = (db: Sqlite, type: string, id: LocalId): Entry[] =>
  db.prepare('SELECT * FROM outbox WHERE resource = ? AND type = ? ORDER BY seq').all(id, type) as Entry[]

export const entryBy = (db: Sqlite, seq: number): Entry | undefined =>
  db.prepare('SELECT * FROM outbox WHERE seq = ?').get(seq) as Entry | undefined

/** On its way: `sent` is what the EHR gets, this time and every time until it has answered. */
export function launch(db: Sqlite, entry: Entry, sent: string): void {
  db.prepare(
    `UPDATE outbox SET state = 'in-flight', sent = ?, attempts = attempts + 1, next_attempt_at = NULL, reason = NULL WHERE seq = ?`,
  ).run(sent, entry.seq)
}

/** No answer: it may have arrived. It stays in flight and is sent again, unchanged, from `next` on. */
export function lost(db: Sqlite, entry: Entry, next: Instant, reason: string): void {
  db.prepare('UPDATE outbox SET next_attempt_at = ?, reason = ? WHERE seq = ?').run(next, reason, entry.seq)
}

/** It did not arrive: it waits again, and with it every later edit of the same resource. */
export function back(
  db: Sqlite,
  entry: Entry,
  state: 'waiting' | 'parked' | 'conflict',
  next: Instant | null,
  reason: string | null,
): void {
  db.prepare('DELETE FROM outbox WHERE resource = ? AND type = ? AND seq > ?').run(
    entry.resource,
    entry.type,
    entry.seq,
  )
  db.prepare('UPDATE outbox SET state = ?, sent = NULL, next_attempt_at = ?, reason = ? WHERE seq = ?').run(
    state,
    next,
    reason,
    entry.seq,
  )
}

/** The EHR has it. */
export function done(db: Sqlite, type: string, id: LocalId): void {
  db.prepare('DELETE FROM outbox WHERE resource = ? AND type = ?').run(id, type)
}

/** The EHR has what was sent, and a later edit remains: one waiting update takes the place of every entry. */
export function follow(db: Sqlite, entry: Entry): void {
  const last = entriesOf(db, entry.type, entry.resource).at(-1) ?? entry
  done(db, entry.type, entry.resource)
  db.prepare(
    `INSERT INTO outbox (type, resource, op, state, patient, author, created_at, changed_at) VALUES (?, ?, 'update', 'waiting', ?, ?, ?, ?)`,
  ).run(entry.type, entry.resource, last.patient, last.author, last.created_at, last.changed_at)
}

/** Requests that were under way when the workstation stopped: they may have arrived and are due again now. */
export function recover(db: Sqlite, now: Instant): void {
  db.prepare(`UPDATE outbox SET next_attempt_at = ? WHERE state = 'in-flight' AND next_attempt_at IS NULL`).run(now)
}

/** Makes everything that waits for a later try due now. */
export function hurry(db: Sqlite, now: Instant): boolean {
  return (
    db
      .prepare(`UPDATE outbox SET next_attempt_at = ? WHERE state IN ('waiting', 'in-flight') AND next_attempt_at > ?`)
      .run(now, now).changes > 0
  )
}
