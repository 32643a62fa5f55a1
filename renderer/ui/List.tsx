import { useCallback, useMemo } from 'react'
import { WindowList, type WindowListProps } from './WindowList.js'

export interface ListProps<T extends { id: string }>
  extends Pick<
    WindowListProps<T>,
    | 'label'
    | 'selected'
    | 'onSelect'
    | 'onOpen'
    | 'render'
    | 'estimate'
    | 'openOnClick'
    | 'autoFocus'
    | 'handle'
    | 'className'
  > {
  items: readonly T[]
}

/** One column of things that are all here, one of them selected. */
export function List<T extends { id: string }>({ items, ...props }: ListProps<T>) {
  const ids = useMemo(() => items.map(({ id }) => id), [items])
  const itemAt = useCallback((index: number) => items[index], [items])
  return <WindowList ids={ids} itemAt={itemAt} {...props} />
}
