import type { Task } from '@medplum/fhirtypes'
import { isCritical } from '../../../shared/domain/rule/decide.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { machineId } from '../store/identity.js'
import { one, run } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import type { Writer } from '../store/write.js'
import { type Arrival, taskOf } from './arrival.js'
import type { Chore, Ground } from './chore.js'

/** Remembers that a task was made, or seen, so that one finished long ago or deleted is never made again. */
export function remember({ db, at }: Writer, id: string): void {
  run(db, 'INSERT OR IGNORE INTO machine_made (id, at) VALUES (?, ?)', id, at)
}

/** Whether the machine has made a task before, here or elsewhere. */
export const wasMade = ({ db }: Reader, id: string): boolean =>
  one(
    db,
    `SELECT 1 FROM machine_made WHERE id = ? UNION ALL SELECT 1 FROM resource WHERE id = ? AND type = 'Task'`,
    id,
    id,
  ) !== undefined

/**
 * The chore of making a task of what came; undefined when it was made already. `because` tells apart the tasks that are
 * made of one thing at different times.
 */
export function making(
  { context, plan }: Ground,
  arrival: Arrival,
  options: { because?: string; id?: LocalId; task?: (arrival: Arrival) => Task } = {},
): Chore | undefined {
  const id = options.id ?? machineId(arrival.kind, arrival.focus.id, options.because)
  if (wasMade(context.store, id)) return undefined
  const task = options.task?.(arrival) ?? taskOf(context, arrival, plan)
  const person = task.owner?.reference?.includes('Practitioner/')
    ? context.store.identity.resolve(task.owner.reference)
    : undefined
  return {
    key: id,
    task: id,
    critical: isCritical(arrival.flag) || task.priority === 'stat',
    ...(person && { person }),
    do(tx) {
      remember(tx, id)
      tx.create(id, task)
    },
  }
}
