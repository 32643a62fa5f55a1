import type { Reading, Series } from '../../../../shared/contract/views/chart.js'
import {
  changeWords,
  dateWords,
  dayWords,
  type Measured,
  seriesWords,
  trendWords,
  valueWords,
} from '../../../../shared/domain/smart/value.js'
import { localDate, timeForReading } from '../../../../shared/kernel/dates.js'
import { measuredOf, type Said, type SmartChart, type SmartKind } from './smart-chart.js'

/** Vital signs by their link; LOINC. */
const signs = {
  bp: ['85354-9', 'BP', 'Blood pressure'],
  pulse: ['8867-4', 'pulse', 'Pulse'],
  respirations: ['9279-1', 'respirations', 'Respirations'],
  temperature: ['8310-5', 'temperature', 'Temperature'],
  saturation: ['59408-5', 'oxygen saturation', 'Oxygen saturation'],
  weight: ['29463-7', 'weight', 'Weight'],
  height: ['8302-2', 'height', 'Height'],
  bmi: ['39156-5', 'BMI', 'BMI'],
} as const

const shortNames = new Map<string, string>(Object.values(signs).map(([code, short]) => [code, short]))

/** How many earlier pressures are told. */
const pressures = 4

const sourcesOf = (chart: SmartChart, { readings }: Series, most: number) =>
  readings.slice(0, most).map(({ id }) => chart.saidBy(id))

interface Measurement {
  series: Series
  reading: Reading
}

/** What was measured on a day, by when and by whom: `BP 146/88 mmHg, pulse 76/min (22 Nov 2026 10:12, Maria Ruiz)`. */
function measuredOn(chart: SmartChart, day: string): Said | undefined {
  const sets = new Map<string, { at: string; by: string | undefined; of: Measurement[] }>()
  for (const series of chart.allVitals) {
    for (const reading of series.readings) {
      if (localDate(new Date(reading.at)) !== day) continue
      const key = `${reading.at.slice(0, 16)} ${reading.by ?? ''}`
      const set = sets.get(key) ?? { at: reading.at, by: reading.by, of: [] }
      set.of.push({ series, reading })
      sets.set(key, set)
    }
  }
  if (sets.size === 0) return undefined
  const newest = [...sets.values()].sort((a, b) => (a.at < b.at ? 1 : -1))
  const texts = newest.map(({ at, by, of }, place) => {
    const values = of.map(({ series, reading }) => {
      const state =
        reading.status === 'preliminary'
          ? ', preliminary'
          : reading.earlier
            ? `, corrected, was ${reading.earlier}`
            : ''
      return `${shortNames.get(series.id.split(' ')[0] as string) ?? series.name} ${valueWords({ ...series, ...reading })}${state && ` (${state.slice(2)})`}`
    })
    const time = place === 0 ? `${dayWords(at)} ${timeForReading(at as never)}` : timeForReading(at as never)
    return `${values.join(', ')} (${[time, by].filter(Boolean).join(', ')})`
  })
  const text = texts.join('; ')
  return {
    text: `${text[0]?.toUpperCase()}${text.slice(1)}`,
    sources: newest.flatMap(({ of }) => of.map(({ reading }) => chart.saidBy(reading.id))),
  }
}

function lastMeasured(chart: SmartChart): Said | undefined {
  const last = chart.allVitals
    .map(({ readings }) => readings[0]?.at ?? '')
    .sort()
    .at(-1)
  return last ? measuredOn(chart, localDate(new Date(last))) : undefined
}

type Words = (name: string, values: readonly Measured[]) => string | undefined

const sign = (link: keyof typeof signs, finds: string[], words: Words, most = 2): SmartKind => {
  const [code, , name] = signs[link]
  return {
    link,
    kind: 'text',
    name,
    group: 'Vital signs',
    finds,
    rare: link !== 'bp' && link !== 'weight' && link !== 'bmi',
    read: (chart) => {
      const series = chart.vitals(code)
      const text = series && words(link === 'bp' ? 'BP' : name, measuredOf(series).slice(0, most))
      return text && series ? { text, sources: sourcesOf(chart, series, most) } : undefined
    },
  }
}

const plain: Words = (name, values) => seriesWords(name, values)
/** Of vital signs only the values are told; what they mean is the clinician's to say. */
const trend: Words = (name, values) =>
  trendWords(
    name,
    values.map(({ flag: _flag, ...value }) => value),
  )

export const vitalKinds: readonly SmartKind[] = [
  {
    link: 'vitals',
    kind: 'text',
    name: 'Vitals of this visit',
    group: 'Vital signs',
    finds: ['vitals today', 'vs', 'obs', 'observations', 'bp', 'today'],
    none: (chart) => `none recorded on ${dateWords(chart.day)}`,
    read: (chart) => measuredOn(chart, chart.day),
  },
  {
    link: 'last-vitals',
    kind: 'text',
    name: 'Last vitals',
    group: 'Vital signs',
    finds: ['vs', 'observations', 'previous vitals'],
    read: lastMeasured,
  },
  sign('bp', ['bp', 'pressure', 'blood pressure of the last visits', 'hypertension'], plain, pressures),
  sign('weight', ['wt', 'kg', 'mass', 'change'], changeWords),
  sign('bmi', ['body mass index', 'obesity', 'weight'], trend),
  sign('height', ['ht', 'cm', 'length', 'stature'], plain, 1),
  sign('pulse', ['hr', 'heart rate'], plain, 1),
  sign('respirations', ['rr', 'breathing', 'respiratory rate'], plain, 1),
  sign('temperature', ['temp', 'fever'], plain, 1),
  sign('saturation', ['spo2', 'o2', 'sats', 'oxygen'], plain, 1),
]
