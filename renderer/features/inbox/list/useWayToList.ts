import { type RefObject, useEffect, useState } from 'react'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { ListHandle } from '../../../ui/index.js'

interface Way {
  /** What is listed. */
  ids: readonly LocalId[]
  /** Whether that answers what stands in the filter by now. */
  isAnswered: boolean
  /** Whether all of it will be listed once that is answered: the filter leaves nothing out any more. */
  isWidened: boolean
  selected: LocalId | null
  select: (id: LocalId) => void
  list: RefObject<ListHandle | null>
  filter: RefObject<HTMLInputElement | null>
}

/**
 * The way from the filter into the list: to the item in view where it is listed, else to the first. While what is typed is
 * not answered yet, so that another item may come into view, or its list not there, the way is taken as soon as it is; unless
 * somebody types on or goes elsewhere.
 */
export function useWayToList(way: Way): { take: () => void; stay: () => void } {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    if (!wanted || !way.isAnswered) return
    setWanted(false)
    const { ids, selected, select, list, filter } = way
    const [first] = ids
    if (first === undefined || document.activeElement !== filter.current) return
    if (selected === null || !ids.includes(selected)) select(first)
    list.current?.focus()
  }, [wanted, way])
  const take = () => {
    const { ids, selected, isWidened, list } = way
    if (isWidened && selected !== null && ids.includes(selected) && list.current) list.current.focus()
    else setWanted(true)
  }
  return { take, stay: () => setWanted(false) }
}
