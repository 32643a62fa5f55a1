import type { DateText, Instant } from './ids.js'

/** The instant `date` stands for, in UTC with milliseconds. */
export const toInstant = (date: Date): Instant => date.toISOString() as Instant

/** The local calendar date of `date`, as FHIR writes it. */
export function localDate(date: Date): DateText {
  const month = String(date.getMonth() + 1).padStart(2, '0')
  const day = String(date.getDate()).padStart(2, '0')
  return `${date.getFullYear()}-${month}-${day}` as DateText
}

/** The day of a FHIR date, dateTime or instant: of what has a time, by this computer's clock. */
export const dayOf = (at: string): DateText => (at.includes('T') ? localDate(new Date(at)) : at) as DateText

/** The first and the last instant of a local calendar date (`YYYY-MM-DD`), end exclusive. */
export function dayBounds(day: DateText): { start: Instant; end: Instant } {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return { start: toInstant(new Date(year, month - 1, date)), end: toInstant(new Date(year, month - 1, date + 1)) }
}

/** Adds calendar days to a full date. */
export function addDays(day: DateText, days: number): DateText {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return localDate(new Date(year, month - 1, date + days))
}

/**
 * Age on `on`, as primary care says it: days under 4 weeks, weeks under 3 months, months under 2 years, then years.
 * A partial birth date gives an approximate age, marked with `~`.
 */
export function ageText(birthDate: DateText | undefined, on: Date): string {
  if (!birthDate) return 'age unknown'
  const parts = birthDate.split('-').map(Number)
  const year = parts[0] as number
  const approximate = parts.length < 3 ? '~' : ''
  const birth = new Date(year, (parts[1] ?? 7) - 1, parts[2] ?? 1)
  // Days of the calendar: those on which the clocks change are not 24 hours long.
  const calendarDay = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  const days = (calendarDay(on) - calendarDay(birth)) / 86_400_000
  if (days < 0) return 'not yet born'
  if (days < 28) return `${approximate}${days} d`
  if (days < 91) return `${approximate}${Math.floor(days / 7)} wk`
  const hadBirthday =
    on.getMonth() > birth.getMonth() || (on.getMonth() === birth.getMonth() && on.getDate() >= birth.getDate())
  const years = on.getFullYear() - birth.getFullYear() - (hadBirthday ? 0 : 1)
  if (years >= 2) return `${approximate}${years} y`
  const months =
    (on.getFullYear() - birth.getFullYear()) * 12 +
    on.getMonth() -
    birth.getMonth() -
    (on.getDate() < birth.getDate() ? 1 : 0)
  return `${approximate}${months} mo`
}

export const monthNames: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** The weekday of a full date, by its name. */
export const weekdayName = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return weekdays[new Date(year, month - 1, date).getDay()] as string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A FHIR date for reading, months by name so that no one mistakes the order: `12 Mar 1979`, `Mar 1979`, `1979`. */
export function dateForReading(date: DateText | undefined): string {
  if (!date) return 'unknown'
  const [year, month, day] = date.slice(0, 10).split('-')
  const name = month ? MONTHS[Number(month) - 1] : undefined
  return [day ? String(Number(day)) : undefined, name, year].filter(Boolean).join(' ')
}

/** The local clock time of an instant: `10:31`, or `10:31:07`. */
export function timeForReading(instant: Instant, seconds = false): string {
  const date = new Date(instant)
  const two = (n: number): string => String(n).padStart(2, '0')
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`
  return seconds ? `${time}:${two(date.getSeconds())}` : time
}

/** How far back an instant is, briefly: `now`, `6 min`, `3 h`, `yesterday`, `18 Nov`, `18 Nov 2024`. */
export function agoForReading(instant: Instant, now: Date): string {
  const then = new Date(instant)
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000)
  if (minutes < 1) return 'now'
  if (minutes < 60) return `${minutes} min`
  const today = localDate(now)
  const day = localDate(then)
  if (day === today) return `${Math.floor(minutes / 60)} h`
  if (day === addDays(today, -1)) return 'yesterday'
  const text = dateForReading(day)
  return then.getFullYear() === now.getFullYear() ? text.replace(/ \d{4}$/, '') : text
}

const partsOf = (at: string): [number, number, number] => {
  const [year = 0, month = 1, day = 1] = dayOf(at).split('-').map(Number)
  return [year, month, day]
}

/** Whole years from one FHIR date or instant to another; a partial date counts from its beginning. */
export function yearsBetween(from: string, to: string): number {
  const [year, month, day] = partsOf(from)
  const [toYear, toMonth, toDay] = partsOf(to)
  const hadBirthday = toMonth > month || (toMonth === month && toDay >= day)
  return toYear - year - (hadBirthday ? 0 : 1)
}

/** How long something still takes, no finer than anyone can know: `about 4 minutes left`. */
export function leftForReading(seconds: number): string {
  if (seconds < 10) return 'a few seconds left'
  if (seconds < 45) return 'less than a minute left'
  const minutes = Math.round(seconds / 60)
  if (minutes <= 1) return 'about a minute left'
  if (minutes < 90) return `about ${minutes < 20 ? minutes : Math.round(minutes / 5) * 5} minutes left`
  return `about ${Math.round(minutes / 60)} hours left`
}

/** When something was true: `10:31` today, `yesterday 16:40`, `18 Nov 09:05`. */
export function momentForReading(instant: Instant, now: Date): string {
  const day = localDate(new Date(instant))
  const today = localDate(now)
  const time = timeForReading(instant)
  if (day === today) return time
  if (day === addDays(today, -1)) return `yesterday ${time}`
  const date = dateForReading(day)
  return `${day.slice(0, 4) === today.slice(0, 4) ? date.replace(/ \d{4}$/, '') : date} ${time}`
}

/** How far one clock is from another: `10 minutes ahead of`, `about a day behind`. */
export function offWords(minutesAhead: number): string {
  const minutes = Math.abs(minutesAhead)
  const [hours, days] = [Math.round(minutes / 60), Math.round(minutes / 1440)]
  const far =
    minutes < 100
      ? `${minutes} minutes`
      : hours < 24
        ? `about ${hours} hours`
        : days === 1
          ? 'about a day'
          : `about ${days} days`
  return `${far} ${minutesAhead > 0 ? 'ahead of' : 'behind'}`
}
