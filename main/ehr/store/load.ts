import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type { Batch } from './batch.js'
import { bulkInserter } from './bulk.js'
import { databaseFile, explained, openForLoading, prepareDirectory } from './database.js'
import { dictionary } from './dictionary.js'
import { createTables, INDEXES } from './schema.js'
import { type Settings, settings } from './settings.js'

/** Told while a first load runs: what is being done, and how many of how many patients are in. */
export type LoadProgress = (step: string, done: number, total: number) => void

export const databaseExists = (data: string): boolean => existsSync(databaseFile(data))

export interface Load {
  batches: AsyncIterable<Batch> | Iterable<Batch>
  /** How many patients will come; for progress only. */
  patients: number
  /** Runs when all is written and indexed, in the same transaction. */
  remember(settings: Settings, db: Database): void
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
    for (const [i, index] of INDEXES.entries()) {
      load.progress('Putting the records in order', i, INDEXES.length)
      await breathe()
      db.exec(index)
    }
    load.remember(settings(db), db)
    db.exec('commit')
    db.close()
    sync(file)
    renameSync(file, databaseFile(data))
    load.progress('Putting the records in order', INDEXES.length, INDEXES.length)
  } catch (error) {
    db?.close()
    rmSync(file, { force: true })
    throw explained(error, data)
  }
}

async function insertAll(db: Database, { batches, patients, progress }: Load): Promise<void> {
  const insert = bulkInserter(db, dictionary(db))
  let done = 0
  for await (const batch of batches) {
    insert(batch)
    done += batch.patients
    progress('Making the practice clinic', done, patients)
    await breathe()
  }
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
