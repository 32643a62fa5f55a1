import type { Library } from '@medplum/fhirtypes'
import { parseJson } from '../../../shared/kernel/json.js'
import { ownerOf } from './phrase.js'
import type { Projector } from './projector.js'
import { run } from './statement.js'

/** The topic of a Library that is a saved view of the inbox. */
export const inboxViewSystem = 'https://rounds.example/fhir/inbox-view'

export const isSavedView = ({ topic }: Library): boolean =>
  (topic ?? []).some(({ coding }) => (coding ?? []).some(({ system }) => system === inboxViewSystem))

/** What a saved view shows, as its JSON has it; undefined where it cannot be read. */
function lookOf({ content }: Library): unknown {
  const data = content?.find(({ contentType }) => contentType === 'application/json')?.data
  if (data === undefined) return undefined
  try {
    return parseJson(Buffer.from(data, 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}

/** Views in use: a person's own, and without an owner the clinic's. */
export const savedViewProjector: Projector = {
  types: ['Library'],
  tables: ['saved_view'],
  write(db, { id, resource }, identity) {
    const library = resource as Library
    this.remove(db, 'Library', id)
    const look = isSavedView(library) && library.status === 'active' ? lookOf(library) : undefined
    if (look === undefined) return
    run(
      db,
      'INSERT INTO saved_view (id, owner, title, look) VALUES (?, ?, ?, ?)',
      id,
      identity.resolve(ownerOf(library)) ?? null,
      library.title ?? 'View',
      JSON.stringify(look),
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM saved_view WHERE id = ?', id)
  },
}
