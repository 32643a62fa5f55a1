import { type ReactNode, useMemo, useState } from 'react'
import { agoForReading } from '../../shared/kernel/dates.js'
import type { Instant } from '../../shared/kernel/ids.js'
import { type ReportRow, ReportTable } from './Report.js'
import { Notice } from './State.js'
import { type FlagCode, Tag } from './Tag.js'
import { TrendPlot } from './TrendPlot.js'
import './resultsheet.css'

export interface PlottedSeries {
  /** The test's code. */
  id: string
  name: string
  unit: string
  low?: number
  high?: number
  /** Newest first. */
  readings: readonly { at: Instant; text: string; value?: number; second?: number; flag?: FlagCode }[]
}

export interface ResultSheetProps {
  name: string
  status: 'preliminary' | 'final' | 'corrected' | 'partial'
  /** The most abnormal first. */
  rows: readonly (ReportRow & { code: string })[]
  series: readonly PlottedSeries[]
  conclusion?: string | undefined
  /** Values it names that are not here yet. */
  missing?: number
  /** The chart is not all here: there may be earlier values. */
  partial?: boolean | undefined
  /** When it was collected and received, and who ordered it. */
  aside?: ReactNode
  now: Date
  /** Between the heading and the values: how far it has come. */
  children?: ReactNode
}

const statusTags: Record<ResultSheetProps['status'], ReactNode> = {
  preliminary: <Tag tone="attention">Preliminary</Tag>,
  partial: <Tag tone="attention">Partial</Tag>,
  final: <Tag>Final</Tag>,
  corrected: <Tag tone="attention">Corrected</Tag>,
}

/** A result: the worst first by word and mark, its values with their reference, and the chosen test over time. */
export function ResultSheet(props: ResultSheetProps) {
  const { name, status, rows, series, conclusion, missing = 0, partial, aside, now, children } = props
  const [chosen, setChosen] = useState<string>()
  const row = rows.find(({ id }) => id === chosen) ?? rows.find(({ code }) => plottable(series, code)) ?? rows[0]
  const plotted = series.find(({ id }) => id === row?.code)
  return (
    <section className="card ui-sheet" aria-label={name}>
      <header className="ui-sheet-head">
        <h2>{name}</h2>
        {statusTags[status]}
        <Worst rows={rows} />
        <span className="ui-sheet-aside faint num">{aside}</span>
      </header>
      {children}
      {missing > 0 && (
        <Notice tone="attention" icon="clock">
          {missing === 1 ? 'One of its values is' : `${missing} of its values are`} not on this workstation yet.
        </Notice>
      )}
      <div className="ui-sheet-body">
        {rows.length > 0 && (
          <ReportTable label={name} rows={rows} partial={partial} selected={row?.id} onSelect={setChosen} />
        )}
        {plotted && <Course series={plotted} now={now} />}
      </div>
      {conclusion && <p className="ui-sheet-conclusion selectable">{conclusion}</p>}
    </section>
  )
}

const plottable = (series: readonly PlottedSeries[], code: string): boolean =>
  (series.find(({ id }) => id === code)?.readings.filter(({ value }) => value !== undefined).length ?? 0) > 1

/** How many values are abnormal, the critical ones named. */
function Worst({ rows }: { rows: ResultSheetProps['rows'] }) {
  const critical = rows.filter(({ flag }) => flag === 'HH' || flag === 'LL')
  const abnormal = rows.filter(({ flag }) => flag === 'H' || flag === 'L' || flag === 'A').length
  return (
    <>
      {critical.length > 0 && (
        <Tag tone="danger" icon="alert">
          Critical: {critical.map((row) => row.name).join(', ')}
        </Tag>
      )}
      {abnormal > 0 && (
        <Tag tone="attention" icon="important">
          {abnormal} {critical.length > 0 ? 'more abnormal' : 'abnormal'}
        </Tag>
      )}
    </>
  )
}

/** One test over time; the newest readings stand in words under it, since a plot is only a picture. */
function Course({ series, now }: { series: PlottedSeries; now: Date }) {
  const { name, unit, low, high, readings } = series
  const points = useMemo(
    () =>
      readings
        .flatMap(({ at, value, second, flag }) =>
          value === undefined
            ? []
            : [{ at: Date.parse(at), value, ...(second !== undefined && { second }), ...(flag && { flag }) }],
        )
        .reverse(),
    [readings],
  )
  const first = readings.at(-1)
  if (points.length < 2 || !first) return null
  return (
    <figure className="ui-sheet-plot">
      <figcaption>
        <span className="strong">{name}</span>
        <span className="faint num">
          {points.length} readings since {agoForReading(first.at, now)}
        </span>
      </figcaption>
      <TrendPlot
        points={points}
        unit={unit}
        {...(low !== undefined && { low })}
        {...(high !== undefined && { high })}
        height={150}
        label={`${name}: ${points.length} readings; the newest stand under the plot`}
      />
      <ol className="ui-sheet-readings num" aria-label={`${name}, newest first`}>
        {readings.slice(0, 5).map((reading) => (
          <li key={reading.at}>
            <span className="strong">
              {reading.text}
              {reading.flag && reading.flag !== 'N' && ` ${reading.flag}`}
            </span>{' '}
            <span className="faint">{agoForReading(reading.at, now)}</span>
          </li>
        ))}
      </ol>
    </figure>
  )
}
