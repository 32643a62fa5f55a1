import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { columns, terms } from '../search/indexing.js'
import { parametersOf, RESOURCE_TYPES } from '../search/registry.js'
import type { Resource } from '../search/values.js'
import type { Dictionary } from './dictionary.js'
import type { Settings } from './settings.js'

/** Changes whenever a search parameter is added, dropped or held differently. */
const fingerprint = (): string =>
  createHash('sha256')
    .update(JSON.stringify(RESOURCE_TYPES.map((type) => [type, parametersOf(type)])))
    .digest('hex')

/** Marks the index as made by this version's parameters. */
export const rememberIndex = (settings: Settings): void => settings.set('index', fingerprint())

/** Makes the columns and terms anew when a version with other search parameters made them. */
export function reindexWhenOutdated(db: Database, settings: Settings, dictionary: Dictionary): void {
  if (settings.get('index') === fingerprint()) return
  const contents = db.prepare<[number], { resource: number; json: string }>(
    'select * from content where resource > ? order by resource limit 500',
  )
  const setColumns = db.prepare(
    'update resource set patient = @patient, starts = @starts, ends = @ends, status = @status where pk = @pk',
  )
  const index = db.prepare('insert into term values (?, ?, ?, ?)')
  db.transaction(() => {
    db.exec('delete from term')
    for (let rows = contents.all(0); rows.length > 0; rows = contents.all(rows.at(-1)?.resource ?? 0)) {
      for (const { resource: pk, json } of rows) {
        const resource = JSON.parse(json) as Resource
        setColumns.run({ pk, ...columns(resource) })
        for (const { parameter, value, system } of terms(resource)) {
          index.run(pk, dictionary.parameter(resource.resourceType, parameter), value, dictionary.system(system))
        }
      }
    }
    rememberIndex(settings)
  }).immediate()
}
