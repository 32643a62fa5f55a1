import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { StartFailure } from '../../../shared/contract/wire.js'
import { migrate, newestVersion } from './migrations/index.js'

export type Sqlite = Database.Database

/** Why a store could not be opened, with one sentence for the person. Nothing was written. */
export class StoreFailure extends Error {
  readonly failure: StartFailure
  constructor(failure: StartFailure, message: string) {
    super(message)
    this.failure = failure
  }
}

export const storeFile = 'rounds.db'
export const keyMark = 'store-key.sha256'
const damagedWords = 'The data of this workstation is damaged and was not opened. It was left as it is.'
/** How long to wait for a process that is about to end to let go of the store. */
const busyMs = 1500

/** A mark of the key beside the store, so that a wrong key and a damaged file can be told apart. Not reversible. */
const markOf = (keyHex: string): string =>
  createHash('sha256').update(`rounds store ${keyHex}`).digest('hex').slice(0, 32)

/**
 * Opens (or makes) the encrypted store of a profile: SQLCipher 4 with a raw 256-bit key, WAL, and an fsync for every
 * commit. Migrates an older store.
 *
 * @param keyHex 64 hex digits
 * @throws StoreFailure `wrong-key`, `damaged`, `newer-profile`, `no-space`, `not-writable`
 */
export function openStore(profile: string, keyHex: string): Sqlite {
  const file = join(profile, storeFile)
  const mark = join(profile, keyMark)
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 })
    accessSync(profile, constants.R_OK | constants.W_OK)
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK)
  } catch (error) {
    throw explain(error)
  }
  const exists = existsSync(file)
  if (exists && existsSync(mark) && readFileSync(mark, 'utf8').trim() !== markOf(keyHex)) {
    throw new StoreFailure('wrong-key', 'This key does not open the store of this workstation. Nothing was changed.')
  }
  // A file that lost all its content would open as a new and empty store.
  if (exists && existsSync(mark) && statSync(file).size === 0) throw new StoreFailure('damaged', damagedWords)
  let db: Sqlite | undefined
  try {
    db = new Database(file, { timeout: busyMs })
    unlock(db, keyHex)
    // One process per profile: two would send the same changes twice. The lock ends with the process, however that ends.
    db.pragma('locking_mode = EXCLUSIVE')
    const version = db.pragma('user_version', { simple: true }) as number
    if (version > newestVersion) {
      throw new StoreFailure(
        'newer-profile',
        `This profile was last used by a newer Rounds (store ${version}, this one knows up to ${newestVersion}). It was left untouched; please install the newer version.`,
      )
    }
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -65536')
    migrate(db)
    if (!exists) chmodSync(file, 0o600)
    if (!existsSync(mark)) {
      writeFileSync(`${mark}.new`, `${markOf(keyHex)}\n`, { mode: 0o600 })
      renameSync(`${mark}.new`, mark)
    }
    return db
  } catch (error) {
    db?.close()
    throw explain(error)
  }
}

/** A new store for a repair, in a file of its own; on the disk when it is closed. */
export function openFresh(file: string, keyHex: string): Sqlite {
  const db = new Database(file)
  try {
    unlock(db, keyHex)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma('temp_store = MEMORY')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** A store as it is, to read what can be read of it. Its schema is left as it is. */
export function openDamaged(file: string, keyHex: string): Sqlite {
  const db = new Database(file, { timeout: busyMs, fileMustExist: true })
  try {
    unlock(db, keyHex)
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('user_version')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Gives an open connection its key; the cipher's settings are fixed so that any SQLCipher 4 tool can read the file. */
function unlock(db: Sqlite, keyHex: string): void {
  if (!/^[0-9a-f]{64}$/i.test(keyHex)) throw new StoreFailure('wrong-key', 'The store key is not a 256-bit key.')
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma('legacy = 4')
  db.pragma(`key = "x'${keyHex}'"`)
}

/** What an error from the disk or SQLite means to the person at the workstation. */
export function explain(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error
  const code = (error as { code?: string }).code ?? ''
  const text = error instanceof Error ? error.message : String(error)
  if (code === 'ENOSPC' || code.startsWith('SQLITE_FULL')) {
    return new StoreFailure(
      'no-space',
      'The disk is full, so nothing more can be saved on this computer. What was saved before is safe; please free some space.',
    )
  }
  if (
    code === 'EACCES' ||
    code === 'EROFS' ||
    code === 'EPERM' ||
    code === 'EEXIST' ||
    code === 'ENOTDIR' ||
    code.startsWith('SQLITE_READONLY') ||
    code === 'SQLITE_CANTOPEN'
  ) {
    return new StoreFailure('not-writable', 'Rounds may not write to the folder of this profile. Nothing was changed.')
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StoreFailure('in-use', 'Another Rounds is using this profile.')
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_IOERR')) {
    return new StoreFailure('damaged', damagedWords)
  }
  return new StoreFailure('unexpected', text)
}
