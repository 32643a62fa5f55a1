import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { ChartView, TimelineItem } from '../../../shared/contract/views/chart.js'
import { localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useKeys } from '../../data/index.js'
import { Button, EmptyState, Icon, Kbd, SearchField, Tag, UnsentMark } from '../../ui/index.js'
import { kindIcons } from './kinds.js'
import { ReportInPlace } from './ReportInPlace.js'
import { kindWords, timelineCounts, timelineFilters, timelineRows } from './timelineRows.js'

export interface TimelineProps {
  patient: LocalId
  chart: ChartView
  now: Date
  /** An item to show opened; a new `nonce` shows it again. */
  reveal: { id: string; nonce: number } | null
  onNote: (note: LocalId) => void
  onThread: (message: LocalId) => void
}

/** Everything that happened, newest first: filtered by kind and words, opened in place. */
export function Timeline({ patient, chart, now, reveal, onNote, onThread }: TimelineProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [text, setText] = useState('')
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [selected, setSelected] = useState<string | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const words = useDeferredValue(text)
  const { timeline } = chart
  const counts = useMemo(() => timelineCounts(timeline), [timeline])
  const { rows, shown } = useMemo(() => timelineRows(timeline, chosen, words), [timeline, chosen, words])
  const [wanted, setWanted] = useState<{ id: string; focus: boolean } | null>(null)

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => {
      const row = rows[index]
      return row && 'item' in row ? (row.item.detail || row.item.leftOpen ? 56 : 40) : 34
    },
    overscan: 10,
    getItemKey: (index) => rows[index]?.id ?? index,
  })

  useEffect(() => {
    if (!reveal) return
    setChosen(new Set())
    setText('')
    setSelected(reveal.id)
    setOpened((before) => new Set(before).add(reveal.id))
    setWanted({ id: reveal.id, focus: true })
  }, [reveal])

  useEffect(() => {
    if (!wanted) return
    const index = rows.findIndex(({ id }) => id === wanted.id)
    if (index < 0) return
    virtual.scrollToIndex(index, { align: 'auto' })
    const frame = requestAnimationFrame(() => {
      if (wanted.focus) rowButton(box.current, wanted.id)?.focus({ preventScroll: true })
      setWanted(null)
    })
    return () => cancelAnimationFrame(frame)
  }, [wanted, rows, virtual])

  const toggleKind = (id: string) =>
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const toggle = (id: string, open?: boolean) =>
    setOpened((before) => {
      const next = new Set(before)
      if (open ?? !next.has(id)) next.add(id)
      else next.delete(id)
      return next
    })
  const select = (id: string) => {
    setSelected(id)
    setWanted({ id, focus: true })
  }
  const move = (delta: number) => {
    const items = rows.flatMap((row) => ('item' in row ? [row.id] : []))
    const at = selected === null ? -1 : items.indexOf(selected)
    const next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + delta))]
    if (next) select(next)
  }
  const items = rows.flatMap((row) => ('item' in row ? [row.id] : []))
  const current = selected !== null && items.includes(selected) ? selected : (items[0] ?? null)

  useKeys('Timeline', [
    ...timelineFilters.map((filter) => ({
      keys: filter.key,
      label: `Only ${filter.label.toLowerCase()}`,
      run: () => toggleKind(filter.id),
      quiet: true,
    })),
    { keys: '0', label: 'All kinds', run: () => setChosen(new Set()), quiet: true },
    { keys: '/', label: 'Find on the timeline', run: () => search.current?.focus() },
    { keys: 'j', label: 'Next', run: () => move(1), quiet: true },
    { keys: 'k', label: 'Previous', run: () => move(-1), quiet: true },
  ])

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e6, End: 1e6 }
    const target = event.target as HTMLElement
    if (!target.closest('.chart-tl-row')) return
    if (event.key in steps) move(steps[event.key] as number)
    else if (event.key === 'ArrowRight' && current) toggle(current, true)
    else if (event.key === 'ArrowLeft' && current) toggle(current, false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="chart-page">
      <div className="chart-filter">
        <fieldset className="chart-chips" aria-label="Kinds shown">
          {timelineFilters.map((filter) => (
            <button
              key={filter.id}
              type="button"
              className="chart-chip"
              aria-pressed={chosen.has(filter.id)}
              aria-keyshortcuts={filter.key}
              disabled={!counts[filter.id] && !chosen.has(filter.id)}
              onClick={() => toggleKind(filter.id)}
            >
              {filter.label} <span className="num faint">{counts[filter.id]}</span>
              <Kbd keys={filter.key} />
            </button>
          ))}
        </fieldset>
        <SearchField
          label="Find on the timeline"
          placeholder="Find"
          value={text}
          onChange={setText}
          keys="/"
          inputRef={search}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' && items[0]) {
              event.preventDefault()
              select(items[0])
            }
          }}
        />
      </div>
      {shown === 0 ? (
        <EmptyState
          icon="history"
          title={
            timeline.length > 0
              ? 'Nothing matches'
              : chart.held.state === 'held'
                ? 'Nothing has happened here yet'
                : 'On its way'
          }
        >
          {timeline.length === 0
            ? 'Visits, notes, results, orders and messages appear here.'
            : `${timeline.length} on the timeline.`}{' '}
          {timeline.length > 0 && (
            <Button
              size="s"
              onPress={() => {
                setChosen(new Set())
                setText('')
              }}
            >
              Show everything
            </Button>
          )}
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys of the buttons inside bubble here
        <div className="chart-tl" ref={box} onKeyDown={onKeyDown}>
          <ol className="chart-tl-all" aria-label="Timeline" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((place) => {
              const row = rows[place.index]
              if (!row) return null
              return (
                <li
                  key={row.id}
                  ref={virtual.measureElement}
                  data-index={place.index}
                  className="chart-tl-place"
                  style={{ transform: `translateY(${place.start}px)` }}
                >
                  {'item' in row ? (
                    <TimelineEntry
                      item={row.item}
                      patient={patient}
                      opened={opened.has(row.id)}
                      current={row.id === current}
                      thisYear={now.getFullYear()}
                      onToggle={toggle}
                      onSelect={setSelected}
                      onNote={onNote}
                      onThread={onThread}
                    />
                  ) : (
                    <h4 className="chart-tl-month num">{row.heading}</h4>
                  )}
                </li>
              )
            })}
          </ol>
        </div>
      )}
    </div>
  )
}

const rowButton = (box: HTMLElement | null, id: string) =>
  box?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`)

interface EntryProps {
  item: TimelineItem
  patient: LocalId
  opened: boolean
  current: boolean
  thisYear: number
  onToggle: (id: string) => void
  onSelect: (id: string) => void
  onNote: (note: LocalId) => void
  onThread: (message: LocalId) => void
}

const statusTags = {
  draft: <Tag tone="attention">draft</Tag>,
  signed: <Tag>signed</Tag>,
  addendum: <Tag>addendum</Tag>,
  unread: <Tag tone="attention">not read</Tag>,
}

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

const TimelineEntry = memo(function TimelineEntry(props: EntryProps) {
  const { item, patient, opened, current, onToggle, onSelect, onNote, onThread } = props
  const at = new Date(item.at)
  const isNote = item.target?.kind === 'note'
  const { target } = item
  return (
    <div className="chart-tl-row" data-kind={item.kind} data-opened={opened || undefined}>
      <button
        type="button"
        className="chart-tl-button"
        data-entry={item.id}
        tabIndex={current ? 0 : -1}
        aria-expanded={isNote ? undefined : opened}
        onFocus={() => onSelect(item.id)}
        onClick={() => (isNote && target ? onNote(target.id) : onToggle(item.id))}
      >
        <span className="chart-tl-day num" title={`${localDate(at)} ${timeForReading(item.at)}`}>
          <span className="strong">{at.getDate()}</span> {dayNames[at.getDay()]}
        </span>
        <span className="chart-tl-icon">
          <Icon name={kindIcons[item.kind]} size={15} label={kindWords[item.kind]} />
        </span>
        <span className="chart-tl-words">
          <span className="chart-tl-title">
            <span className="strong">{item.title}</span>
            {item.who && <span className="muted">, {item.who}</span>} {item.status && statusTags[item.status]}{' '}
            {item.abnormal && <Tag tone="attention">abnormal</Tag>} <UnsentMark state={item.unsent} />
          </span>
          {item.detail && !opened && <span className="chart-tl-detail muted ellipsis">{item.detail}</span>}
          {item.leftOpen?.map((text) => (
            <span key={text} className="chart-visit-open tone-attention">
              <Icon name="corner-down" size={12} /> left open: {text}
            </span>
          ))}
        </span>
        <span className="chart-tl-go faint">
          {isNote ? (
            <>
              <Kbd keys="Enter" />
              <Icon name="chevron-right" size={15} />
            </>
          ) : (
            <Icon name={opened ? 'chevron-up' : 'chevron-down'} size={15} />
          )}
        </span>
      </button>
      {opened && (
        <div className="chart-tl-more">
          {item.detail && <p className="selectable">{item.detail}</p>}
          {target?.kind === 'report' && <ReportInPlace patient={patient} report={target.id} />}
          {target?.kind === 'note' && (
            <Button size="s" icon="note" onPress={() => onNote(target.id)}>
              Open the note
            </Button>
          )}
          {target?.kind === 'thread' && (
            <Button size="s" icon="message" onPress={() => onThread(target.id)}>
              Whole conversation
            </Button>
          )}
          <p className="faint num">
            {kindWords[item.kind]}, {localDate(at)} {timeForReading(item.at)}
            {item.who && `, ${item.who}`}
          </p>
        </div>
      )}
    </div>
  )
})
