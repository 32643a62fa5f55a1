import { dateForReading, localDate } from '../../kernel/dates.js'
import type { DateText } from '../../kernel/ids.js'

/** One measured or reported value. */
export interface Measured {
  /** An instant. */
  at: string
  /** As recorded, decimals kept: `7.9`, `146/88`, `Positive`. */
  text: string
  unit: string
  /** FHIR interpretation code. */
  flag?: string | undefined
  status: 'preliminary' | 'final' | 'corrected' | 'amended'
  /** What it said before it was corrected. */
  earlier?: string | undefined
}

/** Interpretation codes in words: nothing is said by a letter or a colour alone. */
const flagWords: Record<string, string> = {
  HH: 'critically high',
  LL: 'critically low',
  H: 'high',
  L: 'low',
  A: 'abnormal',
}

/** `7.9 %`, `76/min`, `Positive`. */
export const valueWords = ({ text, unit }: Pick<Measured, 'text' | 'unit'>): string =>
  `${text}${unit === '' || unit.startsWith('/') ? '' : ' '}${unit}`

/** `7.9 % high` */
export const flaggedWords = (measured: Measured): string =>
  [valueWords(measured), flagWords[measured.flag ?? '']].filter(Boolean).join(' ')

/** The local day of an instant: `18 Nov 2026`; without the year when that of `beside` is the same. */
export function dayWords(at: string, beside?: string): string {
  const date = localDate(new Date(at))
  const words = dateForReading(date)
  const year = beside === undefined ? undefined : localDate(new Date(beside)).slice(0, 4)
  return date.slice(0, 4) === year ? words.replace(/ \d{4}$/, '') : words
}

/** A FHIR date or instant as a day: `18 Nov 2026`, `2017`. */
export const dateWords = (date: string): string => (/T/.test(date) ? dayWords(date) : dateForReading(date as DateText))

/** `18 Nov 2026, preliminary`, `18 Nov 2026, corrected, was 6.9 mmol/L` */
export function stateWords({ at, status, earlier, unit }: Measured, beside?: string): string {
  const state =
    status === 'preliminary'
      ? ['preliminary']
      : status === 'final' && earlier === undefined
        ? []
        : [
            status === 'amended' ? 'amended' : 'corrected',
            ...(earlier === undefined ? [] : [`was ${valueWords({ text: earlier, unit })}`]),
          ]
  return [dayWords(at, beside), ...state].join(', ')
}

/** The last value with its day, and the one before: `HbA1c 7.9 % high (18 Nov 2026), from 7.6 % high (3 Jun)`. Newest first. */
export function trendWords(name: string, [last, before]: readonly Measured[]): string | undefined {
  if (!last) return undefined
  const now = `${name} ${flaggedWords(last)} (${stateWords(last)})`
  return before ? `${now}, from ${flaggedWords(before)} (${stateWords(before, last.at)})` : now
}

/** The last value and how far it is from the one before: `Weight 84.2 kg (22 Nov 2026), 1.3 kg more than 82.9 kg (3 Jun)`. */
export function changeWords(name: string, [last, before]: readonly Measured[]): string | undefined {
  if (!last) return undefined
  const now = `${name} ${valueWords(last)} (${stateWords(last)})`
  if (!before || before.unit !== last.unit) return now
  const [a, b] = [Number(last.text), Number(before.text)]
  if (Number.isNaN(a) || Number.isNaN(b)) return now
  const then = `${valueWords(before)} (${stateWords(before, last.at)})`
  if (a === b) return `${now}, unchanged from ${then}`
  const places = Math.max(decimals(last.text), decimals(before.text))
  const difference = valueWords({ text: Math.abs(a - b).toFixed(places), unit: last.unit })
  return `${now}, ${difference} ${a > b ? 'more' : 'less'} than ${then}`
}

const decimals = (text: string): number => text.split('.')[1]?.length ?? 0

/** Several values of one thing, newest first: `BP 146/88 mmHg (22 Nov 2026), 138/86 mmHg (3 Jun)`. */
export function seriesWords(name: string, values: readonly Measured[]): string | undefined {
  const [last] = values
  if (!last) return undefined
  const each = values.map((value, place) => {
    const beside = place === 0 ? undefined : values[place - 1]?.at
    return `${valueWords(value)} (${stateWords(value, beside)})`
  })
  return `${name} ${each.join(', ')}`
}
