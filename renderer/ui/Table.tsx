// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of divs; a table element cannot be virtual and a grid layout
// biome-ignore-all lint/a11y/useFocusableInteractive: rows carry the focus, as the grid pattern allows
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react'
import './list.css'
import { useStray } from './useStray.js'
import type { ListHandle } from './WindowList.js'

export interface Column<T> {
  id: string
  header: string
  /** A grid track: `84px`, `1fr`, `minmax(120px, 1.5fr)`. */
  width?: string
  align?: 'left' | 'right'
  render: (row: T, selected: boolean) => ReactNode
}

export interface TableProps<T extends { id: string }> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  /** Absent for a table that is only read. */
  selected?: string | null
  onSelect?: (id: string) => void
  /** Enter or double click. */
  onOpen?: (id: string) => void
  /** Extra attributes of a row: `data-*`, `aria-label`. */
  rowProps?: (row: T) => Record<string, unknown>
  estimate?: number
  autoFocus?: boolean
  handle?: Ref<ListHandle>
  className?: string
}

const LONG = 80

/** Rows and columns with one row selected; arrows, j/k, Home, End, Page keys and Enter. Long ones are virtual. */
export function Table<T extends { id: string }>(props: TableProps<T>) {
  const {
    label,
    columns,
    rows,
    selected = null,
    onSelect,
    onOpen,
    rowProps,
    estimate = 49,
    autoFocus,
    handle,
    className,
  } = props
  const box = useRef<HTMLDivElement>(null)
  const stray = useStray()
  const virtual = rows.length > LONG
  const virtualizer = useVirtualizer({
    count: virtual ? rows.length : 0,
    getScrollElement: () => box.current,
    estimateSize: () => estimate,
    overscan: 10,
    scrollPaddingStart: 30,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const at = rows.findIndex((row) => row.id === selected)
  const shown = useRef(false)
  const wantsFocus = useRef(Boolean(autoFocus))

  const rowOf = (id: string) => box.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
  const go = (index: number, focus = true) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (!next) return
    wantsFocus.current = focus
    if (next.id === selected) {
      rowOf(next.id)?.focus()
      wantsFocus.current = false
    } else onSelect?.(next.id)
  }
  useImperativeHandle(handle, () => ({
    focus: () => {
      if (selected) rowOf(selected)?.focus()
      else go(0)
    },
    move: (delta) => go(at < 0 ? (delta > 0 ? 0 : rows.length - 1) : at + delta),
  }))
  const place = useRef({ at, virtual })
  place.current = { at, virtual }
  // Only a changed selection scrolls; live changes to the rows leave the view where it is.
  useEffect(() => {
    if (selected === null || place.current.at < 0) return
    if (place.current.virtual) virtualizer.scrollToIndex(place.current.at, { align: 'auto' })
    const frame = requestAnimationFrame(() => {
      const row = box.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(selected)}"]`)
      // What is chosen when the table opens is shown with what is around it.
      row?.scrollIntoView({ block: shown.current ? 'nearest' : 'center' })
      shown.current = true
      if (wantsFocus.current) {
        wantsFocus.current = false
        row?.focus({ preventScroll: true })
      }
    })
    return () => cancelAnimationFrame(frame)
  }, [selected, virtualizer])

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (!onSelect || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA)$/.test(target.tagName)) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / estimate) - 1)
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at < 0 ? rows.length - 1 : at - 1,
      k: at < 0 ? rows.length - 1 : at - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: at + page,
      PageUp: at - page,
    }
    if (event.key in to) go(to[event.key] as number)
    else if (event.key === 'Enter' && selected !== null && onOpen && !target.closest('button')) onOpen(selected)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const line = (row: T, index: number, style?: CSSProperties) => {
    const isSelected = row.id === selected
    return (
      <div
        key={row.id}
        data-row={row.id}
        ref={style ? virtualizer.measureElement : undefined}
        data-index={style ? index : undefined}
        data-plain={onSelect ? undefined : true}
        className="ui-table-row"
        role="row"
        aria-rowindex={index + 2}
        aria-selected={onSelect ? isSelected : undefined}
        tabIndex={onSelect ? (isSelected || (at < 0 && index === 0) ? 0 : -1) : undefined}
        style={style}
        onMouseDown={(event) => {
          if (stray(event, row.id)) event.preventDefault()
          else if (event.button === 0) onSelect?.(row.id)
        }}
        onFocus={(event) => {
          if (event.target === event.currentTarget && !isSelected) onSelect?.(row.id)
        }}
        onDoubleClick={(event) => {
          if (!stray(event, row.id) && !(event.target as HTMLElement).closest('button')) onOpen?.(row.id)
        }}
        {...rowProps?.(row)}
      >
        {columns.map((column) => (
          <div key={column.id} className="ui-cell" role="gridcell" data-align={column.align} data-column={column.id}>
            {column.render(row, isSelected)}
          </div>
        ))}
      </div>
    )
  }

  return (
    <div
      ref={box}
      className={className ? `ui-table ${className}` : 'ui-table'}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-readonly
      style={{ '--columns': columns.map((column) => column.width ?? '1fr').join(' ') } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      <div className="ui-table-head" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <div
            key={column.id}
            className="ui-cell"
            role="columnheader"
            data-align={column.align}
            data-column={column.id}
          >
            {column.header}
          </div>
        ))}
      </div>
      {virtual ? (
        <div className="ui-list-all" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]
            return (
              row &&
              line(row, item.index, {
                position: 'absolute',
                insetInline: 0,
                top: 0,
                transform: `translateY(${item.start}px)`,
              })
            )
          })}
        </div>
      ) : (
        rows.map((row, index) => line(row, index))
      )}
    </div>
  )
}
