import type { Annotation, Extension, Reference, Resource, Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import type { TaskKind } from '../../../shared/domain/task/kind.js'
import { leaseEnd } from '../../../shared/domain/task/lease.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all, one } from '../store/statement.js'
import type { Writer } from '../store/write.js'
import type { Context } from './context.js'
import { referTo, referToStaff, withExtension } from './fhir.js'
import { alter, type Changed } from './parts/altered.js'
import { nameOf } from './people.js'
import { partiesOf } from './work/parties.js'

/** The EHR's time, by which claims begin and end; this computer's where it was never heard. */
export const serverAt = ({ sync }: Context): Instant => sync.serverNow().toISOString() as Instant

/** Makes a task the person's own. One of a team, a role or an absent colleague is lent, and remembers from whom. */
function takeOn(context: Context, task: Task, who: Staff): void {
  const { store } = context
  const owner = store.identity.resolve(task.owner?.reference)
  if (owner === who.id) return
  const from = owner ? lenderOf(context, owner, who) : undefined
  if (from) put(task, taskExtension.claimedFrom, { valueReference: from })
  task.owner = referToStaff(store, who)
}

/** Takes a task on and begins; what is somebody's already goes on. */
export function claim(context: Context, task: Task, who: Staff): void {
  const mine = task.status === 'in-progress' && context.store.identity.resolve(task.owner?.reference) === who.id
  const start = (mine && task.executionPeriod?.start) || serverAt(context)
  takeOn(context, task, who)
  if (!mine) put(task, taskExtension.lease, undefined)
  if (isLent(task)) lend(context, task)
  task.status = 'in-progress'
  task.executionPeriod = { start }
  task.lastModified = context.at()
}

/** Whose work somebody takes on when it comes back to them by itself: a team's, or that of one they stand in for. */
function lenderOf(context: Context, owner: LocalId, who: Staff): Reference<never> | undefined {
  const { store } = context
  const name = nameOf(store, owner)
  if (one(store.db, 'SELECT 1 FROM care_team WHERE id = ?', owner)) return referTo(store, 'CareTeam', owner, name)
  const covers = partiesOf(context, who).some(({ party, as }) => as === 'cover' && party === owner)
  return covers ? referTo(store, 'Practitioner', owner, name) : undefined
}

/** Whether a task goes back to somebody when its claim ends. */
export const isLent = (task: Task): boolean =>
  task.performerType !== undefined || task.extension?.some(({ url }) => url === taskExtension.claimedFrom) === true

/** A claim begins to run, or runs on: half an hour beyond an instant. */
export function lend(context: Context, task: Task, from = serverAt(context)): void {
  const before = task.extension?.find(({ url }) => url === taskExtension.lease)?.valuePeriod?.start
  put(task, taskExtension.lease, { valuePeriod: { start: before ?? serverAt(context), end: leaseEnd(from) } })
}

/** Sets one extension of a task, or takes it away. */
export function put(task: Task, url: string, value: Omit<Extension, 'url'> | undefined): void {
  const extensions = withExtension(task.extension, url, value)
  if (extensions) task.extension = extensions
  else delete task.extension
}

/** Gives a task back to the team, role or colleague it came from; false when it came from none. */
export function giveBack(context: Context, task: Task): boolean {
  if (!goBack(task)) return false
  task.lastModified = context.at()
  return true
}

/** The same for a claim that has ended by itself, which nobody writes for its own sake. */
export function goBack(task: Task): boolean {
  const from = task.extension?.find(({ url }) => url === taskExtension.claimedFrom)?.valueReference
  if (from) task.owner = from as NonNullable<Task['owner']>
  else if (task.performerType) delete task.owner
  else return false
  endClaim(task)
  task.status = 'requested'
  delete task.executionPeriod
  return true
}

/** Whose a task now is was decided otherwise: what was claimed, and the way back, end. */
export function endClaim(task: Task): void {
  put(task, taskExtension.claimedFrom, undefined)
  put(task, taskExtension.lease, undefined)
}

/** Words beside a task. They have an id of their own, by which two workstations' words are told apart. */
export function remark(context: Context, task: Task, who: Staff, text: string): Annotation {
  const note = { id: context.newId(), authorReference: referToStaff(context.store, who), time: context.at(), text }
  task.note = [...(task.note ?? []), note]
  return note
}

export function finish(context: Context, task: Task, who: Staff): void {
  takeOn(context, task, who)
  put(task, taskExtension.lease, undefined)
  task.status = 'completed'
  task.executionPeriod = { ...task.executionPeriod, end: serverAt(context) }
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
