import { closeSync, cpSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { temporaryFolder } from './folder.js'

const pageSize = 4096

/** The store's file opened as any SQLCipher 4 tool would. */
export function rawStore(profile: string, keyHex: string): Database.Database {
  const db = new Database(join(profile, 'rounds.db'))
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma('legacy = 4')
  db.pragma(`key = "x'${keyHex}'"`)
  db.pragma('locking_mode = EXCLUSIVE')
  return db
}

export interface Page {
  /** The table or index it belongs to. */
  of: string
  page: number
  kind: 'internal' | 'leaf' | 'overflow'
}

/** Every page in use of a store that nobody has open. */
export function pagesOf(profile: string, keyHex: string): Page[] {
  const db = rawStore(profile, keyHex)
  try {
    return db
      .prepare('SELECT name AS "of", pageno AS page, pagetype AS kind FROM dbstat ORDER BY pageno')
      .all() as Page[]
  } finally {
    db.close()
  }
}

/** Changes one bit in a page of a file, as a failing disk does. */
export function flip(file: string, page: number, at = 2000): void {
  const handle = openSync(file, 'r+')
  const byte = Buffer.alloc(1)
  const position = (page - 1) * pageSize + at
  readSync(handle, byte, 0, 1, position)
  byte[0] = (byte[0] as number) ^ 1
  writeSync(handle, byte, 0, 1, position)
  closeSync(handle)
}

/** A copy of a profile that nobody has open. */
export function copyOf(profile: string): string {
  const copy = temporaryFolder('copy')
  cpSync(profile, copy, { recursive: true })
  return copy
}
