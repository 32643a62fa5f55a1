import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Database, Statement } from 'better-sqlite3'
import { type Batch, RESOURCE_WIDTH, TERM_WIDTH } from './batch.js'
import { databaseFile, explained, openForLoading, prepareDirectory } from './database.js'
import { dictionary } from './dictionary.js'
import { createIndexes, createTables } from './schema.js'
import { type Settings, settings } from './settings.js'

/** Told while a first load runs: what is being done, and how many of how many patients are in. */
export type LoadProgress = (step: string, done: number, total: number) => void

export const databaseExists = (data: string): boolean => existsSync(databaseFile(data))

export interface Load {
  batches: AsyncIterable<Batch> | Iterable<Batch>
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
  for await (const batch of batches) {
    insert(batch)
    done += batch.patients
    progress('Making the practice clinic', done, patients)
    await breathe()
  }
}

function inserter(db: Database): (batch: Batch) => void {
  const names = dictionary(db)
  const resource = db.prepare(
    `insert into resource (pk, type, id, version, updated, patient, starts, ends, status)
     values (?, ?, ?, 1, ?, ?, ?, ?, ?)`,
  )
  const content = db.prepare('insert into content values (?, ?)')
  const insertTerms = termInserter(db)
  let last = 0
  return ({ resources, terms, parameters, systems }) => {
    const first = last + 1
    for (let i = 0; i < resources.length; i += RESOURCE_WIDTH) {
      last += 1
      const [type, id, updated, patient, starts, ends, status, json] = resources.slice(i, i + RESOURCE_WIDTH)
      resource.run(last, type, id, updated, patient, starts, ends, status)
      content.run(last, json)
    }
    const parameterNumbers = parameters.map(([type, name]) => names.parameter(type, name))
    const systemNumbers = systems.map(names.system)
    for (let i = 0; i < terms.length; i += TERM_WIDTH) {
      terms[i] = first + (terms[i] as number)
      terms[i + 1] = parameterNumbers[terms[i + 1] as number] as number
      terms[i + 3] = systemNumbers[terms[i + 3] as number] as number
    }
    insertTerms(terms)
  }
}

/** Terms go in this many at a time: one call into SQLite costs more than a row. */
const AT_ONCE = 64

function termInserter(db: Database): (terms: (string | number)[]) => void {
  const row = '(?, ?, ?, ?)'
  const many = db.prepare(`insert into term values ${Array(AT_ONCE).fill(row).join(', ')}`)
  const one = db.prepare(`insert into term values ${row}`)
  const insert = (statement: Statement, terms: (string | number)[], from: number, width: number) => {
    let at = from
    for (; at + width <= terms.length; at += width) statement.run(terms.slice(at, at + width))
    return at
  }
  return (terms) => {
    insert(one, terms, insert(many, terms, 0, AT_ONCE * TERM_WIDTH), TERM_WIDTH)
  }
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
