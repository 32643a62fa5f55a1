// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of divs; a table element cannot be virtual and a grid layout
// biome-ignore-all lint/a11y/useFocusableInteractive: rows carry the focus, as the grid pattern allows
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react'
import './list.css'
import { type ListHandle, type Place, useRows } from './useRows.js'

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

/** As in list.css. */
const headHeight = 30

/** Rows and columns with one row selected; arrows, j/k, Home, End, Page keys and Enter. Long ones are virtual. */
export function Table<T extends { id: string }>(props: TableProps<T>) {
  const {
    label,
    columns,
    rows: items,
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
  const ids = useMemo(() => items.map(({ id }) => id), [items])
  const shown = useRef(false)
  const wantsFocus = useRef(Boolean(autoFocus))
  const rowOf = (id: string) => box.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
  const rows = useRows({
    box,
    ids,
    selected,
    estimate,
    head: headHeight,
    reveal: (id) => {
      const frame = requestAnimationFrame(() => {
        const row = rowOf(id)
        // What is chosen when the table opens is shown with what is around it.
        row?.scrollIntoView({ block: shown.current ? 'nearest' : 'center' })
        shown.current = true
        if (wantsFocus.current) {
          wantsFocus.current = false
          row?.focus({ preventScroll: true })
        }
      })
      return () => cancelAnimationFrame(frame)
    },
  })
  const { at, stray } = rows
  const go = (id: string | undefined) => {
    if (id === undefined) return
    wantsFocus.current = true
    if (id === selected) {
      rowOf(id)?.focus()
      wantsFocus.current = false
    } else onSelect?.(id)
  }
  useImperativeHandle(handle, () => ({
    focus: () => {
      if (selected) rowOf(selected)?.focus()
      else go(rows.idAt(0))
    },
    move: (delta) => go(rows.after(delta)),
  }))

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (!onSelect || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA)$/.test(target.tagName)) return
    const to = rows.idOf(event.key)
    if (to !== null) go(to)
    else if (event.key === 'Enter' && selected !== null && onOpen && !target.closest('button')) onOpen(selected)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const line = (id: string, index: number, place?: Place) => {
    const row = items[index]
    if (!row) return null
    const isSelected = id === selected
    return (
      <div
        key={id}
        data-row={id}
        data-plain={onSelect ? undefined : true}
        className="ui-table-row"
        role="row"
        aria-rowindex={index + 2}
        aria-selected={onSelect ? isSelected : undefined}
        tabIndex={onSelect ? (isSelected || (at < 0 && index === 0) ? 0 : -1) : undefined}
        {...place}
        onMouseDown={(event) => {
          if (stray(event, id)) event.preventDefault()
          else if (event.button === 0) onSelect?.(id)
        }}
        onFocus={(event) => {
          if (event.target === event.currentTarget && !isSelected) onSelect?.(id)
        }}
        onDoubleClick={(event) => {
          if (!stray(event, id) && !(event.target as HTMLElement).closest('button')) onOpen?.(id)
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
      aria-rowcount={items.length + 1}
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
      {rows.draw(line, 'presentation')}
    </div>
  )
}
