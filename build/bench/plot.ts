/** One measured cost: points of patients and milliseconds. */
export interface Series {
  name: string
  ours: [number, number][]
  baseline: [number, number][]
}

const width = 860
const height = 480
const frame = { left: 76, right: 286, top: 24, bottom: 58 }
/** Told apart by shape and by the words at their end as well. */
const looks = [
  { light: '#1d5fc4', dark: '#7db0ff', mark: 'M-5,-5h10v10h-10z' },
  { light: '#b3470e', dark: '#ffab73', mark: 'M0,-6l6,11h-12z' },
  { light: '#0b7a54', dark: '#5fd6a6', mark: 'M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0' },
  { light: '#7a3db8', dark: '#cda5ff', mark: 'M0,-6l6,6l-6,6l-6,-6z' },
  { light: '#8a6a00', dark: '#e8c65a', mark: 'M-6,-2h4v-4h4v4h4v4h-4v4h-4v-4h-4z' },
]

const words = (ms: number): string => {
  if (ms >= 60_000) return `${Number((ms / 60_000).toPrecision(2))} min`
  if (ms >= 1_000) return `${Number((ms / 1_000).toPrecision(2))} s`
  return `${Number(ms.toPrecision(2))} ms`
}

/** A decade of the axis: whole milliseconds or seconds. */
const tick = (ms: number): string =>
  ms >= 1_000 ? `${(ms / 1_000).toLocaleString('en-GB')} s` : `${ms.toLocaleString('en-GB')} ms`

/** Cost against the size of the clinic, both logarithmic, as an SVG for light and dark pages. */
export function plot(sizes: readonly number[], series: readonly Series[]): string {
  const drawn = series.map((each, at) => ({ ...each, at })).filter(({ ours }) => ours.length > 0)
  const values = drawn.flatMap(({ ours, baseline }) => [...ours, ...baseline].map(([, ms]) => ms))
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.ceil(Math.log10(Math.max(...values)))
  const [first, last] = [Math.log10(sizes[0] as number), Math.log10(sizes.at(-1) as number)]
  const x = (n: number): number =>
    frame.left + ((Math.log10(n) - first) / (last - first)) * (width - frame.left - frame.right)
  const y = (ms: number): number =>
    height - frame.bottom - ((Math.log10(ms) - low) / (high - low)) * (height - frame.top - frame.bottom)

  const path = (points: readonly [number, number][]): string =>
    points.map(([n, ms], at) => `${at === 0 ? 'M' : 'L'}${x(n).toFixed(1)},${y(ms).toFixed(1)}`).join('')
  const decades = Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at))
  const grid = decades.map(
    (ms) =>
      `<path class="grid" d="M${frame.left},${y(ms).toFixed(1)}H${width - frame.right}"/><text x="${frame.left - 10}" y="${(y(ms) + 4).toFixed(1)}" text-anchor="end">${tick(ms)}</text>`,
  )
  const feet = sizes.map(
    (n) =>
      `<path class="grid" d="M${x(n).toFixed(1)},${frame.top}V${height - frame.bottom}"/><text x="${x(n).toFixed(1)}" y="${height - frame.bottom + 20}" text-anchor="middle">${n.toLocaleString('en-GB')}</text>`,
  )
  const ends = spread(drawn.map(({ ours }) => y((ours.at(-1) as [number, number])[1])))
  const curves = drawn.map(({ name, ours, baseline, at }, place) => {
    const { mark } = looks[at % looks.length] as (typeof looks)[number]
    const marks = ours.map(
      ([n, ms]) => `<path d="${mark}" transform="translate(${x(n).toFixed(1)},${y(ms).toFixed(1)})"/>`,
    )
    const [, lastMs] = ours.at(-1) as [number, number]
    const label = `<text x="${width - frame.right + 14}" y="${((ends[place] as number) + 4).toFixed(1)}" class="name">${name}: ${words(lastMs)}</text>`
    const plain = baseline.length > 0 ? `<path class="plain" d="${path(baseline)}"/>` : ''
    return `<g class="s${at}">${plain}<path class="line" d="${path(ours)}"/>${marks.join('')}${label}</g>`
  })
  const colours = (look: 'light' | 'dark'): string => looks.map((each, at) => `.s${at}{--c:${each[look]}}`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Cost against the number of patients held">
<style>
:root{--ink:#24292f;--grid:#d0d7de;--paper:#fff}${colours('light')}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--grid:#3d444d;--paper:#0d1117}${colours('dark')}}
rect{fill:var(--paper)}text{font:13px system-ui,sans-serif;fill:var(--ink)}
.grid{stroke:var(--grid);fill:none}.line{stroke:var(--c);stroke-width:2.5;fill:none}
.plain{stroke:var(--c);stroke-width:1.5;stroke-dasharray:5 4;fill:none}g path{fill:var(--c)}g .line,g .plain{fill:none}
.name{fill:var(--c);font-weight:600}
</style>
<rect width="${width}" height="${height}"/>
${[...grid, ...feet, ...curves].join('\n')}
<text x="${((frame.left + width - frame.right) / 2).toFixed(0)}" y="${height - 14}" text-anchor="middle">Patients held. Solid: Rounds. Dashed: its baseline in the same run.</text>
</svg>
`
}

/** Labels keep a line's height from one another. */
function spread(places: readonly number[]): number[] {
  const gap = 18
  const order = places.map((_, at) => at).sort((a, b) => (places[a] as number) - (places[b] as number))
  const moved = [...places]
  let before = Number.NEGATIVE_INFINITY
  for (const at of order) {
    moved[at] = Math.max(moved[at] as number, before + gap)
    before = moved[at] as number
  }
  return moved
}
