import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { one, run } from './statement.js'

/** How long what goes to a patient can be taken back before it leaves, seconds: what a clinic may choose, and what it is at first. */
export const holdSeconds = { least: 5, usual: 8, most: 30 } as const

export const longestHoldMs = holdSeconds.most * 1000

const key = 'hold.seconds'

/** As chosen at this workstation. */
export function holdChosen(db: Sqlite): number {
  const kept = one<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?', key)
  const chosen = Number(kept?.value ?? holdSeconds.usual)
  return chosen >= holdSeconds.least && chosen <= holdSeconds.most ? chosen : holdSeconds.usual
}

export const chooseHold = (tx: { set(key: string, value: string): void }, seconds: number): void =>
  tx.set(key, String(seconds))

export const heldUntil = (at: Instant, seconds: number): Instant =>
  new Date(Date.parse(at) + seconds * 1000).toISOString() as Instant

/** What waits only so that it can be taken back leaves now: of one deed, of one patient, of whoever wrote it, or all of it. Answers whether anything did. */
export function endHolds(
  db: Sqlite,
  of: { deed?: string | undefined; patient?: LocalId | undefined; author?: LocalId } = {},
): boolean {
  const { deed = null, patient = null, author = null } = of
  const sql = `UPDATE outbox SET hold_until = NULL
     WHERE hold_until IS NOT NULL AND (? IS NULL OR deed = ?) AND (? IS NULL OR patient = ?) AND (? IS NULL OR author = ?)`
  return run(db, sql, deed, deed, patient, patient, author, author) > 0
}
