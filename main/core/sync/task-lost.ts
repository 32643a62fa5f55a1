import type { Task } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Entry } from '../outbox/entry.js'
import type { Receiver } from '../store/receive.js'
import { all, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import type { LostHold } from './task-holding.js'

/** What may reach a patient, or be carried out on them. */
const outwardTypes = ['Communication', 'ServiceRequest', 'MedicationRequest', 'Appointment']

/** Whether something for the patient waits here that was done under a task. */
export function waitsOutward(
  { db, identity }: Pick<Store, 'db' | 'identity'>,
  { type, resource, patient }: Entry,
): boolean {
  if (type !== 'Task' || patient === null) return false
  const rows = all<{ json: string }>(
    db,
    `SELECT r.json FROM outbox o JOIN resource r ON r.id = o.resource AND r.type = o.type
       WHERE o.patient = ? AND o.op = 'create' AND o.type IN (SELECT value FROM json_each(?))`,
    patient,
    JSON.stringify(outwardTypes),
  )
  return rows.some(({ json }) => {
    const { basedOn } = parseJson(json) as { basedOn?: Task['basedOn'] }
    return basedOn?.some(({ reference }) => identity.resolve(reference) === resource) === true
  })
}

/** Remembers for whoever lost it that a task is another's, until they have read so. */
export function tellLost(
  tx: Receiver,
  { identity }: Pick<Store, 'identity'>,
  { resource, author, patient }: Entry,
  { what, by, since }: LostHold,
): void {
  if (author === null) return
  const other: LocalId | undefined = identity.resolve(by?.reference)
  run(tx.db, 'DELETE FROM task_news WHERE task = ? AND who = ? AND seen = 0', resource, author)
  run(
    tx.db,
    'INSERT INTO task_news (task, who, what, by, at, seen) VALUES (?, ?, ?, ?, ?, 0)',
    ...[resource, author, `lost-${what}`, other ?? null, since ?? tx.at],
  )
  tx.touchResource('Task', resource, patient ?? undefined)
}
