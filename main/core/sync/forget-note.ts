import type { LocalId } from '../../../shared/kernel/ids.js'
import { hasUnpublishedWords } from '../store/note.js'
import type { Receiver } from '../store/receive.js'
import { all } from '../store/statement.js'

/** Lets go of a note that is whole in the EHR, and of its signatures. One with words that are nowhere else stays. */
export function forgetNote(tx: Receiver, note: LocalId): void {
  if (hasUnpublishedWords(tx.db, note)) return
  tx.forget('DocumentReference', note)
  if (tx.row('DocumentReference', note)) return
  for (const { id } of all<{ id: LocalId }>(tx.db, 'SELECT id FROM seal WHERE note = ?', note))
    tx.forget('Provenance', id)
}
