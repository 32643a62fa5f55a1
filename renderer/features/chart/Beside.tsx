import { memo } from 'react'
import type { ChartView, Series, TimelineItem } from '../../../shared/contract/views/chart.js'
import { agoForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { Icon, Tag } from '../../ui/index.js'
import { kindIcons } from './kinds.js'
import { NoneLine, Part } from './parts.js'
import { TrendFigure } from './TrendFigure.js'
import { keyTrends } from './trend.js'
import { leftOpen, sinceLastVisit, together } from './visit.js'

export interface BesideProps {
  chart: ChartView
  now: Date
  noteId: LocalId | null
  onSeries: (tab: 'results' | 'vitals', series: Series) => void
  onItem: (item: TimelineItem) => void
  onNote: (note: LocalId) => void
}

/** What matters for this visit: where the numbers go, what happened since the last one, what is still open. */
export const Beside = memo(function Beside({ chart, now, noteId, onSeries, onItem, onNote }: BesideProps) {
  const trends = keyTrends(chart)
  const { visit, items } = sinceLastVisit(chart.timeline, now)
  const groups = together(items)
  const open = leftOpen(chart.timeline)
  const drafts = chart.drafts.filter(({ id }) => id !== noteId)
  return (
    <div className="chart-side">
      {trends.map((series) => (
        <TrendFigure
          key={series.id}
          series={series}
          now={now}
          onOpen={() => onSeries(chart.vitals.some(({ id }) => id === series.id) ? 'vitals' : 'results', series)}
        />
      ))}
      {drafts.length > 0 && (
        <Part title="Drafts" count={drafts.length}>
          <ul>
            {drafts.map((draft) => (
              <li key={draft.id}>
                <button type="button" className="chart-event" onClick={() => onNote(draft.id)}>
                  <Icon name="edit" />
                  <span>
                    {draft.title}
                    <span className="chart-event-when num">
                      {draft.mine ? 'yours' : draft.author}, {agoForReading(draft.at, now)}
                    </span>
                  </span>
                  <Tag tone="attention">draft</Tag>
                </button>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part
        title={visit ? 'Since the last visit' : 'Most recent'}
        about={visit && agoForReading(visit.at, now)}
        held={chart.held.state === 'held' ? undefined : chart.held}
        empty={items.length === 0}
      >
        {items.length === 0 && <NoneLine held={chart.held}>Nothing new</NoneLine>}
        <ul>
          {groups.slice(0, 8).map((group) => (
            <li key={group.id}>
              <Event items={group.items} now={now} onItem={onItem} />
            </li>
          ))}
          {groups.length > 8 && <li className="chart-none">{groups.length - 8} more on the timeline</li>}
        </ul>
      </Part>
      <Part title="Left open" count={open.length || undefined}>
        {open.length === 0 && <NoneLine held={chart.held}>Nothing left open</NoneLine>}
        <ul>
          {open.slice(0, 8).map(({ text, from }) => (
            <li key={text}>
              <button type="button" className="chart-event" onClick={() => onItem(from)}>
                <Icon name="corner-down" className="tone-attention" />
                <span>
                  {text}
                  <span className="chart-event-when num">
                    {from.title}, {agoForReading(from.at, now)}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Part>
    </div>
  )
})

/** One thing that happened, or several that belong together, told in one line. */
function Event({
  items,
  now,
  onItem,
}: {
  items: readonly TimelineItem[]
  now: Date
  onItem: (item: TimelineItem) => void
}) {
  const newest = items[0]
  if (!newest) return null
  const many = items.length > 1
  const orders = many && newest.kind === 'order'
  const title = orders
    ? `${items.length} orders`
    : newest.kind === 'result' && newest.detail
      ? newest.detail
      : newest.title
  const about = [
    orders
      ? items.map((item) => item.title).join(', ')
      : many
        ? `${items.length} messages`
        : newest.kind === 'result' && newest.detail
          ? newest.title
          : undefined,
    agoForReading(newest.at, now),
  ]
  return (
    <button type="button" className="chart-event" onClick={() => onItem(newest)}>
      <Icon name={kindIcons[newest.kind]} />
      <span>
        {title}
        {newest.abnormal && (
          <>
            {' '}
            <Tag tone="attention">abnormal</Tag>
          </>
        )}
        <span className="chart-event-when num">{about.filter(Boolean).join(', ')}</span>
      </span>
    </button>
  )
}
