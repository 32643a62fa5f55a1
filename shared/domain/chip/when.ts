import { addDays, localDate } from '../../kernel/dates.js'
import type { DateText } from '../../kernel/ids.js'

/** A time someone named, and the words before it. */
export interface When {
  /** What remains without it. */
  rest: string
  due: DateText
  /** As it reads: `in 3 months`. */
  words: string
}

const units: Record<string, readonly [singular: string, days: number, months: number]> = {
  d: ['day', 1, 0],
  day: ['day', 1, 0],
  days: ['day', 1, 0],
  w: ['week', 7, 0],
  wk: ['week', 7, 0],
  wks: ['week', 7, 0],
  week: ['week', 7, 0],
  weeks: ['week', 7, 0],
  m: ['month', 0, 1],
  mo: ['month', 0, 1],
  mos: ['month', 0, 1],
  month: ['month', 0, 1],
  months: ['month', 0, 1],
  y: ['year', 0, 12],
  yr: ['year', 0, 12],
  yrs: ['year', 0, 12],
  year: ['year', 0, 12],
  years: ['year', 0, 12],
}
const numbers: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }

const inSoMany = new RegExp(
  `(?:^|\\s)(?:in\\s+)?(\\d{1,3}|${Object.keys(numbers).join('|')})\\s*(${Object.keys(units).join('|')})$`,
  'i',
)
const named = /(?:^|\s)(today|now|tomorrow|next week|next month|next year)$/i

/** Reads a time at the end of the words: `in 3 months`, `2 wk`, `6m`, `tomorrow`, `next week`. Undefined where none is. */
export function readWhen(text: string, today: DateText): When | undefined {
  const trimmed = text.trimEnd()
  const count = inSoMany.exec(trimmed)
  if (count) {
    const [all, amount = '', unit = ''] = count
    const many = numbers[amount.toLowerCase()] ?? Number(amount)
    const [singular, days, months] = units[unit.toLowerCase()] as (typeof units)[string]
    if (many === 0) return undefined
    const due = months > 0 ? addMonths(today, many * months) : addDays(today, many * days)
    return { rest: trimmed.slice(0, -all.length), due, words: `in ${many} ${singular}${many === 1 ? '' : 's'}` }
  }
  const name = named.exec(trimmed)
  if (!name) return undefined
  const words = (name[1] as string).toLowerCase().replace('now', 'today')
  const due = {
    today,
    tomorrow: addDays(today, 1),
    'next week': addDays(today, 7),
    'next month': addMonths(today, 1),
    'next year': addMonths(today, 12),
  }[words] as DateText
  return { rest: trimmed.slice(0, -name[0].length), due, words }
}

/** The same day so many months later, or the last one of a shorter month. */
export function addMonths(day: DateText, months: number): DateText {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(year, month - 1 + months + 1, 0)
  return localDate(new Date(last.getFullYear(), last.getMonth(), Math.min(date, last.getDate())))
}
