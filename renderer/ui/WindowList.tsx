import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react'
import './list.css'
import { type ListHandle, type Place, useRows } from './useRows.js'

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
  const prefix = useId()
  const rows = useRows({
    box,
    ids,
    selected,
    estimate,
    reveal: (id, windowed) => {
      if (!windowed) document.getElementById(`${prefix}-${id}`)?.scrollIntoView({ block: 'nearest' })
      return undefined
    },
  })
  const { at, first, last, stray } = rows
  useEffect(() => onRange?.(first, last), [onRange, first, last])

  const go = (id: string | undefined) => id !== undefined && onSelect(id)
  useImperativeHandle(handle, () => ({
    focus: () => box.current?.focus(),
    move: (delta) => go(rows.after(delta)),
  }))
  useEffect(() => {
    // Somebody who is typing goes on: the list comes and goes with what a filter finds, and letters would be its keys.
    if (autoFocus && !isTyping()) box.current?.focus({ preventScroll: true })
  }, [autoFocus])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (onChoose && event.shiftKey)) return
    const to = rows.idOf(event.key)
    if (to !== null) go(to)
    else if (event.key === 'Enter' && selected !== null && onOpen) onOpen(selected)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  // biome-ignore-start lint/a11y/useKeyWithClickEvents: the listbox around it takes the keys
  const option = (id: string, index: number, place?: Place) => {
    const item = itemAt(index)
    return (
      <div
        key={id}
        id={`${prefix}-${id}`}
        className="ui-item"
        role="option"
        tabIndex={-1}
        aria-selected={chosen?.size ? chosen.has(id) : id === selected}
        data-current={id === selected || undefined}
        aria-busy={item === undefined || undefined}
        aria-posinset={place && index + 1}
        aria-setsize={place && ids.length}
        {...place}
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
      {rows.draw(option)}
    </div>
  )
}
