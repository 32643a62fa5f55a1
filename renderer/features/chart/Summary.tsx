import { memo } from 'react'
import type { ChartView, Series } from '../../../shared/contract/views/chart.js'
import { agoForReading, dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import { Flag, flagTone, Icon, Sparkline } from '../../ui/index.js'
import type { ChartTab } from './Overview.js'
import { heldWords, NoneLine, Part, VersionsMark } from './parts.js'
import { plotted } from './trend.js'
import { lastVisits } from './visit.js'

export interface SummaryProps {
  chart: ChartView
  now: Date
  onTab: (tab: ChartTab) => void
  onSeries: (tab: 'results' | 'vitals', series: Series) => void
  onReveal: (timelineId: string) => void
  /** Shown while a note fills the middle: the way back to the chart's own pages. */
  onOverview?: () => void
}

/** What one wants to know at a glance, always beside the work. */
export const Summary = memo(function Summary({ chart, now, onTab, onSeries, onReveal, onOverview }: SummaryProps) {
  const { held } = chart
  const problems = chart.problems.filter(({ status }) => status === 'active')
  const medicines = chart.medicines.filter(({ status }) => status === 'active' || status === 'on-hold')
  const given = chart.immunisations.filter(({ status }) => status === 'given')
  const visits = lastVisits(chart.timeline, now).slice(0, 4)
  return (
    <div className="chart-side-frame">
      <div className="chart-side">
        {onOverview && (
          <button type="button" className="chart-back" onClick={onOverview} aria-keyshortcuts="Alt+ArrowLeft">
            <Icon name="arrow-left" size={14} /> Chart overview
          </button>
        )}
        <Part
          title="Problems"
          count={problems.length}
          held={held}
          empty={problems.length === 0}
          onOpen={() => onTab('problems')}
          keys="p"
        >
          {problems.length === 0 && <NoneLine held={held}>No active problems</NoneLine>}
          <ul>
            {problems.map((problem) => (
              <li key={problem.id} className="chart-line">
                <span>
                  <span className="strong">{problem.text}</span>
                  <VersionsMark id={problem.id} />
                </span>
                {problem.onset && (
                  <span className="num faint" title={`since ${dateForReading(problem.onset)}`}>
                    {problem.onset.slice(0, 4)}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Part>
        <Part
          title="Medicines"
          count={medicines.length}
          held={held}
          empty={medicines.length === 0}
          onOpen={() => onTab('medicines')}
          keys="m"
        >
          {medicines.length === 0 && <NoneLine held={held}>No current medicines</NoneLine>}
          <ul>
            {medicines.map((medicine) => (
              <li key={medicine.id} className="chart-line" data-wrap>
                <span>
                  <span className="strong">{medicine.text}</span>
                  <VersionsMark id={medicine.id} /> <span className="muted">{medicine.sig}</span>
                  {medicine.status === 'on-hold' && <span className="tone-attention"> on hold</span>}
                </span>
              </li>
            ))}
          </ul>
        </Part>
        <Part
          title="Allergies"
          count={chart.allergies.length || undefined}
          held={held}
          empty={chart.allergies.length === 0}
        >
          {chart.allergies.length === 0 && (
            <NoneLine held={held}>None listed; the banner says whether anyone asked</NoneLine>
          )}
          <ul>
            {chart.allergies.map((allergy) => (
              <li key={allergy.id} className="chart-line" data-wrap>
                <span className={allergy.dangerous ? 'tone-danger' : undefined}>
                  {allergy.dangerous && <Icon name="alert" size={13} label="Dangerous" />}{' '}
                  <span className="strong">{allergy.text}</span>
                  <VersionsMark id={allergy.id} /> {allergy.reaction}
                  {allergy.severity && <span className="muted"> ({allergy.severity})</span>}
                </span>
              </li>
            ))}
          </ul>
        </Part>
        <VitalsPart chart={chart} now={now} onTab={onTab} onSeries={onSeries} />
        <Part title="Last visits" held={held} empty={visits.length === 0}>
          {visits.length === 0 && <NoneLine held={held}>No earlier visits here</NoneLine>}
          <ul>
            {visits.map((visit) => (
              <li key={visit.id}>
                <button type="button" className="chart-visit" onClick={() => onReveal(visit.id)}>
                  <span className="num faint">{agoForReading(visit.at, now)}</span>
                  <span>
                    {visit.title}
                    {visit.who && `, ${visit.who}`}
                    {visit.leftOpen?.map((text) => (
                      <span key={text} className="chart-visit-open tone-attention">
                        <Icon name="corner-down" size={12} /> left open: {text}
                      </span>
                    ))}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </Part>
        <Part title="Immunisations" count={given.length} held={held} empty={given.length === 0}>
          {given.length === 0 && <NoneLine held={held}>None recorded</NoneLine>}
          <ul>
            {given.slice(0, 3).map((shot) => (
              <li key={shot.id} className="chart-line">
                <span>{shot.text}</span>
                <span className="num faint nowrap">{shot.date ? dateForReading(shot.date) : 'date unknown'}</span>
              </li>
            ))}
            {given.length > 3 && <li className="chart-none">{given.length - 3} more on the timeline</li>}
          </ul>
        </Part>
      </div>
      <p className="chart-asof num">
        {held.state === 'held'
          ? `Chart ${heldWords(held)}, everything held on this workstation`
          : held.state === 'loading'
            ? 'The chart is on its way from the EHR; what is here is shown'
            : 'Only demographics are on this workstation'}
      </p>
    </div>
  )
})

function VitalsPart({ chart, now, onTab, onSeries }: Pick<SummaryProps, 'chart' | 'now' | 'onTab' | 'onSeries'>) {
  const shown = chart.vitals.filter(({ readings }) => readings.length > 0)
  const newest = shown
    .flatMap(({ readings }) => readings.slice(0, 1))
    .reduce<Series['readings'][number] | undefined>((a, b) => (a && a.at >= b.at ? a : b), undefined)
  const today = newest !== undefined && localDate(new Date(newest.at)) === localDate(now)
  const about = newest && [today ? timeForReading(newest.at) : agoForReading(newest.at, now), newest.by].filter(Boolean)
  return (
    <Part
      title={today ? 'Vitals today' : 'Last vitals'}
      about={about?.join(', ')}
      onOpen={() => onTab('vitals')}
      keys="v"
    >
      {shown.length === 0 && <NoneLine held={chart.held}>None recorded</NoneLine>}
      <ul>
        {shown.map((series) => (
          <VitalLine key={series.id} series={series} newest={newest} now={now} onSeries={onSeries} />
        ))}
      </ul>
    </Part>
  )
}

const VitalLine = memo(function VitalLine({
  series,
  newest,
  now,
  onSeries,
}: {
  series: Series
  newest: Series['readings'][number] | undefined
  now: Date
  onSeries: SummaryProps['onSeries']
}) {
  const latest = series.readings[0]
  if (!latest) return null
  const values = plotted(series)
    .slice(-8)
    .map(({ value }) => value as number)
  const older = newest !== undefined && localDate(new Date(latest.at)) !== localDate(new Date(newest.at))
  return (
    <li>
      <button type="button" className="chart-vital" onClick={() => onSeries('vitals', series)}>
        <span>
          {series.name}
          {older && <span className="chart-vital-older num faint">{agoForReading(latest.at, now)}</span>}
        </span>
        <span className={`strong num tone-${flagTone(latest.flag)}`}>
          {latest.text} <Flag flag={latest.flag} as="arrow" /> <span className="chart-unit faint">{series.unit}</span>
        </span>
        {values.length > 1 ? (
          <Sparkline values={values} tone={flagTone(latest.flag)} width={52} height={18} />
        ) : (
          <span />
        )}
      </button>
    </li>
  )
})
