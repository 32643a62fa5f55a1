import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import './trendplot.css'
import { type FlagCode, flagTone } from './Tag.js'

export interface TrendPoint {
  /** Milliseconds since 1970. */
  at: number
  value: number
  /** The lower of a pair, such as diastolic pressure. */
  second?: number
  flag?: FlagCode
}

export interface TrendPlotProps {
  /** Oldest first. A table of the same values stands beside every plot: the plot itself is a picture. */
  points: readonly TrendPoint[]
  unit: string
  low?: number
  high?: number
  /** Read aloud: what is plotted, from when to when. */
  label: string
  height?: number
  /** The point marked in the table beside it, by its time. */
  marked?: number
  onMark?: (at: number | undefined) => void
}

const tones = { danger: '--crit', attention: '--warn' } as Record<string, string>

/** Values over time with their reference band; points outside it carry their letter, in the tone of their flag. */
export function TrendPlot({ points, unit, low, high, label, height = 190, marked, onMark }: TrendPlotProps) {
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const mark = useRef({ marked, onMark })
  mark.current = { marked, onMark }

  useEffect(() => {
    const element = box.current
    if (!element || points.length === 0) return
    const make = () => {
      plot.current?.destroy()
      plot.current = new uPlot(
        options(points, { unit, low, high, height, width: element.clientWidth }, element, mark),
        columns(points),
        element,
      )
    }
    make()
    const size = new ResizeObserver(() => {
      const width = element.clientWidth
      if (plot.current && width > 0 && width !== plot.current.width) plot.current.setSize({ width, height })
    })
    size.observe(element)
    // Canvas colours do not follow the theme by themselves.
    const theme = new MutationObserver(make)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-density'] })
    return () => {
      size.disconnect()
      theme.disconnect()
      plot.current?.destroy()
      plot.current = null
    }
  }, [points, unit, low, high, height])

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawing reads the mark from its ref
  useEffect(() => plot.current?.redraw(false), [marked])

  return <div ref={box} className="ui-trendplot" role="img" aria-label={label} style={{ height }} />
}

function columns(points: readonly TrendPoint[]): uPlot.AlignedData {
  const times = points.map(({ at }) => at / 1000)
  const values = points.map(({ value }) => value)
  return points.some(({ second }) => second !== undefined)
    ? [times, values, points.map(({ second }) => second ?? null)]
    : [times, values]
}

/** Values, and the reference bounds where they are near enough not to flatten the line. */
function rangeOf(points: readonly TrendPoint[], low?: number, high?: number): [number, number] {
  const all = points.flatMap(({ value, second }) => (second === undefined ? [value] : [value, second]))
  let min = Math.min(...all)
  let max = Math.max(...all)
  const spread = Math.max(max - min, Math.abs(max) * 0.04, 0.2)
  for (const bound of [low, high]) {
    if (bound === undefined) continue
    if (bound < min && min - bound < spread * 1.5) min = bound
    if (bound > max && bound - max < spread * 1.5) max = bound
  }
  const pad = Math.max(max - min, spread) * 0.16
  return [min - pad, max + pad]
}

function options(
  points: readonly TrendPoint[],
  { unit, low, high, height, width }: { unit: string; low?: number; high?: number; height: number; width: number },
  element: HTMLElement,
  mark: { current: Pick<TrendPlotProps, 'marked' | 'onMark'> },
): uPlot.Options {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const ink = colour('--ink-3')
  const line = colour('--line')
  const accent = colour('--accent')
  const surface = colour('--surface')
  const font = `11px ${colour('--font')}`
  const first = points[0]?.at ?? 0
  const last = points.at(-1)?.at ?? 0
  const space = Math.max((last - first) * 0.04, 43_200_000)
  const stroke = { stroke: accent, width: 1.75, points: { show: false } }
  const pair = points.some(({ second }) => second !== undefined)
  const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { show: false } }

  return {
    width,
    height,
    padding: [16, 14, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: true, range: () => [(first - space) / 1000, (last + space) / 1000] },
      y: { range: () => rangeOf(points, low, high) },
    },
    axes: [
      { ...axis, grid: { show: false }, space: 70, size: 38 },
      { ...axis, size: 44, label: unit, labelFont: font, labelSize: 16, labelGap: 2 },
    ],
    series: [{}, stroke, ...(pair ? [{ ...stroke, dash: [5, 4] }] : [])],
    hooks: {
      drawClear: [
        (chart) => {
          if (low === undefined && high === undefined) return
          const { left, top, width: wide, height: tall } = chart.bbox
          const upper = high === undefined ? top : Math.max(top, chart.valToPos(high, 'y', true))
          const lower = low === undefined ? top + tall : Math.min(top + tall, chart.valToPos(low, 'y', true))
          if (lower <= upper) return
          chart.ctx.fillStyle = colour('--accent-soft')
          chart.ctx.fillRect(left, upper, wide, lower - upper)
        },
      ],
      draw: [
        (chart) => {
          const { ctx } = chart
          const scale = devicePixelRatio
          ctx.save()
          ctx.textAlign = 'center'
          ctx.setLineDash([])
          ctx.font = `600 ${11 * scale}px ${colour('--font')}`
          for (const point of points) {
            const tone = colour(tones[flagTone(point.flag)] ?? '--accent')
            const x = chart.valToPos(point.at / 1000, 'x', true)
            const marked = mark.current.marked === point.at
            for (const value of point.second === undefined ? [point.value] : [point.value, point.second]) {
              const y = chart.valToPos(value, 'y', true)
              ctx.beginPath()
              ctx.arc(x, y, (marked ? 5.5 : 3.5) * scale, 0, Math.PI * 2)
              ctx.fillStyle = marked ? tone : surface
              ctx.fill()
              ctx.lineWidth = 1.75 * scale
              ctx.strokeStyle = tone
              ctx.stroke()
            }
            if (point.flag && point.flag !== 'N' && points.length <= 40) {
              ctx.fillStyle = tone
              ctx.fillText(point.flag, x, chart.valToPos(point.value, 'y', true) - 9 * scale)
            }
          }
          ctx.restore()
        },
      ],
      setCursor: [
        (chart) => {
          const at = chart.cursor.idx == null ? undefined : points[chart.cursor.idx]?.at
          if (at !== mark.current.marked) mark.current.onMark?.(at)
        },
      ],
    },
  }
}
