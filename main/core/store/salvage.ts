import type { Sqlite } from './connection.js'
import type { Row } from './unsent.js'

interface Column {
  name: string
  pk: number
}

/** A table of a store that may be damaged. */
export interface DamagedTable {
  name: string
  columns: string[]
  /** Columns of the key a table without row numbers is kept by; empty for one with them. */
  key: string[]
}

/** The store's own tables as its schema names them; none when not even that can be read. */
export function tablesOf(db: Sqlite): DamagedTable[] {
  const tables = db
    .prepare(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .all() as { name: string; wr: number }[]
  return tables.map(({ name, wr }) => {
    const columns = db.prepare('SELECT name, pk FROM pragma_table_info(?)').all(name) as Column[]
    const key = wr ? columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk) : []
    return { name, columns: columns.map((column) => column.name), key: key.map((column) => column.name) }
  })
}

/** Gives every row that can be read, once; answers whether that was all of them. */
export function salvage(db: Sqlite, table: DamagedTable, take: (row: Row) => void): boolean {
  return table.key.length > 0 ? byKey(db, table, take) : byNumber(db, table, take)
}

const list = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ')

/** More rows than any table has. */
const farthest = 2 ** 45

/**
 * Rows in the order of their numbers. Where a page cannot be read, the next number that leads to a readable one is
 * looked for: by steps twice as long each time, then back to where the damage ends.
 */
function byNumber(db: Sqlite, { name, columns }: DamagedTable, take: (row: Row) => void): boolean {
  const rows = db.prepare(
    `SELECT rowid AS "rowid of it", ${list(columns)} FROM "${name}" NOT INDEXED WHERE rowid > ? ORDER BY rowid`,
  )
  const next = db.prepare(`SELECT rowid FROM "${name}" NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT 1`).pluck()
  const opens = (after: number): boolean => {
    try {
      next.get(after)
      return true
    } catch {
      return false
    }
  }
  let complete = true
  let after = -1
  while (after < farthest) {
    const mine: { failed?: unknown } = {}
    for (const row of untilItFails(rows.iterate(after), mine)) {
      const { 'rowid of it': number, ...rest } = row
      after = number as number
      take(rest)
    }
    if (!('failed' in mine)) return complete
    complete = false
    if (opens(after)) {
      // The page of the row can be read, and one its long text continues on cannot: this row is lost, the next may not be.
      const lost = next.get(after) as number | undefined
      if (lost === undefined) return complete
      after = lost
      continue
    }
    let step = 1
    while (step < farthest && !opens(after + step)) step *= 2
    let [closed, open] = [after + Math.floor(step / 2), after + step]
    while (open - closed > 1) {
      const middle = Math.floor((closed + open) / 2)
      if (opens(middle)) open = middle
      else closed = middle
    }
    after = open
  }
  return complete
}

const signs = [...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']
const hex = signs.slice(0, 16)
/** Places to begin in a table kept by text: every first sign, and every first two of a UUID. */
const beginnings = [...signs, ...hex.flatMap((first) => hex.map((second) => first + second))].sort()

/** Rows in the order of their key: from the beginning, from the end, and from places between. */
function byKey(db: Sqlite, { name, columns, key }: DamagedTable, take: (row: Row) => void): boolean {
  const order = (direction: string): string => key.map((column) => `"${column}" ${direction}`).join(', ')
  const all = `SELECT ${list(columns)} FROM "${name}"`
  const seen = new Set<string>()
  const read = (sql: string, values: string[], until?: string): boolean => {
    const mine: { failed?: unknown } = {}
    for (const row of untilItFails(db.prepare(sql).iterate(...values), mine)) {
      if (until !== undefined && String(row[key[0] as string]) >= until) break
      const id = JSON.stringify(key.map((column) => row[column]))
      if (!seen.has(id)) take(row)
      seen.add(id)
    }
    return !('failed' in mine)
  }
  if (read(`${all} ORDER BY ${order('ASC')}`, [])) return true
  read(`${all} ORDER BY ${order('DESC')}`, [])
  for (const [at, beginning] of beginnings.entries())
    read(`${all} WHERE "${key[0]}" >= ? ORDER BY ${order('ASC')}`, [beginning], beginnings[at + 1])
  return false
}

function* untilItFails(rows: IterableIterator<unknown>, told: { failed?: unknown }): Generator<Row> {
  try {
    for (const row of rows) yield row as Row
  } catch (error) {
    told.failed = error
  }
}
