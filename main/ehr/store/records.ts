import type { Database } from 'better-sqlite3'
import { columns, terms } from '../search/indexing.js'
import type { Resource } from '../search/values.js'
import type { ServerClock } from './clock.js'
import type { Dictionary } from './dictionary.js'

/** One version of a resource as it is kept. `json` is null where the version is a deletion. */
export interface Version {
  pk: number
  type: string
  id: string
  version: number
  /** Server time in milliseconds since 1970. */
  updated: number
  json: string | null
}

/** A committed write. */
export interface Change {
  now: Version
  before: Version | undefined
}

/** Makes the text of a version, once its number and moment are known. */
export type Rendering = (id: string, version: number, updated: number) => string

export interface RecordReader {
  current(type: string, id: string): Version | undefined
  version(type: string, id: string, version: number): Version | undefined
}

/** Every write happens inside `transaction`; what it changed is told to `onCommit` listeners after the commit. */
export interface Records extends RecordReader {
  create(type: string, id: string, render: Rendering): Version
  update(before: Version, render: Rendering): Version
  remove(before: Version): Version
  /** Nests: an inner failure undoes everything back to the outermost start. */
  transaction<T>(work: () => T): T
  onCommit(listener: (changes: Change[]) => void): void
}

export function records(db: Database, clock: ServerClock, dictionary: Dictionary): Records {
  const reader = recordReader(db)
  const write = recordWriter(db, dictionary)
  const listeners: ((changes: Change[]) => void)[] = []
  let pending: Change[] | undefined

  const changed = (now: Version, before: Version | undefined): Version => {
    if (!pending) throw new Error('A write outside a transaction')
    pending.push({ now, before })
    return now
  }
  const committed = <T>(changes: Change[], work: () => T): T => {
    pending = changes
    db.exec('begin immediate')
    try {
      const result = work()
      db.exec('commit')
      return result
    } catch (error) {
      if (db.inTransaction) db.exec('rollback')
      dictionary.forget()
      throw error
    } finally {
      pending = undefined
    }
  }
  return {
    ...reader,
    create(type, id, render) {
      const updated = clock.next()
      return changed(write.insert({ type, id, version: 1, updated, json: render(id, 1, updated) }), undefined)
    },
    update(before, render) {
      const version = before.version + 1
      const updated = clock.next()
      return changed(
        write.supersede(before, { ...before, version, updated, json: render(before.id, version, updated) }),
        before,
      )
    },
    remove(before) {
      const next = { ...before, version: before.version + 1, updated: clock.next(), json: null }
      return changed(write.supersede(before, next), before)
    },
    transaction(work) {
      if (pending) return work()
      const changes: Change[] = []
      const result = committed(changes, work)
      if (changes.length > 0) for (const listener of listeners) listener(changes)
      return result
    },
    onCommit(listener) {
      listeners.push(listener)
    },
  }
}

function recordReader(db: Database): RecordReader {
  const current = db.prepare<[string, string], Version>(
    'select pk, type, id, version, updated, json from resource where type = ? and id = ?',
  )
  const older = db.prepare<[number, number], Version>(
    'select resource as pk, type, id, version, updated, json from history where resource = ? and version = ?',
  )
  return {
    current: (type, id) => current.get(type, id),
    version(type, id, version) {
      const now = current.get(type, id)
      return !now || now.version === version ? now : older.get(now.pk, version)
    },
  }
}

function recordWriter(db: Database, dictionary: Dictionary) {
  const insert = db.prepare(
    `insert into resource (type, id, version, updated, patient, starts, ends, status, json)
     values (@type, @id, @version, @updated, @patient, @starts, @ends, @status, @json)`,
  )
  const keep = db.prepare(
    `insert into history (resource, type, id, version, updated, json)
     values (@pk, @type, @id, @version, @updated, @json)`,
  )
  const update = db.prepare(
    `update resource set version = @version, updated = @updated, patient = @patient, starts = @starts, ends = @ends,
       status = @status, json = @json where pk = @pk`,
  )
  const unindex = db.prepare('delete from term where resource = ?')
  const index = db.prepare('insert into term values (?, ?, ?, ?)')

  const reindex = (pk: number, resource: Resource | undefined) => {
    unindex.run(pk)
    if (!resource) return
    for (const { parameter, value, system } of terms(resource)) {
      index.run(pk, dictionary.parameter(resource.resourceType, parameter), value, dictionary.system(system))
    }
  }
  const parsed = (json: string | null) => (json === null ? undefined : (JSON.parse(json) as Resource))
  const columnsOf = (resource: Resource | undefined) =>
    resource ? columns(resource) : { patient: null, starts: null, ends: null, status: null }

  return {
    insert(version: Omit<Version, 'pk'>): Version {
      const resource = parsed(version.json)
      const pk = Number(insert.run({ ...version, ...columnsOf(resource) }).lastInsertRowid)
      reindex(pk, resource)
      return { pk, ...version }
    },
    supersede(before: Version, now: Version): Version {
      const resource = parsed(now.json)
      keep.run(before)
      update.run({ ...now, ...columnsOf(resource) })
      reindex(now.pk, resource)
      return now
    },
  }
}
