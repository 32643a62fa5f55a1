import type { Instant } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { one, run } from './statement.js'

/** What became of a damaged store, kept until a person has read it. */
export interface Recovery {
  at: Instant
  /** Where in the profile the damaged store is; empty when it was used on. */
  folder: string
  /** Unsent changes and notes with unsent words that are here. */
  changes: number
  notes: number
  /** Unsent work known to have been there that could not be read. */
  lostChanges: number
  lostNotes: number
  /** Whether there may have been more can no longer be told. */
  unsure: boolean
  /** Not all of what the EHR has could be read; it is fetched again. */
  refetch: boolean
}

const setting = 'recovered'

export const noteRecovery = (db: Sqlite, recovery: Recovery): void =>
  void run(db, 'INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)', setting, JSON.stringify(recovery))

export function recoveryOf(db: Sqlite): Recovery | undefined {
  const row = one<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?', setting)
  return row && (JSON.parse(row.value) as Recovery)
}

export const forgetRecovery = (db: Sqlite): void => void run(db, 'DELETE FROM setting WHERE key = ?', setting)
