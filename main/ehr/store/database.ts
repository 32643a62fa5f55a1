import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { SCHEMA_VERSION, upgrade } from './schema.js'

export type OpenFailure = 'no-space' | 'damaged' | 'newer' | 'in-use' | 'not-writable'

/** The EHR's database could not be opened or made. `message` is one sentence for a person; nothing was overwritten. */
export class CannotOpen extends Error {
  readonly failure: OpenFailure

  constructor(failure: OpenFailure, message: string) {
    super(message)
    this.failure = failure
  }
}

export const databaseFile = (data: string): string => join(data, 'ehr.sqlite')

/** Makes the data directory when it is not there yet. */
export function prepareDirectory(data: string): void {
  try {
    mkdirSync(data, { recursive: true })
  } catch (error) {
    throw explained(error, data)
  }
}

/**
 * Opens an existing database for serving. The file is plain SQLite, not encrypted: it is meant for made-up practice
 * data and for a server whose disk is protected by other means. One process at a time holds it.
 */
export function openDatabase(data: string): Database {
  let db: Database | undefined
  try {
    db = new Sqlite(databaseFile(data), { fileMustExist: true, timeout: 200 })
    db.pragma('locking_mode = EXCLUSIVE')
    const version = db.pragma('user_version', { simple: true }) as number
    if (version > SCHEMA_VERSION) throw new CannotOpen('newer', `${data} was made by a newer version of the EHR`)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('cache_size = -65536')
    db.pragma('temp_store = MEMORY')
    db.pragma('journal_size_limit = 67108864')
    // Takes the lock now, and reads the schema, so that a second server or a damaged file shows here.
    db.exec('begin immediate; select count(*) from setting; select 1 from resource limit 1; rollback')
    upgrade(db, version)
    return db
  } catch (error) {
    db?.close()
    throw explained(error, data)
  }
}

/** A file of its own to load into, with nothing to recover should the load stop half way. */
export function openForLoading(file: string): Database {
  for (const part of ['', '-journal', '-wal', '-shm']) rmSync(file + part, { force: true })
  const db = new Sqlite(file)
  // A resource is about a kilobyte: larger pages hold more of them whole.
  db.pragma('page_size = 8192')
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('cache_size = -131072')
  // Sorting for the indexes of a large clinic may not fit in memory.
  db.pragma('temp_store = FILE')
  return db
}

/** Turns a SQLite or file system error into a CannotOpen, where it is one. */
export function explained(error: unknown, data: string): unknown {
  const code = String((error as { code?: unknown })?.code ?? '')
  if (error instanceof CannotOpen) return error
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') {
    return new CannotOpen('no-space', `There is no space left for the EHR's data in ${data}`)
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || isSchemaMissing(error)) {
    return new CannotOpen('damaged', `The EHR's database in ${data} is damaged; it was left as it is`)
  }
  if (code.startsWith('SQLITE_BUSY')) return new CannotOpen('in-use', `Another EHR is already using ${data}`)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new CannotOpen('not-writable', `The EHR cannot write to ${data}`)
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) {
    return new CannotOpen('not-writable', `The EHR cannot write to ${data}`)
  }
  return error
}

const isSchemaMissing = (error: unknown): boolean =>
  (error as { code?: string })?.code === 'SQLITE_ERROR' && /no such table/.test((error as Error).message)
