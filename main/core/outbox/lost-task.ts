import type { Resource, Task } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson, same } from '../../../shared/kernel/json.js'
import { type DeedPart, deedBy } from '../store/deed.js'
import { keepVersion } from '../store/kept-version.js'
import type { Receiver } from '../store/receive.js'
import type { ResourceRow } from '../store/resource-row.js'
import { one, run } from '../store/statement.js'
import { type DraftRow, draftsOf, giveBackDraft, keepDraft } from '../store/work-draft.js'
import { done, type Entry } from './entry.js'
import { takenBack } from './inverse.js'

/**
 * What a deed did to another task, when the task it was done under was somebody else's: it never was. Nobody calls about what a
 * colleague has told already. What somebody has gone on with since is theirs, and leaves. `isNoted`: comments stay on the lost task.
 */
export function dropTask(tx: Receiver, entry: Entry, isNoted: boolean): void {
  const row = tx.row('Task', entry.resource)
  const sql = `SELECT * FROM deed_part WHERE deed = ? AND type = 'Task' AND resource = ?`
  const part = one<DeedPart>(tx.db, sql, entry.deed, entry.resource)
  const isDropped = row && part && (part.before === null ? unmake(tx, entry, row, part) : revert(tx, entry, row, part))
  if (isDropped && part.before === null) giveBackWords(tx, entry, parseJson(row.json) as Task, isNoted)
  if (!isDropped) run(tx.db, 'UPDATE outbox SET guard = NULL WHERE seq = ?', entry.seq)
  tx.touchResource('Task', entry.resource, entry.patient ?? undefined)
}

/** A task it made, while it is as it was made and nothing rests on it. */
function unmake(tx: Receiver, entry: Entry, row: ResourceRow, part: DeedPart): boolean {
  const isUsed = one(
    tx.db,
    `SELECT 1 FROM outbox o JOIN resource r ON r.id = o.resource AND r.type = o.type
       WHERE o.patient IS ? AND r.id <> ? AND instr(r.json, ?) > 0`,
    ...[row.patient, row.id, `"urn:uuid:${row.id}"`],
  )
  if (entry.op !== 'create' || row.server_id !== null || row.json !== part.after || isUsed) return false
  keep(tx, entry, row)
  done(tx.db, 'Task', entry.resource)
  tx.discard('Task', entry.resource)
  return true
}

/** A task it changed is as it was before, and what others did to it stays. */
function revert(tx: Receiver, entry: Entry, row: ResourceRow, { before, after }: DeedPart): boolean {
  if (before === null || after === null || row.theirs_deleted === 1) return false
  const now = parseJson(row.json) as Resource
  const wanted = takenBack(parseJson(before) as Resource, parseJson(after) as Resource, now)
  if (!wanted) return false
  keep(tx, entry, row)
  const base = row.theirs ?? row.base
  if (base === null) tx.store(entry.resource, wanted, JSON.stringify(wanted), null)
  else if (same(timeless(wanted), timeless(parseJson(row.base ?? base) as Resource))) {
    done(tx.db, 'Task', entry.resource)
    tx.store(entry.resource, parseJson(base) as Resource, base, null)
    return true
  } else if (row.base !== null) tx.store(entry.resource, parseJson(row.base) as Resource, row.base, wanted)
  run(tx.db, 'UPDATE outbox SET guard = NULL WHERE seq = ?', entry.seq)
  return true
}

const timeless = (resource: Resource): Resource => ({ ...resource, lastModified: undefined }) as Resource

function keep(tx: Receiver, entry: Entry, { json, patient }: ResourceRow): void {
  const { resource, author, changed_at: madeAt } = entry
  const why = 'Not sent: somebody else had the task it was done under.'
  keepVersion(tx.db, { type: 'Task', resource, patient, at: tx.at, why, side: 'here', author, madeAt, json })
}

/** The words a task was made of go back to where they were written, unless they are kept with a message. */
function giveBackWords(tx: Receiver, entry: Entry, made: Task, isNoted: boolean): void {
  const { deed: id, guard, author, patient } = entry
  const deed = id === null ? undefined : deedBy(tx.db, id)
  if (!deed) return
  const sql = `SELECT 1 FROM deed_part WHERE deed = ? AND type = 'Communication' AND outward = 1`
  if (one(tx.db, sql, deed.id)) return
  const drafts = (JSON.parse(deed.drafts ?? '[]') as DraftRow[]).filter(({ what }) => !isNoted || what !== 'comment')
  for (const draft of drafts) giveBackDraft(tx.db, draft, tx.at)
  const words = (made.input ?? []).flatMap(({ valueString }) => valueString ?? []).join('\n\n')
  if (words !== '' && !drafts.some(({ text }) => text.includes(words)))
    addToReply(tx, guard ?? patient ?? entry.resource, author ?? deed.who, words)
  tx.touch('drafts')
}

/** Words for the patient go beside what their writer is writing for the task already. */
export function addToReply(tx: Receiver, task: LocalId, who: LocalId, text: string): void {
  const here = draftsOf(tx.db, who, task).find(({ what }) => what === 'reply')
  const both = here?.text ? `${here.text}\n\n${text}` : text
  keepDraft(tx.db, { task, who, what: 'reply', text: both, data: here?.data ?? undefined, at: tx.at })
  tx.touch('drafts')
}
