import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import './barplot.css'

export interface BarSeries {
  name: string
  /** One for each of `names`; null where there is none. */
  values: readonly (number | null)[]
}

export interface BarPlotProps {
  /** Under the bars, from left to right. */
  names: readonly string[]
  /** One, or two side by side: the first is filled, the second an outline, so that they differ without colour. */
  series: readonly [BarSeries] | readonly [BarSeries, BarSeries]
  /** What is counted: `tasks`, `hours`. */
  unit: string
  /** Read aloud: what is plotted. A table of the same numbers stands beside every plot. */
  label: string
  height?: number
}

/** Counts side by side. */
export function BarPlot({ names, series, unit, label, height = 180 }: BarPlotProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element || names.length === 0) return
    let plot: uPlot | null = null
    const make = () => {
      plot?.destroy()
      const data = [names.map((_, at) => at), ...series.map(({ values }) => [...values])] as uPlot.AlignedData
      plot = new uPlot(options({ names, series, unit, height, width: element.clientWidth }, element), data, element)
    }
    make()
    const size = new ResizeObserver(() => {
      const width = element.clientWidth
      if (plot && width > 0 && width !== plot.width) plot.setSize({ width, height })
    })
    size.observe(element)
    // Canvas colours do not follow the theme by themselves.
    const theme = new MutationObserver(make)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-density'] })
    return () => {
      size.disconnect()
      theme.disconnect()
      plot?.destroy()
    }
  }, [names, series, unit, height])
  const [first, second] = series
  return (
    <figure className="ui-barplot">
      <div ref={box} role="img" aria-label={label} style={{ height }} />
      {second && (
        <figcaption className="ui-barplot-key" aria-hidden>
          <span data-as="filled">{first.name}</span>
          <span data-as="outline">{second.name}</span>
        </figcaption>
      )}
    </figure>
  )
}

function options(
  {
    names,
    series,
    unit,
    height,
    width,
  }: Pick<BarPlotProps, 'names' | 'series' | 'unit'> & { height: number; width: number },
  element: HTMLElement,
): uPlot.Options {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const accent = colour('--accent')
  const font = `11px ${colour('--font')}`
  const axis = { stroke: colour('--ink-3'), font, grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } }
  const paired = series.length > 1
  const paths = (align: -1 | 0 | 1) =>
    uPlot.paths.bars?.({ size: [paired ? 0.38 : 0.62, 64], align, gap: paired ? 2 : 0 })
  const bars = ({ name }: BarSeries, at: number): uPlot.Series => {
    const drawn = paths(paired ? (at === 0 ? -1 : 1) : 0)
    return {
      label: name,
      stroke: accent,
      width: 1.5,
      fill: at === 0 ? accent : 'transparent',
      points: { show: false },
      ...(drawn && { paths: drawn }),
    }
  }
  const highest = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))
  // A name has the width of its bars, in letters of about six pixels; where that is too little for any, some are left out
  // evenly. The table has them all.
  const letters = Math.floor((width - 60) / names.length / 6)
  const every = letters >= 7 ? 1 : Math.ceil(8 / Math.max(letters, 1))
  const room = letters * every
  const nameAt = (at: number): string => {
    const name = names[at] ?? ''
    if ((names.length - 1 - at) % every !== 0) return ''
    return name.length > room ? `${name.slice(0, room - 1).trimEnd()}…` : name
  }
  return {
    width,
    height,
    padding: [10, 8, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [-0.6, names.length - 0.4] },
      y: { range: () => [0, highest * 1.08] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 26,
        splits: () => names.map((_, at) => at),
        values: (_plot, splits) => splits.map(nameAt),
      },
      {
        ...axis,
        size: 44,
        label: unit,
        labelFont: font,
        labelSize: 16,
        labelGap: 2,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
      },
    ],
    series: [{}, ...series.map(bars)],
  }
}
