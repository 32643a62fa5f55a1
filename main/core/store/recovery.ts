import type { RecoveryView } from '../../../shared/contract/views/session.js'
import type { Sqlite } from './connection.js'
import { one, run } from './statement.js'

/** What became of a damaged store, kept until a person has read it. */
export type Recovery = RecoveryView

const setting = 'recovered'

export const noteRecovery = (db: Sqlite, recovery: Recovery): void =>
  void run(db, 'INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)', setting, JSON.stringify(recovery))

export function recoveryOf(db: Sqlite): Recovery | undefined {
  const row = one<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?', setting)
  return row && (JSON.parse(row.value) as Recovery)
}

export const forgetRecovery = (db: Sqlite): void => void run(db, 'DELETE FROM setting WHERE key = ?', setting)
