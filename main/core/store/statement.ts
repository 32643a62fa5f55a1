import type { Statement } from 'better-sqlite3'
import type { Sqlite } from './connection.js'
import { noticeDamage } from './damage.js'

const prepared = new WeakMap<Sqlite, Map<string, Statement>>()

/** The statement for this SQL, compiled once per connection; `sql` must come from the code, never from input. */
export function statement(db: Sqlite, sql: string): Statement {
  let ofConnection = prepared.get(db)
  if (!ofConnection) {
    ofConnection = new Map()
    prepared.set(db, ofConnection)
  }
  let found = ofConnection.get(sql)
  if (!found) {
    found = watched(db, db.prepare(sql))
    ofConnection.set(sql, found)
  }
  return found
}

/** Damage is noticed wherever it is met. */
function watched(db: Sqlite, prepared: Statement): Statement {
  for (const method of ['run', 'get', 'all'] as const) {
    const call = prepared[method].bind(prepared) as (...values: unknown[]) => unknown
    prepared[method] = ((...values: unknown[]) => {
      try {
        return call(...values)
      } catch (error) {
        noticeDamage(db, error)
        throw error
      }
    }) as never
  }
  return prepared
}

/** All rows. */
export const all = <Row>(db: Sqlite, sql: string, ...values: unknown[]): Row[] =>
  statement(db, sql).all(...values) as Row[]

/** The first row, if any. */
export const one = <Row>(db: Sqlite, sql: string, ...values: unknown[]): Row | undefined =>
  statement(db, sql).get(...values) as Row | undefined

/** Changes rows; answers how many. */
export const run = (db: Sqlite, sql: string, ...values: unknown[]): number => statement(db, sql).run(...values).changes

/** Adds a row; answers its rowid. (`RETURNING` would cost many times as much: it builds a table for every row.) */
export const insert = (db: Sqlite, sql: string, ...values: unknown[]): number =>
  Number(statement(db, sql).run(...values).lastInsertRowid)
