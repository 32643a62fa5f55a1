import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { forgetNote } from './forget-note.js'
import { recentTypes, sharedTypes, Window } from './window.js'

const batch = 500

/**
 * Lets go of shared work that has fallen out of the window, of patients whose chart is not held. Unsent edits stay, and so
 * do results until somebody has decided whose they are.
 */
export async function sweep(store: Store, now: Date): Promise<void> {
  const window = new Window(now)
  for (const type of [...sharedTypes, ...recentTypes]) {
    let after = ''
    for (;;) {
      // In the order of server ids, of which there is an index for each type: by local id all patients would be passed over.
      const rows = all<{ id: LocalId; server_id: string; json: string }>(
        store.db,
        `SELECT id, server_id, json FROM resource WHERE type = ? AND server_id > ? AND base IS NULL
         AND (patient IS NULL OR patient NOT IN (SELECT patient FROM held_chart))
         AND id NOT IN (SELECT id FROM held_report UNION ALL SELECT observation FROM held_value) ORDER BY server_id LIMIT ?`,
        type,
        after,
        batch,
      )
      const gone = rows.filter(({ json }) => !window.reaches(JSON.parse(json) as Resource))
      if (gone.length > 0) {
        store.receive(now.toISOString() as Instant, (tx) => {
          for (const { id } of gone) {
            if (type === 'DocumentReference') forgetNote(tx, id)
            else tx.forget(type, id)
          }
        })
      }
      const last = rows.at(-1)
      if (!last || rows.length < batch) break
      after = last.server_id
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}
