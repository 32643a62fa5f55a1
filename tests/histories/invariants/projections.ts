import type { Resource } from '@medplum/fhirtypes'
import Database from 'better-sqlite3'
import { migrate } from '../../../main/core/store/migrations/index.js'
import { projectors } from '../../../main/core/store/projections.js'
import { Store } from '../../../main/core/store/store.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { asInstant } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Workstation } from '../workstation.js'
import type { World } from '../world.js'

/** Tables that are made from the resources, and what tells their rows apart. Row numbers are each store's own. */
const tables: Record<string, string> = {
  patient: 'id, name, sort, birth_date, sex, mrn, phone, address, words, numbers',
  appointment: '*',
  encounter: '*',
  task: '*',
  lab_order: '*',
  specimen: '*',
  note: '*',
  seal: '*',
  report: '*',
  abnormal: '*',
  reading: '*',
  practitioner: '*',
  practitioner_role: '*',
  absence: '*',
  saved_view: '*',
  task_for: '*',
  care_team: '*',
  care_team_member: '*',
  location: '*',
}

/** Lists and searches say what the resources say: made anew from them, they are the same. Looks at one workstation. */
export function projectionsAgree(world: World, which: number): string[] {
  return rebuilt(world.stations[which % world.stations.length] as Workstation)
}

let empty: Buffer | undefined

/** A store without anything in it. */
function emptyStore(): Database.Database {
  if (empty) return new Database(empty)
  const db = new Database(':memory:')
  migrate(db)
  empty = db.serialize()
  return db
}

function rebuilt(station: Workstation): string[] {
  const { store } = station.context
  const db = emptyStore()
  try {
    const fresh = new Store(db, projectors)
    const identities = store.db.prepare('SELECT * FROM identity').all() as {
      type: string
      server_id: string
      id: string
    }[]
    for (const { type, server_id, id } of identities)
      db.prepare('INSERT INTO identity (type, server_id, id) VALUES (?, ?, ?)').run(type, server_id, id)
    const rows = store.db.prepare('SELECT type, id, json, patient FROM resource').all() as {
      id: LocalId
      json: string
      patient: LocalId | null
      type: string
    }[]
    const wrong: string[] = []
    fresh.receive(asInstant('2026-01-01T00:00:00.000Z'), (tx) => {
      for (const { type, id, json, patient } of rows) {
        const resource = parseJson(json) as Resource
        tx.project(id, resource)
        if ((tx.patientOf(resource, id) ?? null) !== patient)
          wrong.push(`list: ${station.name} files ${type} ${id.slice(-4)} under another patient than it names`)
      }
    })
    for (const [table, columns] of Object.entries(tables)) {
      const [here, there] = [store.db, db].map((each) => dump(each, table, columns))
      if (here !== there)
        wrong.push(
          `list: ${station.name}’s ${table} is not what its resources say\n  here   ${here}\n  anew   ${there}`,
        )
    }
    return wrong
  } finally {
    db.close()
  }
}

const dump = (db: Database.Database, table: string, columns: string): string =>
  (db.prepare(`SELECT ${columns} FROM ${table}`).all() as object[])
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n')
