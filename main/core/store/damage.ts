import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sqlite } from './connection.js'

/** Beside a store in which a page could not be read: the next start looks at all of it before it is used again. */
const markFile = 'rounds.db.damaged'

const codes = /^SQLITE_(CORRUPT|NOTADB|IOERR_(READ|SHORT_READ|DATA|CORRUPTFS))/

/**
 * Whether an error says that what is on the disk is not what was written. Every page carries a keyed checksum, so a
 * changed bit is an error of the page it is in, never a wrong value.
 */
export const isDamage = (error: unknown): boolean => codes.test((error as { code?: string } | null)?.code ?? '')

const watchers = new WeakMap<Sqlite, () => void>()

/** Runs once, at the first statement of this connection that meets damage. */
export function onDamage(db: Sqlite, handler: () => void): void {
  watchers.set(db, handler)
}

/** Tells whoever watches the connection when an error is one of damage. */
export function noticeDamage(db: Sqlite, error: unknown): void {
  if (!isDamage(error)) return
  const handler = watchers.get(db)
  watchers.delete(db)
  handler?.()
}

export const isMarkedDamaged = (profile: string): boolean => existsSync(join(profile, markFile))

export function markDamaged(profile: string): void {
  try {
    writeFileSync(join(profile, markFile), '', { mode: 0o600 })
  } catch {
    // A full disk: the damage is met again when the page is read again.
  }
}

export const unmarkDamaged = (profile: string): void => rmSync(join(profile, markFile), { force: true })
