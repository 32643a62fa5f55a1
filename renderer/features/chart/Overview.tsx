import type { ChartView, Series } from '../../../shared/contract/views/chart.js'
import type { PatientBanner } from '../../../shared/contract/views/patient.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useKeys, useMay } from '../../data/index.js'
import { Button, EmptyState, IconButton, Tabs } from '../../ui/index.js'
import { Medicines, Problems } from './Lists.js'
import { Messages, type RenderThread } from './Messages.js'
import { RecordVitals } from './RecordVitals.js'
import { Results } from './Results.js'
import { SeriesPage } from './SeriesPage.js'
import { Timeline } from './Timeline.js'

export const chartTabs = ['timeline', 'results', 'vitals', 'medicines', 'problems', 'messages'] as const
export type ChartTab = (typeof chartTabs)[number]
const tabKeys: Record<ChartTab, string> = {
  timeline: 't',
  results: 'r',
  vitals: 'v',
  medicines: 'm',
  problems: 'p',
  messages: 'c',
}

export interface OverviewProps {
  patient: LocalId
  chart: ChartView
  banner: PatientBanner | null | undefined
  now: Date
  writable: boolean
  tab: ChartTab
  onTab: (tab: ChartTab) => void
  series: Record<'results' | 'vitals', string | null>
  onSeries: (tab: 'results' | 'vitals', series: Pick<Series, 'id'>) => void
  reveal: { id: string; nonce: number } | null
  onNote: (note: LocalId) => void
  onNewNote: () => void
  onTemplate: () => void
  /** A conversation to show in its tab. */
  thread: LocalId | null
  onThread: (message: LocalId) => void
  renderThread: RenderThread
  recording: boolean
  onRecording: (on: boolean) => void
}

const yearsOf = (age: string | undefined): number | undefined => {
  const years = /^~?(\d+) y$/.exec(age ?? '')
  if (years) return Number(years[1])
  return age && /\d/.test(age) ? 0 : undefined
}

/** The chart's own pages, in the place where a note is written. */
export function Overview(props: OverviewProps) {
  const {
    patient,
    chart,
    banner,
    now,
    writable,
    tab,
    onTab,
    series,
    onSeries,
    reveal,
    onNote,
    recording,
    onRecording,
  } = props
  const mayVitals = useMay('vitals.write')
  const mayNote = useMay('note.write')
  useKeys('Chart', [
    ...chartTabs.map((name) => ({
      keys: tabKeys[name],
      label: name[0]?.toUpperCase() + name.slice(1),
      run: () => onTab(name),
      quiet: true,
    })),
    { keys: 'w', label: 'Record vitals', run: () => onRecording(true), when: mayVitals && writable },
  ])
  const active = <T extends { status: string }>(rows: readonly T[]) => rows.filter(({ status }) => status === 'active')
  // A nought while the chart is still coming would be read as none.
  const counted = (rows: readonly unknown[]) =>
    rows.length > 0 || chart.held.state === 'held' ? rows.length : undefined
  return (
    <div className="chart-overview">
      <div className="chart-overview-actions">
        {mayVitals && (
          <Button
            className="chart-vitals-action"
            icon="activity"
            keys="w"
            isDisabled={!writable}
            onPress={() => onRecording(true)}
          >
            Record vitals
          </Button>
        )}
        {mayNote && (
          <>
            <IconButton
              icon="note"
              label="New note from a template"
              keys="Mod+Shift+N"
              look="plain"
              isDisabled={!writable}
              onPress={props.onTemplate}
            />
            <Button look="primary" icon="plus" keys="Mod+N" isDisabled={!writable} onPress={props.onNewNote}>
              New note
            </Button>
          </>
        )}
      </div>
      <Tabs
        label="Chart pages"
        selected={tab}
        onSelect={(id) => onTab(id as ChartTab)}
        items={[
          {
            id: 'timeline',
            label: 'Timeline',
            content: (
              <Timeline
                patient={patient}
                chart={chart}
                now={now}
                reveal={reveal}
                onNote={onNote}
                onThread={props.onThread}
              />
            ),
          },
          {
            id: 'results',
            label: 'Results',
            count: counted(chart.results),
            content: (
              <Results
                chart={chart}
                now={now}
                selected={series.results}
                onSelect={(id) => onSeries('results', { id })}
              />
            ),
          },
          {
            id: 'vitals',
            label: 'Vitals',
            content: (
              <SeriesPage
                label="Vitals"
                thing="Vital sign"
                series={chart.vitals}
                selected={series.vitals}
                onSelect={(id) => onSeries('vitals', { id })}
                now={now}
                tools={
                  recording ? (
                    <RecordVitals
                      patient={patient}
                      encounter={banner?.here?.encounter}
                      years={yearsOf(banner?.age)}
                      vitals={chart.vitals}
                      now={now}
                      writable={writable}
                      onClose={() => onRecording(false)}
                    />
                  ) : (
                    mayVitals &&
                    chart.vitals.length > 0 && (
                      <div className="chart-filter" data-when="narrow">
                        <Button
                          icon="activity"
                          keys="w"
                          size="s"
                          isDisabled={!writable}
                          onPress={() => onRecording(true)}
                        >
                          Record vitals
                        </Button>
                      </div>
                    )
                  )
                }
                empty={
                  recording ? null : (
                    <EmptyState
                      icon="activity"
                      title="No vitals yet"
                      actions={
                        mayVitals && (
                          <Button icon="activity" onPress={() => onRecording(true)} isDisabled={!writable}>
                            Record vitals
                          </Button>
                        )
                      }
                    />
                  )
                }
              />
            ),
          },
          {
            id: 'medicines',
            label: 'Medicines',
            count: counted(active(chart.medicines)),
            content: <Medicines chart={chart} />,
          },
          {
            id: 'problems',
            label: 'Problems',
            count: counted(active(chart.problems)),
            content: <Problems chart={chart} />,
          },
          {
            id: 'messages',
            label: 'Messages',
            content: (
              <Messages
                {...{ patient, banner, now, writable }}
                asked={props.thread}
                renderThread={props.renderThread}
              />
            ),
          },
        ]}
      />
    </div>
  )
}
