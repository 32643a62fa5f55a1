import type { Communication } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from '../store/connection.js'
import type { Receiver } from '../store/receive.js'
import { all, one, run } from '../store/statement.js'
import { filesIn, filesOfDrafts, keepFiles } from '../store/work-draft.js'
import { back, type Entry } from './entry.js'
import { addToReply, dropTask } from './lost-task.js'

/** Whose a task was when something was done under it here: as far as the EHR says. */
export interface Lost {
  by?: LocalId | undefined
  /** Since when, or when they finished it. */
  since?: string | undefined
}

const words = 'Kept back: somebody else had the task it was done under.'

/** What waits here that leaves only under the claim of this task: something for the patient, or only other tasks. */
export function waitsUnder(db: Sqlite, task: LocalId): 'patient' | 'tasks' | undefined {
  const sql = `SELECT max(type <> 'Task') AS patient FROM outbox WHERE guard = ? AND lost IS NULL`
  const patient = one<{ patient: number | null }>(db, sql, task)?.patient ?? null
  return patient === null ? undefined : patient === 1 ? 'patient' : 'tasks'
}

/**
 * A task was somebody else's: what was done under it here and has not left stays here until a person decides. In the
 * transaction that learns so, or it could leave in between.
 */
export function keepBack(tx: Receiver, task: LocalId, lost: Lost): void {
  const held = all<Entry>(tx.db, `SELECT * FROM outbox WHERE guard = ? AND state = 'waiting' AND lost IS NULL`, task)
  for (const entry of held) {
    if (entry.type === 'Task') {
      dropTask(tx, entry, lost.by !== undefined || lost.since !== undefined)
      continue
    }
    back(tx.db, entry, 'parked', null, words)
    run(tx.db, 'UPDATE outbox SET lost = ?, hold_until = NULL WHERE seq = ?', JSON.stringify(lost), entry.seq)
    tx.touchResource(entry.type, entry.resource, entry.patient ?? undefined)
  }
  if (held.length > 0) tx.touch('outbox', 'deeds')
}

/** A person has decided: it leaves although the task was somebody else's. */
export function sendAnyway(tx: Receiver, entry: Entry): void {
  back(tx.db, entry, 'waiting', null, null)
  run(tx.db, 'UPDATE outbox SET lost = NULL, guard = NULL, attempts = 0 WHERE seq = ?', entry.seq)
  tx.touchResource(entry.type, entry.resource, entry.patient ?? undefined)
  tx.touch('outbox', 'deeds')
}

/** A message that was kept back, its words and its files, goes beside what its writer is writing for the task already. */
export function toDraft(
  tx: Receiver,
  { guard, resource, author, patient }: Entry,
  message: Communication,
  reader: LocalId | undefined,
): void {
  const text = (message.payload ?? []).flatMap(({ contentString }) => contentString ?? []).join('\n\n')
  const who = author ?? reader
  if (!who || text === '') return
  const task = guard ?? patient ?? resource
  addToReply(tx, task, who, text)
  const files = filesOfDrafts(tx.db, who).find((each) => each.task === task)?.files ?? []
  keepFiles(tx.db, { task, who, at: tx.at }, [...files, ...filesIn(message)])
  tx.touch('draft-files')
}
