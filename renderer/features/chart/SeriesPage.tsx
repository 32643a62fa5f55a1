import { memo, type ReactNode, useMemo, useState } from 'react'
import type { Reading, Series } from '../../../shared/contract/views/chart.js'
import { agoForReading, dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import {
  type Column,
  EmptyState,
  flagTone,
  ResultValue,
  Sparkline,
  Table,
  TrendPlot,
  UnsentMark,
} from '../../ui/index.js'
import { useWidth } from './TrendFigure.js'
import { changeText, plotted, referenceOf } from './trend.js'

export interface SeriesPageProps {
  label: string
  /** What a row is: `Test`, `Vital sign`. */
  thing: string
  series: readonly Series[]
  selected: string | null
  onSelect: (id: string) => void
  now: Date
  /** Above the table: a search field, a button. */
  tools?: ReactNode
  empty: ReactNode
}

/** Every measured thing with its latest value; the chosen one below, as a plot and as a table. */
export function SeriesPage({ label, thing, series, selected, onSelect, now, tools, empty }: SeriesPageProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  const hasReference = series.some(({ reference }) => reference !== undefined)
  const columns = useMemo(() => seriesColumns(thing, now, width, hasReference), [thing, now, width, hasReference])
  const chosen = series.find(({ id }) => id === selected) ?? series[0]
  return (
    <div className="chart-page" ref={box}>
      {tools}
      {series.length === 0 || !chosen ? (
        empty
      ) : (
        <>
          <Table
            className="chart-series"
            label={label}
            columns={columns}
            rows={series}
            selected={chosen.id}
            onSelect={onSelect}
            estimate={40}
          />
          <SeriesDetail key={chosen.id} series={chosen} now={now} wide={width > 620} />
        </>
      )}
    </div>
  )
}

function seriesColumns(thing: string, now: Date, width: number, hasReference: boolean): Column<Series>[] {
  const all: (Column<Series> & { from: number })[] = [
    {
      id: 'name',
      header: thing,
      width: 'minmax(104px, 1.2fr)',
      from: 0,
      render: (row) => <span className="strong">{row.name}</span>,
    },
    {
      id: 'latest',
      header: 'Latest',
      width: 'minmax(138px, 1.2fr)',
      from: 0,
      render: (row) => {
        const latest = row.readings[0]
        return latest && <ResultValue text={latest.text} unit={row.unit} flag={latest.flag} earlier={latest.earlier} />
      },
    },
    {
      id: 'reference',
      header: 'Reference',
      width: 'minmax(84px, .8fr)',
      from: 560,
      render: (row) => (
        <span className="num muted nowrap">{referenceOf(row) ?? <span className="faint">none given</span>}</span>
      ),
    },
    {
      id: 'last',
      header: 'Last',
      width: 'minmax(96px, .8fr)',
      from: 660,
      render: (row) => {
        const before = row.readings[1]
        const change = changeText(row.readings[0], before)
        return (
          <span className="num muted nowrap">
            {before ? before.text : <span className="faint">first</span>}
            {change && <span className="faint"> {change}</span>}
          </span>
        )
      },
    },
    {
      id: 'trend',
      header: 'Trend',
      width: '84px',
      from: 440,
      render: (row) => {
        const values = plotted(row)
          .slice(-8)
          .map(({ value }) => value as number)
        return (
          values.length > 1 && (
            <Sparkline values={values} tone={flagTone(row.readings[0]?.flag)} low={row.low} high={row.high} />
          )
        )
      },
    },
    {
      id: 'when',
      header: 'When',
      width: '86px',
      from: 0,
      render: (row) => (
        <span className="num faint nowrap">
          {row.readings[0] && agoForReading(row.readings[0].at, now)}{' '}
          <UnsentMark bare state={row.readings[0]?.unsent} />
        </span>
      ),
    },
  ]
  return all.filter(({ id, from }) => (width === 0 || width >= from) && (hasReference || id !== 'reference'))
}

const SeriesDetail = memo(function SeriesDetail({ series, now, wide }: { series: Series; now: Date; wide: boolean }) {
  const [marked, setMarked] = useState<number | undefined>()
  const points = useMemo(
    () =>
      plotted(series).map(({ at, value, second, flag }) => ({
        at: Date.parse(at),
        value: value as number,
        ...(second === undefined ? {} : { second }),
        ...(flag ? { flag } : {}),
      })),
    [series],
  )
  const columns = useMemo(() => readingColumns(series, now), [series, now])
  const selected = series.readings.find(({ at }) => Date.parse(at) === marked)?.id ?? null
  return (
    <section className="chart-detail" aria-label={series.name} data-wide={wide || undefined}>
      <header className="chart-detail-head">
        <h4>{series.name}</h4>
        <span className="muted num">
          {series.unit && `${series.unit} · `}
          {series.reference && `reference ${referenceOf(series)} · `}
          {`${series.readings.length} ${series.readings.length === 1 ? 'reading' : 'readings'}`}
        </span>
      </header>
      <div className="chart-detail-body">
        {points.length > 1 ? (
          <TrendPlot
            points={points}
            unit={series.unit}
            low={series.low}
            high={series.high}
            marked={marked}
            onMark={setMarked}
            height={196}
            label={`${series.name}: ${points.length} readings from ${agoForReading(series.readings.at(-1)?.at as never, now)} to ${agoForReading(series.readings[0]?.at as never, now)}; the same values stand in the table beside it`}
          />
        ) : (
          <EmptyState compact icon="activity" title={points.length === 1 ? 'One reading so far' : 'Nothing to plot'}>
            {points.length === 1 ? 'A trend is drawn from the second one.' : 'These values are words.'}
          </EmptyState>
        )}
        <Table
          className="chart-readings"
          label={`${series.name}, all readings`}
          columns={columns}
          rows={series.readings}
          selected={selected}
          onSelect={(id) => {
            const reading = series.readings.find((one) => one.id === id)
            setMarked(reading && Date.parse(reading.at))
          }}
          estimate={34}
        />
      </div>
    </section>
  )
})

function readingColumns(series: Series, now: Date): Column<Reading>[] {
  return [
    {
      id: 'when',
      header: 'When',
      width: '84px',
      render: ({ at }) => {
        const day = localDate(new Date(at))
        return (
          <span className="num nowrap" title={`${dateForReading(day)} ${timeForReading(at)}`}>
            {day === localDate(now) ? `today ${timeForReading(at)}` : dateForReading(day)}
          </span>
        )
      },
    },
    {
      id: 'value',
      header: 'Value',
      width: 'minmax(112px, 1.4fr)',
      render: (reading) => (
        <ResultValue text={reading.text} unit={series.unit} flag={reading.flag} earlier={reading.earlier} />
      ),
    },
    {
      id: 'by',
      header: 'By',
      width: 'minmax(56px, 1fr)',
      render: (reading) => (
        <span className="chart-cell-words muted ellipsis" title={reading.by}>
          {reading.status === 'preliminary' ? <span className="tone-attention">preliminary</span> : reading.by}
        </span>
      ),
    },
  ]
}
