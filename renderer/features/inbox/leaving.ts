import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import type { InboxBox } from '../../../shared/contract/views/work/inbox.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Result } from '../../../shared/kernel/result.js'

/** After being answered the list has so long to come without it, milliseconds: what is still listed then is shown again. */
const latestMs = 2_000

const useTasks = create<{ tasks: ReadonlyMap<LocalId, InboxBox> }>(() => ({ tasks: new Map() }))

function forget(task: LocalId): void {
  useTasks.setState((state) => {
    if (!state.tasks.has(task)) return state
    const tasks = new Map(state.tasks)
    tasks.delete(task)
    return { tasks }
  })
}

/**
 * Does what takes a task out of a box. The list of that box is without it from the key on, not from the answer on; what was
 * refused stands in its place again.
 */
export async function leave<T>(box: InboxBox, task: LocalId, work: () => Promise<Result<T>>): Promise<Result<T>> {
  useTasks.setState(({ tasks }) => ({ tasks: new Map(tasks).set(task, box) }))
  const result = await work().catch((error: unknown) => {
    forget(task)
    throw error
  })
  if (result.ok) setTimeout(() => forget(task), latestMs)
  else forget(task)
  return result
}

/** What is listed of a box, without what is leaving it. Once the list `isNew` and has come without it, it may come back. */
export function useWithoutLeaving(box: InboxBox, ids: readonly LocalId[], isNew: boolean): readonly LocalId[] {
  const tasks = useTasks((state) => state.tasks)
  const leaving = useMemo(() => [...tasks].flatMap(([task, of]) => (of === box ? [task] : [])), [tasks, box])
  useEffect(() => {
    if (!isNew) return
    for (const task of leaving) if (!ids.includes(task)) forget(task)
  }, [leaving, ids, isNew])
  return useMemo(() => (leaving.length === 0 ? ids : ids.filter((id) => !leaving.includes(id))), [leaving, ids])
}
