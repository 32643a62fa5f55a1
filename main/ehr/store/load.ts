import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { columns, terms } from '../search/indexing.js'
import type { Resource } from '../search/values.js'
import { databaseFile, explained, openForLoading, prepareDirectory } from './database.js'
import { dictionary } from './dictionary.js'
import { createIndexes, createTables } from './schema.js'
import { type Settings, settings } from './settings.js'

/** Told while a first load runs: what is being done, and how many of how many patients are in. */
export type LoadProgress = (step: string, done: number, total: number) => void

export const databaseExists = (data: string): boolean => existsSync(databaseFile(data))

/**
 * Makes the database from resources that already have an id and `meta.lastUpdated`. It is written beside its final
 * place, without a journal, and moved there only when complete: a load that stops half way leaves nothing behind.
 */
export async function loadDatabase(
  data: string,
  resources: Iterable<Resource>,
  patients: number,
  remember: (settings: Settings) => void,
  progress: LoadProgress,
): Promise<void> {
  prepareDirectory(data)
  const file = `${databaseFile(data)}.loading`
  let db: Database | undefined
  try {
    db = openForLoading(file)
    createTables(db)
    db.exec('begin')
    await insertAll(db, resources, (done) => progress('Making the practice clinic', done, patients))
    progress('Putting the records in order', patients, patients)
    await breathe()
    createIndexes(db)
    remember(settings(db))
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

const BETWEEN_BREATHS = 2000

async function insertAll(
  db: Database,
  resources: Iterable<Resource>,
  progress: (patients: number) => void,
): Promise<void> {
  const names = dictionary(db)
  const insert = db.prepare('insert into resource values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)')
  const index = db.prepare('insert into term values (?, ?, ?, ?)')
  let pk = 0
  let patients = 0
  for (const resource of resources) {
    pk += 1
    if (resource.resourceType === 'Patient') patients += 1
    const { resourceType: type, id, meta } = resource
    const updated = Date.parse(meta?.lastUpdated ?? '')
    if (!id || Number.isNaN(updated)) throw new Error(`Resource ${pk} to load (${type}) needs an id and a lastUpdated`)
    const { patient, starts, ends, status } = columns(resource)
    insert.run(pk, type, id, updated, patient, starts, ends, status, textOf(resource))
    for (const { parameter, value, system } of terms(resource)) {
      index.run(pk, names.parameter(type, parameter), value, names.system(system))
    }
    if (pk % BETWEEN_BREATHS === 0) {
      progress(patients)
      await breathe()
    }
  }
}

function textOf({ resourceType, id, meta, ...rest }: Resource): string {
  return JSON.stringify({ resourceType, id, meta: { ...meta, versionId: '1' }, ...rest })
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
