import { measureElement, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef } from 'react'
import { useStray } from './useStray.js'

/** More rows than these, and only those on screen are drawn. */
const LONG = 80

export interface ListHandle {
  focus(): void
  /** Moves the selection, for keys pressed elsewhere. */
  move(delta: number): void
}

/** What a row in a window needs on its element: where it stands, and to be measured. */
export interface Place {
  ref: (element: Element | null) => void
  'data-index': number
  style: CSSProperties
}

export interface RowsOptions {
  /** The box that scrolls. */
  box: RefObject<HTMLElement | null>
  ids: readonly string[]
  selected: string | null
  /** Estimated height in pixels; rows are measured. */
  estimate: number
  /** The height of what stays above the rows. */
  head?: number
  /** Brings the selected row into view when it was another before; what it returns undoes it. */
  reveal: (id: string, windowed: boolean) => (() => void) | undefined
}

export interface Rows {
  /** Whether only what is on screen is drawn. */
  windowed: boolean
  /** The first and the last place that is drawn. */
  first: number
  last: number
  /** The place of what is selected, or -1. */
  at: number
  /** Whether a press is the second of two whose first was on another row. */
  stray: ReturnType<typeof useStray>
  idAt: (index: number) => string | undefined
  /** What a step leads to. */
  after: (delta: number) => string | undefined
  /** What a key leads to, or null where it is no key of a list. */
  idOf: (key: string) => string | undefined | null
  draw: (row: (id: string, index: number, place?: Place) => ReactNode, role?: 'presentation') => ReactNode
}

type Window = Virtualizer<HTMLElement, Element>

/** Rows in view are measured before they are painted. Those around them wait for the layout that comes anyway. */
function measured(element: Element, entry: ResizeObserverEntry | undefined, window: Window): number {
  const index = window.indexFromElement(element)
  const { range, options, itemSizeCache } = window
  const isAround = range !== null && (index < range.startIndex || index > range.endIndex)
  if (!entry && isAround) return itemSizeCache.get(options.getItemKey(index)) ?? options.estimateSize(index)
  return measureElement(element, entry, window)
}

/** Whether all of a row is in view, as scrolling to it would find. It asks for no layout. */
function isInView({ measurementsCache, scrollOffset, scrollRect, options }: Window, index: number): boolean {
  const row = measurementsCache[index]
  if (!row || scrollOffset === null || !scrollRect) return false
  return row.start >= scrollOffset + options.scrollPaddingStart && row.end <= scrollOffset + scrollRect.height
}

/** What a list and a table have in common: which rows are drawn, which one is selected, and the keys that move on. */
export function useRows({ box, ids, selected, estimate, head = 0, reveal }: RowsOptions): Rows {
  const windowed = ids.length > LONG
  const virtual = useVirtualizer<HTMLElement, Element>({
    count: windowed ? ids.length : 0,
    getScrollElement: () => box.current,
    estimateSize: () => estimate,
    overscan: 12,
    measureElement: measured,
    scrollPaddingStart: head,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
  })
  const stray = useStray()
  const at = useMemo(() => (selected === null ? -1 : ids.indexOf(selected)), [ids, selected])
  const drawn = virtual.getVirtualItems()

  // Only a changed selection scrolls; live changes to the rows leave the view where it is.
  const now = useRef({ at, windowed, reveal })
  now.current = { at, windowed, reveal }
  useEffect(() => {
    const place = now.current
    if (selected === null || place.at < 0) return
    if (place.windowed && !isInView(virtual, place.at)) virtual.scrollToIndex(place.at, { align: 'auto' })
    return place.reveal(selected, place.windowed)
  }, [selected, virtual])

  const idAt = (index: number) => ids[Math.max(0, Math.min(ids.length - 1, index))]
  const page = () => Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / estimate) - 1)
  const keys: Record<string, () => number> = {
    ArrowDown: () => at + 1,
    j: () => at + 1,
    ArrowUp: () => (at < 0 ? ids.length : at) - 1,
    k: () => (at < 0 ? ids.length : at) - 1,
    Home: () => 0,
    End: () => ids.length - 1,
    PageDown: () => at + page(),
    PageUp: () => at - page(),
  }

  return {
    windowed,
    first: windowed ? (drawn[0]?.index ?? 0) : 0,
    last: windowed ? (drawn.at(-1)?.index ?? 0) : ids.length - 1,
    at,
    stray,
    idAt,
    after: (delta) => idAt(at < 0 ? (delta > 0 ? 0 : ids.length - 1) : at + delta),
    idOf: (key) => {
      const to = Object.hasOwn(keys, key) ? keys[key] : undefined
      return to ? idAt(to()) : null
    },
    draw: (row, role) =>
      windowed ? (
        <div className="ui-list-all" role={role} style={{ height: virtual.getTotalSize() }}>
          {drawn.map(({ index, start }) => {
            const id = ids[index]
            const style: CSSProperties = {
              position: 'absolute',
              insetInline: 0,
              top: 0,
              transform: `translateY(${start}px)`,
            }
            return id !== undefined && row(id, index, { ref: virtual.measureElement, 'data-index': index, style })
          })}
        </div>
      ) : (
        ids.map((id, index) => row(id, index))
      ),
  }
}
