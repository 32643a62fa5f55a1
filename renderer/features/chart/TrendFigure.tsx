import { memo, useEffect, useRef, useState } from 'react'
import type { Series } from '../../../shared/contract/views/chart.js'
import { agoForReading } from '../../../shared/kernel/dates.js'
import { Flag, flagTone } from '../../ui/index.js'
import { plotted, referenceOf } from './trend.js'

const HEIGHT = 56
const PAD = 6

/** The width of an element, followed as it changes. */
export function useWidth<E extends HTMLElement>(): [React.RefObject<E | null>, number] {
  const ref = useRef<E>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => setWidth(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}

/** A series in a small figure: its course, its reference bound, its latest value in words. Opens the full table. */
export const TrendFigure = memo(function TrendFigure({
  series,
  now,
  onOpen,
}: {
  series: Series
  now: Date
  onOpen: () => void
}) {
  const [box, width] = useWidth<HTMLButtonElement>()
  const readings = plotted(series).slice(-8)
  const latest = series.readings[0]
  const first = readings[0]
  const last = readings.at(-1)
  if (!latest || !first || !last) return null
  const bound = series.high ?? series.low
  return (
    <button type="button" ref={box} className="chart-trend" onClick={onOpen}>
      <span className="chart-trend-head">
        <span>
          <span className="strong">{series.name}</span>
          {series.unit && `, ${series.unit}`}
        </span>
        <span className={`strong num nowrap tone-${flagTone(latest.flag)}`}>
          {latest.text} <Flag flag={latest.flag} />
        </span>
      </span>
      {width > 0 && <Course readings={readings} bound={bound} width={width} flag={latest.flag} />}
      <span className="chart-trend-foot num">
        <span>{agoForReading(first.at, now)}</span>
        {series.reference && <span title="Reference">ref. {referenceOf(series)}</span>}
        <span>{agoForReading(last.at, now)}</span>
      </span>
      {latest.earlier !== undefined && (
        <span className="chart-trend-corrected tone-attention num">
          corrected, was {latest.earlier} {series.unit}
        </span>
      )}
    </button>
  )
})

function Course({
  readings,
  bound,
  width,
  flag,
}: {
  readings: Series['readings']
  bound: number | undefined
  width: number
  flag: Series['readings'][number]['flag']
}) {
  const values = readings.flatMap(({ value, second }) => (second === undefined ? [value ?? 0] : [value ?? 0, second]))
  const all = bound === undefined ? values : [...values, bound]
  const [min, max] = [Math.min(...all), Math.max(...all)]
  const from = Date.parse(readings[0]?.at ?? '')
  const until = Date.parse(readings.at(-1)?.at ?? '')
  const x = (at: string) => PAD + (until === from ? 0.5 : (Date.parse(at) - from) / (until - from)) * (width - 2 * PAD)
  const y = (value: number) => PAD + (max === min ? 0.5 : 1 - (value - min) / (max - min)) * (HEIGHT - 2 * PAD)
  const lines: ('value' | 'second')[] = readings.some(({ second }) => second !== undefined)
    ? ['value', 'second']
    : ['value']
  return (
    <svg className="chart-course" data-tone={flagTone(flag)} width={width} height={HEIGHT} aria-hidden>
      {bound !== undefined && <line className="chart-course-bound" x1={0} x2={width} y1={y(bound)} y2={y(bound)} />}
      {lines.map((name) => {
        const points = readings.filter((reading) => reading[name] !== undefined)
        return (
          <g key={name}>
            <polyline
              points={points
                .map((point) => `${x(point.at).toFixed(1)},${y(point[name] as number).toFixed(1)}`)
                .join(' ')}
            />
            {points.map((point, index) => (
              <circle
                key={point.id}
                cx={x(point.at)}
                cy={y(point[name] as number)}
                r={3}
                data-last={index === points.length - 1 || undefined}
              />
            ))}
          </g>
        )
      })}
    </svg>
  )
}
