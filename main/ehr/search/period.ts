/** A stretch of time in milliseconds since 1970, `from` included, `to` excluded. */
export interface Stretch {
  from: number
  to: number
}

const FORM = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/

/**
 * The stretch a FHIR date, dateTime or instant covers at the precision it is written with: `2024-03` is all of March.
 * Dates and times without a zone are read as UTC. Undefined for text that is no date.
 */
export function stretchOf(text: string): Stretch | undefined {
  const parts = FORM.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = parts
  const y = Number(year)
  const m = Number(month ?? 1) - 1
  const d = Number(day ?? 1)
  const milliseconds = Number((fraction ?? '').padEnd(3, '0').slice(0, 3))
  const at = Date.UTC(y, m, d, Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), milliseconds)
  if (!isCalendarDate(y, m, d) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 60) {
    return undefined
  }
  const from = at - offset(zone)
  if (fraction) return { from, to: from + 10 ** (3 - Math.min(3, fraction.length)) }
  if (second) return { from, to: from + 1000 }
  if (minute) return { from, to: from + 60_000 }
  if (day) return { from, to: from + 86_400_000 }
  return { from, to: month ? Date.UTC(y, m + 1, 1) : Date.UTC(y + 1, 0, 1) }
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isCalendarDate(year: number, month: number, day: number): boolean {
  if (day < 1 || day > (MONTH_DAYS[month] ?? 0)) return false
  return month !== 1 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

function offset(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

export const PREFIXES = ['eq', 'ne', 'ge', 'gt', 'le', 'lt', 'sa', 'eb', 'ap'] as const
export type Prefix = (typeof PREFIXES)[number]

/** Whether a value satisfies `prefix` and the asked-for stretch, as FHIR's search page defines for ranges. */
export function satisfies(value: Stretch, prefix: Prefix, asked: Stretch): boolean {
  switch (prefix) {
    case 'eq':
      return value.from >= asked.from && value.to <= asked.to
    case 'ne':
      return !(value.from >= asked.from && value.to <= asked.to)
    case 'ge':
      return value.to > asked.from
    case 'gt':
      return value.to > asked.to
    case 'le':
      return value.from < asked.to
    case 'lt':
      return value.from < asked.from
    case 'sa':
      return value.from >= asked.to
    case 'eb':
      return value.to <= asked.from
    case 'ap':
      return value.from < asked.to && value.to > asked.from
  }
}

/** A comparison as SQL, with its values. */
export type Comparison = [sql: string, values: number[]]

/**
 * The same rule over the columns that hold a value's stretch. Some name a bound on `to` that follows from the others:
 * the index is on that column.
 */
export function satisfiesSql(from: string, to: string, prefix: Prefix, asked: Stretch): Comparison {
  switch (prefix) {
    case 'eq':
      return [`(${from} >= ? and ${to} > ? and ${to} <= ?)`, [asked.from, asked.from, asked.to]]
    case 'ne':
      return [`not (${from} >= ? and ${to} <= ?)`, [asked.from, asked.to]]
    case 'ge':
      return [`${to} > ?`, [asked.from]]
    case 'gt':
      return [`${to} > ?`, [asked.to]]
    case 'le':
      return [`${from} < ?`, [asked.to]]
    case 'lt':
      return [`${from} < ?`, [asked.from]]
    case 'sa':
      return [`(${from} >= ? and ${to} > ?)`, [asked.to, asked.to]]
    case 'eb':
      return [`${to} <= ?`, [asked.from]]
    case 'ap':
      return [`(${from} < ? and ${to} > ?)`, [asked.to, asked.from]]
  }
}

/** The same rule over a column that holds a moment: a whole millisecond. */
export function momentSql(moment: string, prefix: Prefix, asked: Stretch): Comparison {
  switch (prefix) {
    case 'eq':
    case 'ap':
      return [`(${moment} >= ? and ${moment} < ?)`, [asked.from, asked.to]]
    case 'ne':
      return [`not (${moment} >= ? and ${moment} < ?)`, [asked.from, asked.to]]
    case 'ge':
      return [`${moment} >= ?`, [asked.from]]
    case 'gt':
    case 'sa':
      return [`${moment} >= ?`, [asked.to]]
    case 'le':
      return [`${moment} < ?`, [asked.to]]
    case 'lt':
    case 'eb':
      return [`${moment} < ?`, [asked.from]]
  }
}
