import { useCallback, useMemo, useState } from 'react'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import type { InboxView } from '../../../../shared/contract/views/work/inbox.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Refusal } from '../../../../shared/kernel/result.js'
import { useLive } from '../../../data/index.js'
import { useWithoutLeaving } from '../leaving.js'

const size = 50
const none: readonly LocalId[] = []

export interface Pages {
  /** Every task of the view in its order. */
  ids: readonly LocalId[]
  /** Whether `ids` answers the view asked for, not the one before. */
  isNew: boolean
  /** Nothing has been answered yet. */
  loading: boolean
  refusal: Refusal | undefined
  rowOf: (id: LocalId) => TaskRow | undefined
  rowAt: (index: number) => TaskRow | undefined
  /** Tells which places are on screen: their rows and those around them are watched, no others. */
  onRange: (first: number, last: number) => void
}

/** Nobody comes back to a text half typed. */
const isComeBackTo = ({ text }: InboxView): boolean => !text

/** A view of the inbox: all of its ids, and the rows of three pages around what is on screen. */
export function usePages(view: InboxView): Pages {
  const listed = useLive('inbox.ids', { view }, { keepPrevious: true, lingers: isComeBackTo(view) })
  const loading = listed.data === undefined && listed.refusal === undefined
  const isNew = !listed.previous && !loading
  const ids = useWithoutLeaving(view.box, listed.data ?? none, isNew)
  const [middle, setMiddle] = useState(1)
  const onRange = useCallback((first: number, last: number) => {
    setMiddle(Math.max(1, Math.floor((first + last) / 2 / size)))
  }, [])
  // Each place keeps its page while the middle moves on by one, so that two of three are not asked again.
  const [a, b, c] = [usePage(view, 0, middle), usePage(view, 1, middle), usePage(view, 2, middle)]
  const rows = useMemo(
    () => new Map([...(a ?? []), ...(b ?? []), ...(c ?? [])].map((row) => [row.id, row] as const)),
    [a, b, c],
  )
  const rowOf = useCallback((id: LocalId) => rows.get(id), [rows])
  const rowAt = useCallback((index: number) => rows.get(ids[index] as LocalId), [rows, ids])
  return { ids, isNew, loading, refusal: listed.refusal, rowOf, rowAt, onRange }
}

/** The rows of the one page among the middle and its neighbours that this slot is for. */
function usePage(view: InboxView, slot: number, middle: number): TaskRow[] | undefined {
  const page = [middle - 1, middle, middle + 1].find((one) => one % 3 === slot) as number
  const how = { keepPrevious: true, lingers: isComeBackTo(view) }
  return useLive('inbox.page', { view, from: page * size, count: size }, how).data?.rows
}
