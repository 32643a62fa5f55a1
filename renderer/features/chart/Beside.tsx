import { memo } from 'react'
import type { ChartView, Series, TimelineItem } from '../../../shared/contract/views/chart.js'
import { agoForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { Icon, Tag } from '../../ui/index.js'
import { kindIcons } from './kinds.js'
import { NoneLine, Part } from './parts.js'
import { TrendFigure } from './TrendFigure.js'
import { keyTrends } from './trend.js'
import { leftOpen, sinceLastVisit } from './visit.js'

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
          {items.slice(0, 8).map((item) => (
            <li key={item.id}>
              <button type="button" className="chart-event" onClick={() => onItem(item)}>
                <Icon name={kindIcons[item.kind]} />
                <span>
                  {item.kind === 'result' && item.detail ? item.detail : item.title}
                  {item.abnormal && (
                    <>
                      {' '}
                      <Tag tone="attention">abnormal</Tag>
                    </>
                  )}
                  <span className="chart-event-when num">
                    {item.kind === 'result' && item.detail ? `${item.title}, ` : ''}
                    {agoForReading(item.at, now)}
                  </span>
                </span>
              </button>
            </li>
          ))}
          {items.length > 8 && <li className="chart-none">{items.length - 8} more on the timeline</li>}
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
