/** Days since 1970-01-01 of the local calendar. */
export type Day = number

const MS_PER_DAY = 86_400_000
const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
const clock = Array.from({ length: 1440 }, (_, minute) => `T${two(Math.floor(minute / 60))}:${two(minute % 60)}:`)
/** Seconds and milliseconds, spread over the minute. */
const tails = Array.from({ length: 512 }, (_, salt) => {
  const ms = (salt * 7919) % 60_000
  return `${two(Math.floor(ms / 1000))}.${String(ms % 1000).padStart(3, '0')}Z`
})
/** Days are looked up by the thousand, so both texts and numbers of a day are kept; day 0 lies in the middle. */
const ORIGIN = 50_000
const UNKNOWN = -32_768
const SPAN = 100_000
const dates: (string | undefined)[] = new Array(SPAN).fill(undefined)
const numbers = new Int32Array(SPAN)

/** `YYYY-MM-DD` of a day. */
export function dateText(day: Day): string {
  const at = day + ORIGIN
  let text = dates[at]
  if (text === undefined) {
    text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
    dates[at] = text
  }
  return text
}

/** A date as a number, 20261122, for comparing. */
function dateNumber(day: Day): number {
  const at = day + ORIGIN
  let number = numbers[at] as number
  if (number === 0) {
    number = Number(dateText(day).replaceAll('-', ''))
    numbers[at] = number
  }
  return number
}

/** The day of a calendar date; `month` is 1–12. */
export const dayOf = (year: number, month: number, date: number): Day =>
  Math.round(Date.UTC(year, month - 1, date) / MS_PER_DAY)

/** 0 is Sunday. */
export const weekday = (day: Day): number => (((day + 4) % 7) + 7) % 7

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `14 Sep`, for sentences. */
export function shortDate(day: Day): string {
  const text = dateText(day)
  return `${Number(text.slice(8))} ${MONTHS[Number(text.slice(5, 7)) - 1]}`
}

/** Years as a fraction, good to a day or two; for physiology, never for showing. */
export const yearsBetween = (from: Day, to: Day): number => (to - from) / 365.25

/** Completed years. */
export const ageOn = (birth: Day, on: Day): number => Math.floor((dateNumber(on) - dateNumber(birth)) / 10_000)

/** New Year, Independence Day and Christmas: the days the practice never opens. */
const closed = (day: Day): boolean => {
  const date = dateNumber(day) % 10_000
  return date === 101 || date === 704 || date === 1225
}

/** The same day, or the next day the practice is open. */
export function workday(day: Day): Day {
  const w = weekday(day)
  const open = w === 6 ? day + 2 : w === 0 ? day + 1 : day
  return closed(open) ? workday(open + 1) : open
}

/** The same day, or the last day before it that the practice was open. */
export function workdayBefore(day: Day): Day {
  const w = weekday(day)
  const open = w === 6 ? day - 1 : w === 0 ? day - 2 : day
  return closed(open) ? workdayBefore(open - 1) : open
}

/** The time zone of this computer, as in the IANA database. */
export const localZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const

/** Shows moments (milliseconds since 1970) as the clocks of a zone do, as if those were UTC. */
function clockIn(zone: string): (moment: number) => number {
  if (zone === localZone()) {
    return (moment) => {
      const date = new Date(moment)
      return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes())
    }
  }
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...numeric })
  return (moment) => {
    const shown = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = shown
    return Date.UTC(year, month - 1, day, hour, minute)
  }
}

/** The clinic's clock on one day: local days and minutes to FHIR instants in UTC. */
export class Calendar {
  /** The local day of `now`. */
  readonly today: Day
  /** Minutes since local midnight, 0–1439. */
  readonly minute: number
  readonly now: number
  private readonly clockAt: (moment: number) => number
  private readonly offsets = new Int16Array(SPAN).fill(UNKNOWN)

  /** `zone` is where the clinic is, this computer's when not given. */
  constructor(now: Date | string | number, zone = localZone()) {
    const date = new Date(now)
    if (Number.isNaN(date.getTime())) throw new RangeError('the practice clinic needs a valid time')
    this.now = date.getTime()
    this.clockAt = clockIn(zone)
    const wall = this.clockAt(this.now)
    this.today = Math.floor(wall / MS_PER_DAY)
    this.minute = Math.floor((wall % MS_PER_DAY) / 60_000)
  }

  /** Minutes to add to local time to reach UTC, taken at that day's noon. */
  private offset(day: Day): number {
    let offset = this.offsets[day + ORIGIN] as number
    if (offset === UNKNOWN) {
      const noon = (day + 0.5) * MS_PER_DAY
      // A first look finds a moment of about that noon, a second one how far it is from it.
      const about = 2 * noon - this.clockAt(noon)
      offset = Math.round((about - this.clockAt(about)) / 60_000)
      this.offsets[day + ORIGIN] = offset
    }
    return offset
  }

  private instant(day: Day, minute: number, tail: string): string {
    let utc = Math.floor(minute) + this.offset(day)
    let on = day
    while (utc >= 1440) {
      utc -= 1440
      on += 1
    }
    while (utc < 0) {
      utc += 1440
      on -= 1
    }
    return dateText(on) + clock[utc] + tail
  }

  /** A FHIR dateTime in UTC for a local day and minute; minutes may run over either end of the day. */
  at(day: Day, minute: number): string {
    return this.instant(day, minute, '00Z')
  }

  /** A FHIR instant with milliseconds; `salt` spreads resources of the same minute. */
  stamp(day: Day, minute: number, salt: number): string {
    return this.instant(day, minute, tails[salt % tails.length] as string)
  }
}
