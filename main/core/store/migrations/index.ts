import type Database from 'better-sqlite3'
import { migration0001 } from './0001-resources.js'
import { migration0002 } from './0002-projections.js'
import { migration0003 } from './0003-holdings.js'
import { migration0004 } from './0004-terminology.js'
import { migration0005 } from './0005-phrases.js'
import { migration0006 } from './0006-work.js'
import { migration0007 } from './0007-deeds.js'
import { migration0008 } from './0008-loops.js'
import { migration0009 } from './0009-messages.js'
import { migration0010 } from './0010-identity.js'
import { migration0011 } from './0011-saved-views.js'
import { migration0012 } from './0012-answered.js'

/** One step of the store's form. Frozen once released; `version` is contiguous from 1. */
export interface Migration {
  version: number
  /** Runs inside a transaction. */
  up(db: Database.Database): void
}

export const migrations: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012,
]

/** Steps that add tables filled from the resources: what is held already is projected once they are done. */
const addProjections: ReadonlySet<number> = new Set([2])

/** The store version this build writes. */
export const newestVersion = migrations.length

/** Brings a store to the newest version, each step in a transaction of its own. Newer stores are the caller's to refuse. */
export function migrate(db: Database.Database): void {
  const from = db.pragma('user_version', { simple: true }) as number
  for (const migration of migrations.filter((step) => step.version > from)) {
    db.transaction(() => {
      migration.up(db)
      if (from > 0 && addProjections.has(migration.version))
        db.exec(`INSERT OR REPLACE INTO setting (key, value) VALUES ('projections', '0')`)
      db.pragma(`user_version = ${migration.version}`)
    })()
  }
}
