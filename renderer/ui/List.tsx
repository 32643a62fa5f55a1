import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react'
import './list.css'
import { useStray } from './useStray.js'

export interface ListHandle {
  focus(): void
  /** Moves the selection, for keys pressed elsewhere. */
  move(delta: number): void
}

export interface ListProps<T extends { id: string }> {
  label: string
  items: readonly T[]
  selected: string | null
  onSelect: (id: string) => void
  /** Enter or double click. */
  onOpen?: (id: string) => void
  /** No buttons inside: an option is one thing. */
  render: (item: T, selected: boolean) => ReactNode
  /** Estimated height in pixels; items are measured. */
  estimate?: number
  /** One click opens, for lists to choose from. */
  openOnClick?: boolean
  autoFocus?: boolean
  handle?: Ref<ListHandle>
  className?: string
}

const LONG = 60

/** One column of things, one of them selected; arrows, j/k, Home, End, Page keys and Enter. Long ones are virtual. */
export function List<T extends { id: string }>(props: ListProps<T>) {
  const {
    label,
    items,
    selected,
    onSelect,
    onOpen,
    render,
    estimate = 56,
    openOnClick,
    autoFocus,
    handle,
    className,
  } = props
  const box = useRef<HTMLDivElement>(null)
  const stray = useStray()
  const prefix = useId()
  const virtual = items.length > LONG
  const rows = useVirtualizer({
    count: virtual ? items.length : 0,
    getScrollElement: () => box.current,
    estimateSize: () => estimate,
    overscan: 12,
    getItemKey: (index) => items[index]?.id ?? index,
  })
  const at = items.findIndex((item) => item.id === selected)

  const go = (index: number) => {
    const next = items[Math.max(0, Math.min(items.length - 1, index))]
    if (next) onSelect(next.id)
  }
  useImperativeHandle(handle, () => ({
    focus: () => box.current?.focus(),
    move: (delta) => go(at < 0 ? (delta > 0 ? 0 : items.length - 1) : at + delta),
  }))
  useEffect(() => {
    if (autoFocus) box.current?.focus({ preventScroll: true })
  }, [autoFocus])
  // Only a changed selection scrolls; live changes to the rows leave the view where it is.
  const place = useRef({ at, virtual })
  place.current = { at, virtual }
  useEffect(() => {
    if (selected === null || place.current.at < 0) return
    if (place.current.virtual) rows.scrollToIndex(place.current.at, { align: 'auto' })
    else document.getElementById(`${prefix}-${selected}`)?.scrollIntoView({ block: 'nearest' })
  }, [selected, prefix, rows])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / estimate) - 1)
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at < 0 ? items.length - 1 : at - 1,
      k: at < 0 ? items.length - 1 : at - 1,
      Home: 0,
      End: items.length - 1,
      PageDown: at + page,
      PageUp: at - page,
    }
    if (event.key in to) go(to[event.key] as number)
    else if (event.key === 'Enter' && selected !== null && onOpen) onOpen(selected)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  // biome-ignore-start lint/a11y/useKeyWithClickEvents: the listbox around it takes the keys
  const option = (item: T, index: number, style?: React.CSSProperties) => (
    <div
      key={item.id}
      id={`${prefix}-${item.id}`}
      ref={style ? rows.measureElement : undefined}
      data-index={style ? index : undefined}
      className="ui-item"
      role="option"
      tabIndex={-1}
      aria-selected={item.id === selected}
      aria-posinset={virtual ? index + 1 : undefined}
      aria-setsize={virtual ? items.length : undefined}
      style={style}
      onMouseDown={(event) => {
        if (event.button !== 0) return
        if (stray(event, item.id)) return event.preventDefault()
        // The list keeps the focus: an item may scroll out of a long list and take it along.
        event.preventDefault()
        box.current?.focus({ preventScroll: true })
        onSelect(item.id)
      }}
      onClick={(event) => openOnClick && !stray(event, item.id) && onOpen?.(item.id)}
      onDoubleClick={(event) => !openOnClick && !stray(event, item.id) && onOpen?.(item.id)}
    >
      {render(item, item.id === selected)}
    </div>
  )
  // biome-ignore-end lint/a11y/useKeyWithClickEvents: the listbox around it takes the keys

  return (
    <div
      ref={box}
      className={className ? `ui-list ${className}` : 'ui-list'}
      role="listbox"
      aria-label={label}
      aria-activedescendant={at >= 0 ? `${prefix}-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {virtual ? (
        <div className="ui-list-all" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const item = items[row.index]
            return (
              item &&
              option(item, row.index, {
                position: 'absolute',
                insetInline: 0,
                top: 0,
                transform: `translateY(${row.start}px)`,
              })
            )
          })}
        </div>
      ) : (
        items.map((item, index) => option(item, index))
      )}
    </div>
  )
}
