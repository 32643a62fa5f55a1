import type { Resource } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from './connection.js'
import type { Receiver } from './receive.js'
import type { ResourceRow } from './resource-row.js'
import { all, one, run } from './statement.js'
import type { Row, UnsentWork } from './unsent.js'

/** How much was put back. */
export interface PutBack {
  changes: number
  notes: number
}

/**
 * Puts unsent work back into a store that lacks it, under the ids it had. Work the store still has is left alone, and so
 * is what it knows to have arrived. Where that cannot be told the work is put back: sending it again finds out what has
 * arrived before anything is made.
 */
export function putBack(tx: Receiver, { tables }: UnsentWork): PutBack {
  for (const row of tables.identity ?? []) put(tx.db, 'identity', row)
  const changed = new Set<string>()
  for (const entry of tables.outbox ?? []) {
    const row = (tables.resource ?? []).find(({ id, type }) => id === entry.resource && type === entry.type)
    if (restoreChange(tx, entry, row)) changed.add(`${entry.type}/${entry.resource}`)
  }
  for (const row of tables.resource ?? []) restoreCopy(tx, row)
  let notes = 0
  for (const journal of tables.note_journal ?? []) if (restoreJournal(tx, tables, journal)) notes += 1
  for (const table of ['kept_version', 'proposed_addendum', 'put_off', 'draw_identity', 'draw_label', 'setting'])
    for (const row of tables[table] ?? []) put(tx.db, table, row)
  for (const row of tables.work_draft ?? []) restoreDraft(tx.db, row)
  if (changed.size > 0) tx.touch('outbox')
  return { changes: changed.size, notes }
}

/** The counters go on where they were, so that the same work is not put back twice. */
export function carryOn(db: Sqlite, stamp: Record<string, number>): void {
  for (const [table, seq] of Object.entries(stamp)) {
    const known = one<{ seq: number }>(db, 'SELECT seq FROM sqlite_sequence WHERE name = ?', table)
    if (!known) run(db, 'INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', table, seq)
    else if (known.seq < seq) run(db, 'UPDATE sqlite_sequence SET seq = ? WHERE name = ?', seq, table)
  }
}

/** One change; answers whether the store lacked it. */
function restoreChange(tx: Receiver, entry: Row, was: Row | undefined): boolean {
  const [type, id] = [entry.type as string, entry.resource as LocalId]
  if (one(tx.db, 'SELECT 1 FROM outbox WHERE resource = ? AND type = ?', id, type)) return false
  const row = tx.row(type, id)
  // Nothing says what the change was; or it has arrived.
  if (!row && !was) return false
  if (row && was && was.server_id === null && row.server_id !== null && row.base === null) return false
  if (was && row && row.base === null && row.server_id !== null) overlay(tx, row, was)
  else if (was && !row) restoreRow(tx, was)
  // It may have been sent in the moments after it was written down: found again before it is made again.
  put(tx.db, 'outbox', { ...entry, attempts: Math.max(1, (entry.attempts as number | null) ?? 0) })
  const shown = tx.row(type, id)
  if (shown) tx.project(id, parseJson(shown.json) as Resource)
  return true
}

/** The edit goes over the copy it began from; a newer copy of the server's is kept beside it. */
function overlay(tx: Receiver, row: ResourceRow, was: Row): void {
  const newer = row.version_id === was.version_id ? null : row.json
  run(
    tx.db,
    'UPDATE resource SET json = ?, base = ?, version_id = ?, last_updated = ?, theirs = ? WHERE id = ? AND type = ?',
    was.json,
    was.base,
    was.version_id,
    was.last_updated,
    newer,
    row.id,
    row.type,
  )
}

/** A copy of the server's that unsent words belong to. */
function restoreCopy(tx: Receiver, was: Row): void {
  const [type, id] = [was.type as string, was.id as LocalId]
  if (tx.row(type, id) || (was.server_id !== null && was.base !== null)) return
  if (was.server_id === null && !one(tx.db, 'SELECT 1 FROM outbox WHERE resource = ? AND type = ?', id, type)) return
  restoreRow(tx, was)
}

function restoreRow(tx: Receiver, was: Row): void {
  put(tx.db, 'resource', was)
  const row = tx.row(was.type as string, was.id as LocalId)
  if (row) tx.project(row.id, parseJson(row.json) as Resource)
}

/** The words of one note: whichever of the two journals goes further. */
function restoreJournal(tx: Receiver, tables: UnsentWork['tables'], journal: Row): boolean {
  const note = journal.note as string
  const of = (table: string): Row[] => (tables[table] ?? []).filter((row) => row.note === note)
  const snapshot = of('note_snapshot')[0]
  if (!snapshot) return false
  const here = one<{ version: number }>(tx.db, 'SELECT version FROM note_snapshot WHERE note = ?', note)
  const steps = of('note_step')
  const reaches = (from: number, numbers: number[]): number => {
    const there = new Set(numbers)
    let version = from
    while (there.has(version)) version += 1
    return version
  }
  const held = all<{ version: number }>(tx.db, 'SELECT version FROM note_step WHERE note = ?', note)
  const versionHere = here
    ? reaches(
        here.version,
        held.map(({ version }) => version),
      )
    : -1
  const version = reaches(
    snapshot.version as number,
    steps.map((step) => step.version as number),
  )
  if (versionHere >= version) return false
  for (const table of ['note_journal', 'note_snapshot', 'note_step'])
    run(tx.db, `DELETE FROM ${table} WHERE note = ?`, note)
  put(tx.db, 'note_journal', journal)
  put(tx.db, 'note_snapshot', snapshot)
  for (const step of steps) if ((step.version as number) < version) put(tx.db, 'note_step', step)
  return true
}

/** Words somebody was writing for a task: whichever were written later. */
function restoreDraft(db: Sqlite, was: Row): void {
  const same = 'task = ? AND who = ? AND what = ?'
  const key = [was.task, was.who, was.what]
  const held = one<{ seq: number }>(db, `SELECT seq FROM work_draft WHERE ${same}`, ...key)
  if (held && held.seq >= (was.seq as number)) return
  run(db, `DELETE FROM work_draft WHERE ${same}`, ...key)
  put(db, 'work_draft', was)
}

/** Adds a row unless one with its key is there. Columns this version of the store does not have are left out. */
export function put(db: Sqlite, table: string, row: Row): void {
  const known = columnsOf(db, table)
  const columns = Object.keys(row).filter((column) => known.has(column))
  run(
    db,
    `INSERT OR IGNORE INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
    ...columns.map((column) => row[column]),
  )
}

const columns = new WeakMap<Sqlite, Map<string, ReadonlySet<string>>>()

function columnsOf(db: Sqlite, table: string): ReadonlySet<string> {
  const known = columns.get(db) ?? new Map<string, ReadonlySet<string>>()
  columns.set(db, known)
  let found = known.get(table)
  if (!found) {
    found = new Set(all<{ name: string }>(db, 'SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name))
    known.set(table, found)
  }
  return found
}
