const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A date as someone typed it: the readings it may have, most certain first. */
export interface TypedDate {
  /** `YYYY-MM-DD` */
  full: string[]
  /** `YYYY-MM`, where only month and year were given. */
  months: string[]
  /** `MM-DD`, where the year is missing or unfinished. */
  days: string[]
}

const none: TypedDate = { full: [], months: [], days: [] }
const two = (n: number): string => String(n).padStart(2, '0')

const real = (year: number, month: number, day: number): boolean => {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** `1979` of `79`: the last hundred years first, then the hundred before. */
function years(text: string, thisYear: number): number[] {
  if (text.length === 4) return [Number(text)]
  if (text.length !== 2) return []
  const year = Math.floor(thisYear / 100) * 100 + Number(text)
  const recent = year > thisYear ? year - 100 : year
  return [recent, recent - 100].filter((candidate) => candidate > thisYear - 125)
}

function built(parts: readonly { year: string; month: number; day: number }[], thisYear: number): TypedDate {
  const full = new Set<string>()
  const days = new Set<string>()
  for (const { year, month, day } of parts) {
    for (const full4 of years(year, thisYear)) {
      if (real(full4, month, day) && full4 <= thisYear) full.add(`${full4}-${two(month)}-${two(day)}`)
    }
    // `19` and `20` may be the beginning of a year still being typed.
    const unfinished = year.length < 4 && (year.length !== 2 || year === '19' || year === '20')
    if (unfinished && real(2024, month, day)) days.add(`${two(month)}-${two(day)}`)
  }
  return { full: [...full], months: [], days: [...days] }
}

const bothOrders = (a: string, b: string, year: string): { year: string; month: number; day: number }[] => [
  { year, month: Number(b), day: Number(a) },
  { year, month: Number(a), day: Number(b) },
]

/**
 * Reads a date in the ways a clinic writes it: `12 Mar 1979`, `March 12, 1979`, `12/03/79` in both orders, `1979-03-12`,
 * `12031979`, `Mar 1979`. Nothing that is not a real date comes back.
 */
export function readTypedDate(text: string, thisYear: number): TypedDate {
  const typed = text.trim().toLowerCase()
  const named =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s.,/-]*([a-z]{3,9})\.?[\s.,/-]*(\d{0,4})$/.exec(typed) ??
    swap(/^([a-z]{3,9})\.?[\s.,/-]*(\d{1,2})(?:st|nd|rd|th)?(?:[\s.,/-]+(\d{0,4}))?$/.exec(typed))
  if (named) {
    const month = monthNamed(named[2] as string)
    if (month) return built([{ day: Number(named[1]), month, year: named[3] ?? '' }], thisYear)
  }
  const monthYear = /^([a-z]{3,9})\.?[\s.,/-]*(\d{4})$/.exec(typed)
  if (monthYear) {
    const month = monthNamed(monthYear[1] as string)
    return month ? { ...none, months: [`${monthYear[2]}-${two(month)}`] } : none
  }
  const iso = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(typed)
  if (iso) return built([{ year: iso[1] as string, month: Number(iso[2]), day: Number(iso[3]) }], thisYear)
  const isoMonth = /^(\d{4})-(\d{2})-?$/.exec(typed)
  if (isoMonth && real(2024, Number(isoMonth[2]), 1)) return { ...none, months: [`${isoMonth[1]}-${isoMonth[2]}`] }
  const grouped = /^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{0,4}))?$/.exec(typed)
  if (grouped) return built(bothOrders(grouped[1] as string, grouped[2] as string, grouped[3] ?? ''), thisYear)
  const solid = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed)
  if (solid) {
    const orders = bothOrders(solid[1] as string, solid[2] as string, solid[3] as string)
    if (typed.length === 8) {
      orders.push({ year: typed.slice(0, 4), month: Number(typed.slice(4, 6)), day: Number(typed.slice(6)) })
    }
    return { ...built(orders, thisYear), days: [] }
  }
  return none
}

function swap(match: RegExpExecArray | null): [string, string | undefined, string | undefined, string?] | null {
  return match && [match[0], match[2], match[1], match[3]]
}

function monthNamed(word: string): number | undefined {
  const at = months.indexOf(word.slice(0, 3))
  if (at < 0) return undefined
  const whole = [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ][at] as string
  return whole.startsWith(word) || word === 'sept' ? at + 1 : undefined
}
