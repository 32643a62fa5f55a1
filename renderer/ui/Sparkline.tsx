import { sparkPath } from './spark.js'
import './spark.css'
import type { Tone } from './tone.js'

export interface SparklineProps {
  /** Oldest first. */
  values: readonly number[]
  tone?: Tone
  width?: number
  height?: number
  /** Reference bounds, drawn as a band. */
  low?: number
  high?: number
  /** Read aloud: `Potassium, last five: 4.4, 4.5, 4.5, 4.9, 6.1`. */
  label?: string
}

/** The shape of the last few values, last one marked. Never the only place where a value is told. */
export function Sparkline({ values, tone = 'plain', width = 76, height = 20, low, high, label }: SparklineProps) {
  if (values.length === 0) return null
  const { points, y } = sparkPath(values, width, height, low, high)
  const last = points.at(-1) as [number, number]
  const top = high !== undefined ? Math.max(0, y(high)) : 0
  const bottom = low !== undefined ? Math.min(height, y(low)) : height
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true }
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or decoration beside the value
    <svg
      className="ui-spark"
      data-tone={tone}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      {...named}
    >
      {(low !== undefined || high !== undefined) && bottom > top && (
        <rect className="ui-spark-band" x={0} y={top} width={width} height={bottom - top} rx={2} />
      )}
      {points.length > 1 && (
        <polyline points={points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ')} />
      )}
      <circle cx={last[0]} cy={last[1]} r={2.2} />
    </svg>
  )
}
