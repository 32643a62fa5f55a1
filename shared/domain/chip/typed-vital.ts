import { doubts } from '../plausible.js'
import { type VitalName, vitalKinds } from '../vital.js'
import type { VitalData } from './vital.js'

/** A measurement read from what was typed. */
export interface TypedVital {
  /** How many characters at the end of the text it is. */
  length: number
  /** `BP 128/82`, `Temperature 38.2 °C (100.8 °F)` */
  text: string
  data: VitalData
  /** What is to be questioned: `refuse` where it cannot be recorded. */
  doubt?: { tone: 'refuse' | 'ask'; text: string }
}

interface Reader {
  pattern: RegExp
  read(match: RegExpExecArray): { values: VitalData['values']; text: string } | undefined
}

const number = '(\\d{1,3}(?:[.,]\\d{1,2})?)'
const typed = (text = ''): string => text.replace(',', '.').replace(/^0+(?=\d)/, '')
/** To a tenth, which is what a scale or a thermometer of the other unit shows. */
const tenth = (value: number): string => value.toFixed(1)

/** One vital sign without a choice of units. */
const plain = (name: VitalName, words: string, unit: string, label: string): Reader => ({
  pattern: new RegExp(`(?:^|[^\\p{L}\\p{N}])((?:${words})[:\\s]\\s*${number}\\s*(?:${unit})?)$`, 'iu'),
  read: (match) => ({ values: { [name]: typed(match[2]) }, text: `${label} ${typed(match[2])}${unitOf(name)}` }),
})

const unitOf = (name: VitalName): string => {
  const unit = vitalKinds.find((kind) => kind.name === name)?.unitText ?? ''
  return unit === '/min' ? '' : unit === '%' ? ' %' : ` ${unit}`
}

/** Exact by definition: the international avoirdupois pound and the inch (1959 agreement). */
const kilogramsOf = (pounds: number): number => pounds * 0.45359237
const centimetresOf = (inches: number): number => inches * 2.54
const celsiusOf = (fahrenheit: number): number => ((fahrenheit - 32) * 5) / 9
const fahrenheitOf = (celsius: number): number => (celsius * 9) / 5 + 32

const readers: readonly Reader[] = [
  {
    pattern: /(?:^|[^\p{L}\p{N}])((?:bp|blood pressure)[:\s]\s*(\d{2,3})\s*\/\s*(\d{2,3})(?:\s*mm\s*hg)?)$/iu,
    read: ([, , systolic = '', diastolic = '']) => ({
      values: { systolic: typed(systolic), diastolic: typed(diastolic) },
      text: `BP ${typed(systolic)}/${typed(diastolic)}`,
    }),
  },
  plain('pulse', 'hr|pulse|heart rate|p', 'bpm|\\/min', 'Pulse'),
  plain('respirations', 'rr|resp|resps|respirations|respiratory rate', '\\/min', 'Respirations'),
  plain('saturation', 'spo2|sao2|o2 sats?|o2|sats?|oxygen saturation', '%', 'SpO₂'),
  {
    pattern: new RegExp(`(?:^|[^\\p{L}\\p{N}])((?:t|temp|temperature)[:\\s]\\s*${number}\\s*(?:°\\s*)?([cf])?)$`, 'iu'),
    read([, , value = '', unit]) {
      const given = typed(value)
      // No living person is at 46 °C: without a unit such a number is Fahrenheit.
      const isFahrenheit = unit ? unit.toLowerCase() === 'f' : Number(given) > 46
      const celsius = isFahrenheit ? tenth(celsiusOf(Number(given))) : given
      const other = isFahrenheit ? given : tenth(fahrenheitOf(Number(given)))
      return { values: { temperature: celsius }, text: `Temperature ${celsius} °C (${other} °F)` }
    },
  },
  {
    pattern: new RegExp(`(?:^|[^\\p{L}\\p{N}])((?:wt|weight)[:\\s]\\s*${number}\\s*(kg|kgs|lbs?|pounds?))$`, 'iu'),
    read([, , value = '', unit = '']) {
      const given = typed(value)
      const isPounds = /^(l|p)/i.test(unit)
      const kilograms = isPounds ? tenth(kilogramsOf(Number(given))) : given
      return { values: { weight: kilograms }, text: `Weight ${kilograms} kg${isPounds ? ` (${given} lb)` : ''}` }
    },
  },
  {
    pattern: new RegExp(`(?:^|[^\\p{L}\\p{N}])((?:ht|height)[:\\s]\\s*${number}\\s*(cm|m|in|inches|"))$`, 'iu'),
    read([, , value = '', unit = '']) {
      const given = typed(value)
      const isInches = /^(in|")/i.test(unit)
      const isMetres = unit.toLowerCase() === 'm'
      const centimetres = isInches ? tenth(centimetresOf(Number(given))) : isMetres ? tenth(Number(given) * 100) : given
      return { values: { height: centimetres }, text: `Height ${centimetres} cm${isInches ? ` (${given} in)` : ''}` }
    },
  },
  {
    pattern: /(?:^|[^\p{L}\p{N}])((?:ht|height)[:\s]\s*([3-7])\s*(?:'|′|ft)\s*(\d{1,2})\s*(?:"|″|in)?)$/iu,
    read([, , feet = '', inches = '']) {
      if (Number(inches) > 11) return undefined
      const centimetres = tenth(centimetresOf(Number(feet) * 12 + Number(inches)))
      return { values: { height: centimetres }, text: `Height ${centimetres} cm (${feet} ft ${inches} in)` }
    },
  },
]

/**
 * Reads a vital sign at the end of what was typed: `BP 128/82`, `T 38.2`, `temp 100.4 F`, `wt 180 lb`, `ht 5'10`. Units
 * are converted to those Rounds records. A weight without a unit is none: kilograms and pounds are too easily mistaken.
 */
export function readTypedVital(
  before: string,
  years: number | undefined,
  last: { weight?: number; height?: number } = {},
): TypedVital | undefined {
  for (const { pattern, read } of readers) {
    const match = pattern.exec(before)
    const found = match && read(match)
    if (!match || !found) continue
    const numbers = Object.fromEntries(Object.entries(found.values).map(([name, value]) => [name, Number(value)]))
    const all = doubts(numbers, years, last)
    const worst = all.find(({ tone }) => tone === 'refuse') ?? all[0]
    const length = (match[1] as string).length
    return {
      length,
      text: found.text,
      data: { values: found.values },
      ...(worst && { doubt: { tone: worst.tone, text: worst.text } }),
    }
  }
  return undefined
}

const labels: Partial<Record<VitalName, string>> = {
  pulse: 'Pulse',
  respirations: 'Respirations',
  saturation: 'SpO₂',
  weight: 'Weight',
  height: 'Height',
}

/** How recorded values read in the note: `BP 146/88`, `Temperature 38.2 °C (100.8 °F)`. */
export function vitalText(values: VitalData['values']): string {
  const { systolic, diastolic, temperature } = values
  const others = (Object.keys(labels) as VitalName[]).flatMap((name) =>
    values[name] === undefined ? [] : [`${labels[name]} ${values[name]}${unitOf(name)}`],
  )
  return [
    ...(systolic !== undefined && diastolic !== undefined ? [`BP ${systolic}/${diastolic}`] : []),
    ...(temperature === undefined
      ? []
      : [`Temperature ${temperature} °C (${tenth(fahrenheitOf(Number(temperature)))} °F)`]),
    ...others,
  ].join(', ')
}
