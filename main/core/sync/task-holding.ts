import type { Extension, Reference, Task } from '@medplum/fhirtypes'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import { isOver } from '../../../shared/domain/task/lease.js'
import { same } from '../../../shared/kernel/json.js'

/** What of a task was decided elsewhere first, so that it did not come about: whose it is now instead, and since when. */
export interface LostHold {
  what: 'claim' | 'finish' | 'assign'
  by?: Reference
  since?: string
}

/** What was done under a task here and has not left: something that reaches the patient, or only other tasks. */
export type Waiting = 'patient' | 'tasks' | 'nothing'

/** Whose a task is and how far it is: one thing, of which no half comes from here and the other from there. */
const elements = ['status', 'statusReason', 'owner', 'performerType', 'executionPeriod'] as const
/** Extensions that say so, too. */
export const holdExtensions: readonly string[] = [taskExtension.lease, taskExtension.claimedFrom]

type Hold = Partial<Pick<Task, (typeof elements)[number]>> & { extension?: Extension[] }

function holdOf(task: Task): Hold {
  const hold: Record<string, unknown> = {}
  for (const element of elements) {
    if (task[element] !== undefined) hold[element] = task[element]
    const beside = (task as unknown as Record<string, unknown>)[`_${element}`]
    if (beside !== undefined) hold[`_${element}`] = beside
  }
  const ours = (task.extension ?? []).filter(({ url }) => holdExtensions.includes(url))
  if (ours.length > 0) hold.extension = ours
  return hold as Hold
}

/** Puts one side's hold in the place of the other's; all else stays as and where it is. */
export function withHoldOf(task: Task, side: Task): Task {
  const { extension: ours = [], ...hold } = holdOf(side)
  const others = (task.extension ?? []).filter(({ url }) => !holdExtensions.includes(url))
  const extension = [...others, ...ours]
  const held = new Set(elements.flatMap((element) => [element, `_${element}`]))
  const all: Record<string, unknown> = { ...hold, ...(extension.length > 0 && { extension }) }
  const here = Object.entries(task).flatMap(([key, value]) =>
    key === 'extension' || held.has(key) ? (key in all ? [[key, all[key]]] : []) : [[key, value]],
  )
  return { ...Object.fromEntries(here), ...all } as unknown as Task
}

export const isDone = ({ status }: Task): boolean =>
  ['completed', 'cancelled', 'rejected', 'failed', 'entered-in-error'].includes(status ?? '')
const isClaimed = ({ status }: Task): boolean => status === 'in-progress' || status === 'accepted'
const leaseOf = (task: Task): string | undefined =>
  task.extension?.find(({ url }) => url === taskExtension.lease)?.valuePeriod?.end
const ownerOf = ({ owner }: Task): string | undefined => owner?.reference

/** Only the end of the same person's claim moved. */
const isRenewal = (before: Task, after: Task): boolean =>
  isClaimed(before) && isClaimed(after) && ownerOf(before) === ownerOf(after) && leaseOf(before) !== leaseOf(after)

/** A claim was given up, and the task is nobody's again. */
const isRelease = (before: Task, after: Task): boolean => {
  if (!isClaimed(before) || isClaimed(after) || isDone(after)) return false
  const from = before.extension?.find(({ url }) => url === taskExtension.claimedFrom)?.valueReference?.reference
  return ownerOf(after) === from
}

/**
 * Which side's hold stands when both changed it. The server's first does, except where what came first ended by itself or
 * was only giving up, or where this side has finished the work and nothing of it could reach the patient twice.
 */
export function decideHold(
  base: Task,
  mine: Task,
  theirs: Task,
  waits: Waiting,
): { side: 'mine' | 'theirs'; lost?: LostHold; tell?: Reference } {
  const [b, m, t] = [base, mine, theirs].map(holdOf) as [Hold, Hold, Hold]
  if (same(m, t)) return { side: 'theirs' }
  if (same(t, b)) return { side: 'mine' }
  const outward = waits === 'patient'
  // What was done elsewhere may have reached the patient already, also where the same person did it at two workstations.
  const isElsewhere = isDone(theirs) || (isClaimed(theirs) && ownerOf(theirs) !== ownerOf(mine))
  if (same(m, b)) return { side: 'theirs', ...(waits !== 'nothing' && isElsewhere && { lost: lostBy(theirs, mine) }) }
  if (isDone(theirs))
    return { side: 'theirs', ...(waits === 'nothing' ? lostTo(theirs, mine, base) : { lost: lostBy(theirs, mine) }) }
  if (isDone(mine)) {
    const held = isClaimed(theirs) && ownerOf(theirs) !== ownerOf(mine)
    if (held && outward) return { side: 'theirs', ...lostTo(theirs, mine, base) }
    return { side: 'mine', ...(held && theirs.owner && { tell: theirs.owner }) }
  }
  if (isRenewal(base, theirs) && !isClaimed(mine)) return { side: 'mine' }
  if (isRenewal(base, mine)) return { side: longer(mine, theirs) ? 'mine' : 'theirs', ...lostTo(theirs, mine, base) }
  if (isRelease(base, mine)) return { side: 'theirs' }
  if (isRelease(base, theirs)) return { side: 'mine' }
  if (isClaimed(mine) && isOver(leaseOf(theirs), mine.executionPeriod?.start ?? '')) return { side: 'mine' }
  // Given to the person who took it on by themselves: they have begun.
  if (ownerOf(mine) === ownerOf(theirs) && isClaimed(mine) && !isClaimed(theirs)) return { side: 'mine' }
  return { side: 'theirs', ...lostTo(theirs, mine, base) }
}

/** The same claim, which this side has for longer. */
const longer = (mine: Task, theirs: Task): boolean =>
  isClaimed(theirs) && ownerOf(mine) === ownerOf(theirs) && (leaseOf(mine) ?? '') > (leaseOf(theirs) ?? '')

/**
 * What did not come about here, where nothing for the patient waits: told unless it is the same person who did it
 * elsewhere, or the same came about.
 */
function lostTo(theirs: Task, mine: Task, base: Task): { lost?: LostHold } {
  if (ownerOf(theirs) === ownerOf(mine) && isDone(theirs) === isDone(mine)) return {}
  if (!isClaimed(mine) && !isDone(mine) && (isDone(base) || isRelease(base, mine))) return {}
  return { lost: lostBy(theirs, mine, isClaimed(mine) ? 'claim' : 'assign') }
}

function lostBy(theirs: Task, mine: Task, begun: 'claim' | 'assign' = 'claim'): LostHold {
  const { owner, executionPeriod, lastModified } = theirs
  const since = (isDone(theirs) ? executionPeriod?.end : executionPeriod?.start) ?? lastModified
  return { what: isDone(mine) ? 'finish' : begun, ...(owner && { by: owner }), ...(since && { since }) }
}
