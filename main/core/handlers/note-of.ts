import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import type { NoteRow } from '../store/note.js'
import { one } from '../store/statement.js'
import type { Context } from './context.js'

/** The note of a command, or why the command cannot go on with it. */
export function noteOf({ store }: Context, { patient, note }: { patient: LocalId; note: LocalId }): Result<NoteRow> {
  const row = one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', note)
  if (!row) return refuse('not-found', 'This note is not held on this workstation.')
  if (row.patient !== patient)
    return refuse('wrong-patient', 'This note belongs to another patient. Nothing was saved.')
  return ok(row)
}
