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
      return changed(write.bury(before, next), before)
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
    `select r.pk, r.type, r.id, r.version, r.updated, c.json
     from resource r left join content c on c.resource = r.pk where r.type = ? and r.id = ?`,
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
    `insert into resource (type, id, version, updated, patient, starts, ends, status)
     values (@type, @id, @version, @updated, @patient, @starts, @ends, @status)`,
  )
  const update = db.prepare(
    `update resource set version = @version, updated = @updated, patient = @patient, starts = @starts, ends = @ends,
       status = @status, deleted = 0 where pk = @pk`,
  )
  const bury = db.prepare(
    `update resource set version = @version, updated = @updated, patient = null, starts = null, ends = null,
       status = null, deleted = 1 where pk = @pk`,
  )
  const keep = db.prepare(
    `insert into history (resource, type, id, version, updated, json)
     values (@pk, @type, @id, @version, @updated, @json)`,
  )
  const putContent = db.prepare('insert or replace into content values (?, ?)')
  const dropContent = db.prepare('delete from content where resource = ?')
  const unindex = db.prepare('delete from term where resource = ?')
  const index = db.prepare('insert into term values (?, ?, ?, ?)')

  const fill = (pk: number, resource: Resource, json: string) => {
    putContent.run(pk, json)
    for (const { parameter, value, system } of terms(resource)) {
      index.run(pk, dictionary.parameter(resource.resourceType, parameter), value, dictionary.system(system))
    }
  }
  return {
    insert(version: Omit<Version, 'pk'> & { json: string }): Version {
      const resource = JSON.parse(version.json) as Resource
      const pk = Number(insert.run({ ...version, ...columns(resource) }).lastInsertRowid)
      fill(pk, resource, version.json)
      return { pk, ...version }
    },
    supersede(before: Version, now: Version & { json: string }): Version {
      const resource = JSON.parse(now.json) as Resource
      keep.run(before)
      update.run({ ...now, ...columns(resource) })
      unindex.run(now.pk)
      fill(now.pk, resource, now.json)
      return now
    },
    bury(before: Version, now: Version): Version {
      keep.run(before)
      bury.run({ pk: now.pk, version: now.version, updated: now.updated })
      unindex.run(now.pk)
      dropContent.run(now.pk)
      return now
    },
  }
}
