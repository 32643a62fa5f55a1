import type { Resource, Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { TaskKind } from '../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { all } from '../store/statement.js'
import type { Writer } from '../store/write.js'
import type { Context } from './context.js'
import { referTo, referToStaff, rounds, withExtension } from './fhir.js'
import { alter, type Changed } from './parts/altered.js'
import { nameOf } from './people.js'

/** The team a task was claimed from, so that releasing it puts it back there. */
const claimedFrom = `${rounds}claimed-from`

/** Makes a task the person's own; one of a team remembers the team. */
export function takeOn(context: Context, task: Task, who: Staff): void {
  const { store } = context
  const owner = store.identity.resolve(task.owner?.reference)
  if (owner === who.id) return
  const team = owner && all(store.db, 'SELECT 1 FROM care_team WHERE id = ?', owner).length > 0 ? owner : undefined
  if (team) {
    const valueReference = referTo(store, 'CareTeam', team, nameOf(store, team))
    const extensions = withExtension(task.extension, claimedFrom, { valueReference })
    if (extensions) task.extension = extensions
  }
  task.owner = referToStaff(store, who)
}

/** Gives a task back to the team it came from; false when it came from none. */
export function giveBack(context: Context, task: Task): boolean {
  const from = task.extension?.find(({ url }) => url === claimedFrom)?.valueReference
  if (!from) return false
  task.owner = from as NonNullable<Task['owner']>
  const rest = withExtension(task.extension, claimedFrom, undefined)
  if (rest) task.extension = rest
  else delete task.extension
  task.status = 'requested'
  delete task.executionPeriod
  task.lastModified = context.at()
  return true
}

/** Whose a task now is was decided by name: the way back to the team ends. */
export function forgetTeam(task: Task): void {
  const rest = withExtension(task.extension, claimedFrom, undefined)
  if (rest) task.extension = rest
  else delete task.extension
}

export function remark(context: Context, task: Task, who: Staff, text: string): void {
  const note = { authorReference: referToStaff(context.store, who), time: context.at(), text }
  task.note = [...(task.note ?? []), note]
}

export function finish(context: Context, task: Task, who: Staff): void {
  takeOn(context, task, who)
  task.status = 'completed'
  task.executionPeriod = { ...task.executionPeriod, end: context.at() }
  task.lastModified = context.at()
}

/** The open tasks of these kinds that are about a thing. */
function openAbout({ store }: Context, about: LocalId, kinds: readonly TaskKind[]): LocalId[] {
  const open = all<{ id: LocalId; kind: TaskKind }>(
    store.db,
    `SELECT id, kind FROM task WHERE focus = ? AND status IN ('open', 'claimed')`,
    about,
  )
  return open.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
}

/** Finishes the open tasks of these kinds that are about a thing, inside a commit; answers what that changed. */
export function completeTasksAbout(
  context: Context,
  tx: Writer,
  about: LocalId,
  kinds: readonly TaskKind[],
  who: Staff,
): Changed[] {
  const change = (task: Resource): void => finish(context, task as Task, who)
  return openAbout(context, about, kinds).flatMap((id) => alter(tx, { type: 'Task', id, change }) ?? [])
}

/** The same for those that nobody is to do any more. */
export function cancelTasksAbout(
  context: Context,
  tx: Writer,
  about: LocalId,
  kinds: readonly TaskKind[],
  why: string,
): Changed[] {
  const change = (resource: Resource): void => {
    const task = resource as Task
    task.status = 'cancelled'
    task.statusReason = { text: why }
    task.lastModified = context.at()
  }
  return openAbout(context, about, kinds).flatMap((id) => alter(tx, { type: 'Task', id, change }) ?? [])
}
