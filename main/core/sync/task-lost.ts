import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Entry } from '../outbox/entry.js'
import { keepBack, waitsUnder } from '../outbox/lost.js'
import type { Receiver } from '../store/receive.js'
import { run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import type { LostHold, Waiting } from './task-holding.js'

/** What waits here that was done under a task. */
export const waitsHere = ({ db }: Pick<Store, 'db'>, { type, resource }: Entry): Waiting =>
  (type === 'Task' && waitsUnder(db, resource)) || 'nothing'

/** What was done under the task here stays here until a person decides, and whoever lost it is told until they have read so. */
export function tellLost(
  tx: Receiver,
  { identity }: Pick<Store, 'identity'>,
  { resource, author, patient }: Entry,
  { what, by, since }: LostHold,
): void {
  const other: LocalId | undefined = identity.resolve(by?.reference)
  keepBack(tx, resource, { by: other, since })
  if (author === null) return
  run(tx.db, 'DELETE FROM task_news WHERE task = ? AND who = ? AND seen = 0', resource, author)
  run(
    tx.db,
    'INSERT INTO task_news (task, who, what, by, at, seen) VALUES (?, ?, ?, ?, ?, 0)',
    ...[resource, author, `lost-${what}`, other ?? null, since ?? tx.at],
  )
  tx.touchResource('Task', resource, patient ?? undefined)
}
