import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react'
import './list.css'
import { useStray } from './useStray.js'

export interface ListHandle {
  focus(): void
  /** Moves the selection, for keys pressed elsewhere. */
  move(delta: number): void
}

export interface WindowListProps<T extends { id: string }> {
  label: string
  /** Every item's id in the order of the list. */
  ids: readonly string[]
  /** The item at a place; undefined while it has not been fetched. */
  itemAt: (index: number) => T | undefined
  /** Which places are on screen, so that their items can be fetched. */
  onRange?: (first: number, last: number) => void
  selected: string | null
  /** Items chosen to be acted on together, beside the one selected. */
  chosen?: ReadonlySet<string>
  onSelect: (id: string) => void
  /** Enter or double click. */
  onOpen?: (id: string) => void
  /** No buttons inside: an option is one thing. */
  render: (item: T, selected: boolean) => ReactNode
  /** Estimated height in pixels; items are measured. */
  estimate?: number
  /** What stands for an item not fetched yet. */
  placeholder?: ReactNode
  /** Keys that choose: a click with Mod or Shift held. */
  onChoose?: (id: string, extend: boolean) => void
  /** One click opens, for lists to choose from. */
  openOnClick?: boolean
  autoFocus?: boolean
  handle?: Ref<ListHandle>
  className?: string
}

const LONG = 60

const isTyping = (): boolean => document.activeElement?.matches('input, textarea, [contenteditable]') === true

/**
 * One column of things, one of them selected; arrows, j/k, Home, End, Page keys and Enter. Of long ones only what is on
 * screen is drawn, and only that needs to have been fetched: ten thousand cost what fifty do.
 */
export function WindowList<T extends { id: string }>(props: WindowListProps<T>) {
  const {
    label,
    ids,
    itemAt,
    onRange,
    selected,
    chosen,
    onChoose,
    placeholder,
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
  const virtual = ids.length > LONG
  const rows = useVirtualizer({
    count: virtual ? ids.length : 0,
    getScrollElement: () => box.current,
    estimateSize: () => estimate,
    overscan: 12,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
  })
  const at = useMemo(() => (selected === null ? -1 : ids.indexOf(selected)), [ids, selected])
  const drawn = rows.getVirtualItems()
  const first = virtual ? (drawn[0]?.index ?? 0) : 0
  const last = virtual ? (drawn.at(-1)?.index ?? 0) : ids.length - 1
  useEffect(() => onRange?.(first, last), [onRange, first, last])

  const go = (index: number) => {
    const next = ids[Math.max(0, Math.min(ids.length - 1, index))]
    if (next !== undefined) onSelect(next)
  }
  useImperativeHandle(handle, () => ({
    focus: () => box.current?.focus(),
    move: (delta) => go(at < 0 ? (delta > 0 ? 0 : ids.length - 1) : at + delta),
  }))
  useEffect(() => {
    // Somebody who is typing goes on: the list comes and goes with what a filter finds, and letters would be its keys.
    if (autoFocus && !isTyping()) box.current?.focus({ preventScroll: true })
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
    if (event.ctrlKey || event.metaKey || event.altKey || (onChoose && event.shiftKey)) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / estimate) - 1)
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at < 0 ? ids.length - 1 : at - 1,
      k: at < 0 ? ids.length - 1 : at - 1,
      Home: 0,
      End: ids.length - 1,
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
  const option = (id: string, index: number, style?: React.CSSProperties) => {
    const item = itemAt(index)
    return (
      <div
        key={id}
        id={`${prefix}-${id}`}
        ref={style ? rows.measureElement : undefined}
        data-index={style ? index : undefined}
        className="ui-item"
        role="option"
        tabIndex={-1}
        aria-selected={chosen?.size ? chosen.has(id) : id === selected}
        data-current={id === selected || undefined}
        aria-busy={item === undefined || undefined}
        aria-posinset={virtual ? index + 1 : undefined}
        aria-setsize={virtual ? ids.length : undefined}
        style={style}
        onMouseDown={(event) => {
          if (event.button !== 0) return
          if (stray(event, id)) return event.preventDefault()
          // The list keeps the focus: an item may scroll out of a long list and take it along.
          event.preventDefault()
          box.current?.focus({ preventScroll: true })
          if (onChoose && (event.ctrlKey || event.metaKey || event.shiftKey)) onChoose(id, event.shiftKey)
          else onSelect(id)
        }}
        onClick={(event) => openOnClick && !stray(event, id) && onOpen?.(id)}
        onDoubleClick={(event) => !openOnClick && !stray(event, id) && onOpen?.(id)}
      >
        {item === undefined ? placeholder : render(item, id === selected)}
      </div>
    )
  }
  // biome-ignore-end lint/a11y/useKeyWithClickEvents: the listbox around it takes the keys

  return (
    <div
      ref={box}
      className={className ? `ui-list ${className}` : 'ui-list'}
      role="listbox"
      aria-label={label}
      aria-multiselectable={onChoose ? true : undefined}
      aria-activedescendant={at >= 0 ? `${prefix}-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {virtual ? (
        <div className="ui-list-all" style={{ height: rows.getTotalSize() }}>
          {drawn.map((row) => {
            const id = ids[row.index]
            return (
              id !== undefined &&
              option(id, row.index, {
                position: 'absolute',
                insetInline: 0,
                top: 0,
                transform: `translateY(${row.start}px)`,
              })
            )
          })}
        </div>
      ) : (
        ids.map((id, index) => option(id, index))
      )}
    </div>
  )
}
