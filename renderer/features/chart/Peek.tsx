import type { ChartView, TimelineItem } from '../../../shared/contract/views/chart.js'
import { agoForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useKeys } from '../../data/index.js'
import { Button, EmptyState, Panel } from '../../ui/index.js'
import { ReportInPlace } from './ReportInPlace.js'
import { SeriesPage } from './SeriesPage.js'
import { kindWords } from './timelineRows.js'

export type Peeked = { kind: 'series'; tab: 'results' | 'vitals'; id: string } | { kind: 'item'; item: TimelineItem }

/** Something of the chart read beside the note being written, without leaving it. */
export function Peek({
  peeked,
  patient,
  chart,
  now,
  onNote,
  onClose,
}: {
  peeked: Peeked
  patient: LocalId
  chart: ChartView
  now: Date
  onNote: (note: LocalId) => void
  onClose: () => void
}) {
  useKeys('Chart', [{ keys: 'Escape', label: 'Close what was opened beside the note', run: onClose, quiet: true }])
  if (peeked.kind === 'series') {
    const series = chart[peeked.tab].filter(({ id }) => id === peeked.id)
    return (
      <Panel title={series[0]?.name ?? 'Results'} onClose={onClose}>
        <SeriesPage
          label="Readings"
          thing="Test"
          series={series}
          selected={peeked.id}
          onSelect={() => undefined}
          now={now}
          empty={<EmptyState compact icon="result" title="No longer in the chart" />}
        />
      </Panel>
    )
  }
  const { item } = peeked
  const { target } = item
  return (
    <Panel title={item.title} onClose={onClose}>
      <p className="faint num">
        {kindWords[item.kind]}, {agoForReading(item.at, now)}
        {item.who && `, ${item.who}`}
      </p>
      {item.detail && <p className="chart-peek-text selectable">{item.detail}</p>}
      {item.leftOpen?.map((text) => (
        <p key={text} className="tone-attention">
          left open: {text}
        </p>
      ))}
      {target?.kind === 'report' && <ReportInPlace patient={patient} report={target.id} />}
      {target?.kind === 'note' && (
        <Button size="s" icon="note" onPress={() => onNote(target.id)}>
          Open the note
        </Button>
      )}
    </Panel>
  )
}
