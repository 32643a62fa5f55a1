import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import { client, send, sendFor } from '../../data/index.js'
import type { JournalLink } from '../../editor/index.js'

/**
 * The way from an editor to its note's journal. While the editor is on screen its steps go only as long as the window
 * shows the patient; after `leave` what it still holds goes for that patient by name.
 */
export function journalLink(patient: LocalId, note: LocalId): JournalLink & { leave(): void } {
  let left = false
  return {
    append: (_batch, version, steps) => (left ? sendFor : send)('note.steps', { patient, note, version, steps }),
    open: async () => {
      const answer = await client.ask('note.view', { note })
      if (!answer.ok) return answer
      if (!answer.value) return refuse('not-found', 'This note is no longer on this workstation.')
      return ok({ document: answer.value.document, version: answer.value.version })
    },
    leave: () => {
      left = true
    },
  }
}
