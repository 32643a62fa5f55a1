import type { DocumentReference } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { NoteRow } from '../store/note.js'
import type { Writer } from '../store/write.js'
import type { Context } from './context.js'
import { noteTask } from './note-cosign.js'
import { notSigned } from './note-taken-back.js'
import { replaced } from './note-versions.js'
import { alteredBy, rememberAltered } from './parts/altered.js'
import { cancelTasksAbout, completeTasksAbout } from './task-steps.js'

/**
 * What a signature brings with it, in the same commit and after it, so that it leaves after it: the version before is
 * superseded and what waited for that ends; the co-signer is asked.
 */
export function whatFollows(
  context: Context,
  tx: Writer,
  of: { row: NoteRow; signed: DocumentReference; who: Staff; cosigner: LocalId | undefined },
): void {
  const { row, signed, who, cosigner } = of
  tx.set(notSigned(row.id), null)
  const before = replaced(context.store, signed)
  if (before) {
    tx.edit('DocumentReference', before.note, (original) => {
      original.status = 'superseded'
    })
    // Should the signature be taken back, they are open again.
    rememberAltered(tx, row.id, [
      ...alteredBy(context.store, row.id),
      ...completeTasksAbout(context, tx, before.note, ['sign-note'], who),
      ...cancelTasksAbout(context, tx, before.note, ['cosign-note'], 'A newer version was signed.'),
    ])
  }
  if (cosigner) {
    const text = `Co-sign: ${who.name} · ${row.title}`
    noteTask(context, tx, { kind: 'cosign-note', note: row, owner: cosigner, requester: who, text })
  }
}
