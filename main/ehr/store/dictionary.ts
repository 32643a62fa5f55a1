import type { Database } from 'better-sqlite3'
import { indexedParameters } from '../search/indexing.js'
import { RESOURCE_TYPES } from '../search/registry.js'

/** Small numbers for the long names that index rows repeat: parameters (`Task.owner`) and code systems. */
export interface Dictionary {
  parameter(type: string, name: string): number
  /** The number of a system, given one when new. The empty system is 0. */
  system(uri: string): number
  /** The number of a system already met, if any. */
  knownSystem(uri: string): number | undefined
  /** Forgets what was learnt in a transaction that was rolled back. */
  forget(): void
}

export function dictionary(db: Database): Dictionary {
  const parameters = new Map<string, Map<string, number>>()
  const add = db.prepare('insert or ignore into parameter (name) values (?)')
  for (const type of RESOURCE_TYPES) {
    for (const { name } of indexedParameters(type)) add.run(`${type}.${name}`)
  }
  for (const { id, name } of db.prepare<[], { id: number; name: string }>('select * from parameter').all()) {
    const [type, own] = name.split('.') as [string, string]
    parameters.set(type, (parameters.get(type) ?? new Map()).set(own, id))
  }

  const systems = new Map<string, number>([['', 0]])
  const find = db.prepare<[string], { id: number }>('select id from system where uri = ?')
  const insert = db.prepare('insert into system (uri) values (?)')
  const known = (uri: string) => {
    const id = systems.get(uri) ?? find.get(uri)?.id
    if (id !== undefined) systems.set(uri, id)
    return id
  }
  return {
    parameter(type, name) {
      const id = parameters.get(type)?.get(name)
      if (id === undefined) throw new Error(`${type}.${name} is not an indexed parameter`)
      return id
    },
    system(uri) {
      const id = known(uri) ?? Number(insert.run(uri).lastInsertRowid)
      systems.set(uri, id)
      return id
    },
    knownSystem: known,
    forget() {
      systems.clear()
      systems.set('', 0)
    },
  }
}
