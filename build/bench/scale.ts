import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from '../root.ts'
import { plot, type Series } from './plot.ts'
import { figure, type Result } from './result.ts'

/** Patients in the practice clinic. */
export const sizes = [5_000, 50_000, 500_000] as const

/** What is measured at each size; a delta is measured against the smallest. */
export const benchmarksAt = (patients: number): string[] => [
  'first-pull',
  'start-up',
  'search',
  ...(patients > sizes[0] ? ['delta-pull'] : []),
]

export interface Scale {
  date: string
  machine: string
  results: { patients: number; result: Result }[]
}

export const newScale = (): Scale => ({
  date: new Date().toISOString().slice(0, 10),
  machine: `${availableParallelism()} processor cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node ${process.versions.node}`,
  results: [],
})

interface Line {
  what: string
  unit: string
  of: string
  ours(result: Result): number
  baseline?(result: Result): number
  budget?: string
  met?(ours: number, ratio: number): boolean
}

const more =
  (name: string) =>
  ({ more: figures }: Result): number =>
    figures?.[name] ?? Number.NaN

const lines: readonly Line[] = [
  {
    what: 'First pull, whole clinic',
    unit: 's',
    of: 'first-pull',
    ours: ({ ours }) => ours.p50,
    baseline: ({ baseline }) => baseline.p50,
    budget: '≤ 1.7 ×',
    met: (_, ratio) => ratio <= 1.7,
  },
  {
    what: 'First pull, most memory',
    unit: 'MB',
    of: 'first-pull',
    ours: more('most memory, MB'),
    baseline: more('most memory of the baseline, MB'),
    budget: 'bounded',
  },
  {
    what: 'First pull, longest block while somebody types',
    unit: 'ms',
    of: 'first-pull',
    ours: more('longest block while somebody types, ms'),
    budget: '< 50 ms',
    met: (ours) => ours < 50,
  },
  {
    what: 'Pull of 1,000 changes, beside 5,000 held',
    unit: 'ms',
    of: 'delta-pull',
    ours: ({ ours }) => ours.p50,
    baseline: ({ baseline }) => baseline.p50,
    budget: '≤ 1.3 ×',
    met: (_, ratio) => ratio <= 1.3,
  },
  {
    what: 'Patient search, p99',
    unit: 'ms',
    of: 'search',
    ours: ({ ours }) => ours.p99,
    baseline: ({ baseline }) => baseline.p99,
    budget: '≤ 1.5 × and ≤ 10 ms',
    met: (ours, ratio) => ratio <= 1.5 && ours <= 10,
  },
  {
    what: 'Patient search, misspelt, p99',
    unit: 'ms',
    of: 'search',
    ours: more('misspelt, p99, ms'),
    baseline: (result) => more('misspelt, p99, ms')(result) / more('misspelt, p99, ratio')(result),
    budget: '≤ 10 ms',
    met: (ours) => ours <= 10,
  },
  {
    what: 'A chart’s answer, p95',
    unit: 'ms',
    of: 'start-up',
    ours: more('chart, p95, ms'),
    baseline: more('reading and parsing its rows, p95, ms'),
  },
  {
    what: 'Core: profile opened to Today answered',
    unit: 'ms',
    of: 'start-up',
    ours: ({ ours }) => ours.p50,
    baseline: ({ baseline }) => baseline.p50,
  },
  { what: 'Core: memory at rest', unit: 'MB', of: 'start-up', ours: more('memory at rest, MB') },
]

/** A row for each figure, three columns for each size. */
function table({ results }: Scale): string {
  const head = sizes.map((patients) => patients.toLocaleString('en-GB'))
  const rows = lines.map((line) => {
    const cells = sizes.map((patients) => {
      const result = results.find((each) => each.patients === patients && each.result.name === line.of)?.result
      if (!result) return '–'
      const ours = line.ours(result)
      const baseline = line.baseline?.(result)
      const ratio = baseline === undefined ? Number.NaN : ours / baseline
      const verdict = line.met ? (line.met(ours, ratio) ? ', met' : ', **missed**') : ''
      const beside = baseline === undefined ? '' : ` / ${figure(baseline)} = ${ratio.toFixed(2)} ×`
      return `${figure(ours)}${beside}${verdict}`
    })
    return `| ${line.what}, ${line.unit} | ${cells.join(' | ')} | ${line.budget ?? ''} |`
  })
  return [`| ours / baseline | ${head.join(' | ')} | aim |`, '|---|---|---|---|---|', ...rows].join('\n')
}

const page = join(root, 'docs/PERFORMANCE.md')
const picture = join(root, 'docs/pictures/scale.svg')
const begin = '<!-- figures -->'
const end = '<!-- end of figures -->'

/** Writes the table into the page and draws the picture beside it. */
export function publish(scale: Scale): void {
  const text = readFileSync(page, 'utf8')
  const [before, after] = [text.indexOf(begin) + begin.length, text.indexOf(end)]
  const note = `Measured on ${scale.date}: ${scale.machine}.`
  writeFileSync(page, `${text.slice(0, before)}\n${note}\n\n${table(scale)}\n${text.slice(after)}`)
  writeFileSync(picture, plot(sizes, seriesOf(scale)))
}

function seriesOf({ results }: Scale): Series[] {
  const drawn: [string, string, (result: Result) => number, ((result: Result) => number)?][] = [
    ['First pull', 'first-pull', ({ ours }) => ours.p50 * 1000, ({ baseline }) => baseline.p50 * 1000],
    ['Pull of 1,000 changes', 'delta-pull', ({ ours }) => ours.p50],
    ['Profile opened to Today', 'start-up', ({ ours }) => ours.p50, ({ baseline }) => baseline.p50],
    ['Chart, p95', 'start-up', more('chart, p95, ms')],
    ['Search, p99', 'search', ({ ours }) => ours.p99, ({ baseline }) => baseline.p99],
  ]
  return drawn.map(([name, of, ours, baseline]) => {
    const found = results.filter(({ result }) => result.name === of)
    const points = (value: (result: Result) => number): [number, number][] =>
      found.map(({ patients, result }): [number, number] => [patients, value(result)])
    const delta = of === 'delta-pull' ? found.slice(0, 1) : []
    const smallest = delta.map(({ result }): [number, number] => [sizes[0], result.baseline.p50])
    return { name, ours: [...smallest, ...points(ours)], baseline: baseline ? points(baseline) : [] }
  })
}
