import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from './connection.js'
import { projectors } from './projections.js'
import { all, one, run } from './statement.js'
import type { Store } from './store.js'

/** What takes a while at the start, and how far it is. */
export type Step = (step: string, done: number, total: number) => void

/**
 * The form of the projections. A change of what a projector writes raises it, and every store then fills its projections
 * anew at its next start.
 */
export const projectionsVersion = 9

/** Absent in a store of version 1, and in an empty one. */
const versionSetting = 'projections'
const placeSetting = 'projections.place'
/** Resources projected in one transaction: a computer that stops goes on from here. */
const slice = 1_000

/**
 * Fills every projection anew from the resources where they are of an older form: after a migration that added some, or
 * a repair. In slices, each with its place, so that a kill or a full disk in the middle costs no more than one of them.
 */
export function reproject(store: Store, at: Instant, onStep: Step = () => {}): void {
  const { db } = store
  if ((store.setting(versionSetting) ?? '1') === String(projectionsVersion)) return
  let place = Number(store.setting(placeSetting) ?? Number.NaN)
  if (Number.isNaN(place)) {
    store.receive(at, (tx) => {
      for (const table of projectors.flatMap(({ tables }) => tables)) empty(store, table)
      tx.set(placeSetting, '-1')
    })
    place = -1
  }
  const total = one<{ n: number }>(db, 'SELECT count(*) AS n FROM resource')?.n ?? 0
  let done = one<{ n: number }>(db, 'SELECT count(*) AS n FROM resource WHERE rowid <= ?', place)?.n ?? 0
  for (;;) {
    onStep('Preparing lists and search', done, total)
    const rows = all<{ place: number; id: LocalId; json: string }>(
      db,
      'SELECT rowid AS place, id, json FROM resource WHERE rowid > ? ORDER BY rowid LIMIT ?',
      place,
      slice,
    )
    const isLast = rows.length < slice
    place = rows.at(-1)?.place ?? place
    store.receive(
      at,
      (tx) => {
        for (const { id, json } of rows) tx.project(id, parseJson(json) as Resource)
        tx.set(placeSetting, isLast ? null : String(place))
        if (isLast) tx.set(versionSetting, String(projectionsVersion))
      },
      isLast,
    )
    if (isLast) return
    done += rows.length
  }
}

/** Has the projections filled anew at the next `reproject`, whatever was begun. */
export function outdateProjections(db: Sqlite): void {
  run(db, `INSERT OR REPLACE INTO setting (key, value) VALUES (?, '0')`, versionSetting)
  run(db, 'DELETE FROM setting WHERE key = ?', placeSetting)
}

/** An index without content cannot be told to forget row by row what is no longer known. */
function empty({ db }: Store, table: string): void {
  const isIndex = one(db, `SELECT 1 FROM sqlite_schema WHERE name = ? AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'`, table)
  if (isIndex) run(db, `INSERT INTO "${table}" ("${table}") VALUES ('delete-all')`)
  else run(db, `DELETE FROM "${table}"`)
}
