import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Database, Statement } from 'better-sqlite3'
import { databaseFile, explained, openForLoading, prepareDirectory } from './database.js'
import { type Dictionary, dictionary } from './dictionary.js'
import type { Row } from './row.js'
import { createIndexes, createTables } from './schema.js'
import { type Settings, settings } from './settings.js'

/** Told while a first load runs: what is being done, and how many of how many patients are in. */
export type LoadProgress = (step: string, done: number, total: number) => void

export const databaseExists = (data: string): boolean => existsSync(databaseFile(data))

export interface Load {
  /** Rows in batches, so that a batch can be awaited from another thread. */
  batches: AsyncIterable<Row[]> | Iterable<Row[]>
  /** How many patients will come; for progress only. */
  patients: number
  remember(settings: Settings): void
  progress: LoadProgress
}

/**
 * Makes the database. It is written beside its final place, without a journal, and moved there only when complete: a
 * load that stops half way leaves nothing behind.
 */
export async function loadDatabase(data: string, load: Load): Promise<void> {
  prepareDirectory(data)
  const file = `${databaseFile(data)}.loading`
  let db: Database | undefined
  try {
    db = openForLoading(file)
    createTables(db)
    db.exec('begin')
    await insertAll(db, load)
    load.progress('Putting the records in order', load.patients, load.patients)
    await breathe()
    createIndexes(db)
    load.remember(settings(db))
    db.exec('commit')
    db.close()
    sync(file)
    renameSync(file, databaseFile(data))
  } catch (error) {
    db?.close()
    rmSync(file, { force: true })
    throw explained(error, data)
  }
}

async function insertAll(db: Database, { batches, patients, progress }: Load): Promise<void> {
  const insert = inserter(db)
  let done = 0
  for await (const rows of batches) {
    insert(rows)
    done += rows.filter((row) => row.type === 'Patient').length
    progress('Making the practice clinic', done, patients)
    await breathe()
  }
}

/** Index rows go in this many at a time: one call into SQLite costs more than a row. */
const AT_ONCE = 64
const WIDTH = 4

function inserter(db: Database): (rows: Row[]) => void {
  const names = dictionary(db)
  const resource = db.prepare(
    `insert into resource (pk, type, id, version, updated, patient, starts, ends, status)
     values (?, ?, ?, 1, ?, ?, ?, ?, ?)`,
  )
  const content = db.prepare('insert into content values (?, ?)')
  const many = db.prepare(`insert into term values ${Array(AT_ONCE).fill('(?, ?, ?, ?)').join(', ')}`)
  const one = db.prepare('insert into term values (?, ?, ?, ?)')
  let pk = 0
  return (rows) => {
    const terms: (number | string)[] = []
    for (const row of rows) {
      pk += 1
      resource.run(pk, row.type, row.id, row.updated, row.patient, row.starts, row.ends, row.status)
      content.run(pk, row.json)
      addTerms(terms, pk, row, names)
    }
    runInSlices(terms, many, one)
  }
}

function addTerms(terms: (number | string)[], pk: number, row: Row, names: Dictionary): void {
  for (const { parameter, value, system } of row.terms) {
    terms.push(pk, names.parameter(row.type, parameter), value, names.system(system))
  }
}

function runInSlices(values: (number | string)[], many: Statement, one: Statement): void {
  const slice = AT_ONCE * WIDTH
  let at = 0
  for (; at + slice <= values.length; at += slice) many.run(values.slice(at, at + slice))
  for (; at < values.length; at += WIDTH) one.run(values.slice(at, at + WIDTH))
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
