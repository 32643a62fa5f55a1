import { yearsBetween } from '../../kernel/dates.js'
import { type Dose, isDoseOf, type VaccineKey, vaccines } from './vaccine-codes.js'

/** A child's course. Ages in months. */
interface Course {
  /** From which each dose is recommended. */
  ages: readonly number[]
  /** From which none is any more. */
  until: number
  /** Doses given earlier do not count. */
  from?: number
  /** Of those who begin late, from an age at the first dose: so many in all. */
  late?: readonly (readonly [age: number, doses: number])[]
  /** The last dose is not needed where the one before it was given from this age. */
  spared?: number
}

/**
 * Children's courses: CDC's Clinical Decision Support for Immunization, supporting data 4.64, standard series (earliest
 * recommended ages, minimal ages, series for a late start).
 */
const childhood: readonly (readonly [VaccineKey, Course])[] = [
  ['hepB', { ages: [0, 1, 6], until: 228 }],
  ['rotavirus', { ages: [2, 4, 6], until: 8 }],
  ['dtap', { ages: [2, 4, 6, 15, 48], until: 84, spared: 48 }],
  [
    'hib',
    {
      ages: [2, 4, 6, 12],
      until: 60,
      late: [
        [15, 1],
        [12, 2],
        [7, 3],
      ],
    },
  ],
  [
    'pneumococcalConjugate',
    {
      ages: [2, 4, 6, 12],
      until: 60,
      late: [
        [24, 1],
        [12, 2],
        [7, 3],
      ],
    },
  ],
  ['ipv', { ages: [2, 4, 6, 48], until: 216, spared: 48 }],
  ['mmr', { ages: [12, 48], until: 228, from: 12 }],
  ['varicella', { ages: [12, 48], until: 228, from: 12 }],
  ['hepA', { ages: [12, 18], until: 228, from: 12 }],
  ['tdap', { ages: [132], until: 228, from: 120 }],
  ['hpv', { ages: [132, 138], until: 228, from: 108 }],
]

/** The schedule all this is after, and its time. */
export const vaccineSchedule = 'CDC schedule of November 2025'

/** A dose up to four days early counts all the same (CDC's grace period). */
const graceDays = 4

/**
 * What may be due on a day (`YYYY-MM-DD`), by age and the doses recorded; reasons after the name:
 * `Influenza: may be due, last 12 Oct 2025`. Routine recommendations only: not for pregnancy, illness, travel or catching
 * up by minimum intervals, no antibodies against RSV, and in adults neither MMR, varicella nor hepatitis A. That is why
 * nothing here says more than "may". `dateWords` writes a date for reading.
 */
export function vaccinesDue(
  birthDate: string,
  day: string,
  doses: readonly Dose[],
  dateWords: (date: string) => string,
): string[] {
  const years = yearsBetween(birthDate, `${day}T12:00:00`)
  const months = monthsBetween(birthDate, day)
  const due: string[] = []
  const say = (key: VaccineKey, why: string, how = 'may be due'): void =>
    void due.push(`${vaccines[key].name}: ${how}, ${why}`)
  const last = (given: readonly Dose[]): string => {
    const date = given.at(-1)?.date
    return given.length === 0 ? 'none recorded' : date ? `last ${dateWords(date)}` : 'last dose without a date'
  }
  const isSince = (given: readonly Dose[], from: string): boolean =>
    given.some(({ date }) => date !== undefined && date.slice(0, 10) >= from)
  const since = (key: VaccineKey, from: string, how?: string): void => {
    const given = dosesOf(key, doses)
    if (!isSince(given, from)) say(key, last(given), how)
  }
  const count = (key: VaccineKey, wanted: number, given = dosesOf(key, doses)): void => {
    const { length } = given
    if (length < wanted) say(key, length === 0 ? 'none recorded' : `${length} of ${wanted} doses recorded`)
  }
  /** Whether a dose was given from an age on; one with a partial date or none may have been. */
  const isFrom = ({ date }: Dose, age: number): boolean =>
    date === undefined || date.length < 10 || monthsBetween(birthDate, daysAfter(date, graceDays)) >= age

  const season = influenzaSeason(day)
  if (months >= 6 && season) {
    const given = dosesOf('influenza', doses)
    const before = given.filter(({ date }) => date === undefined || date.slice(0, 10) < season).length
    const now = given.length - before
    if (now === 0) say('influenza', last(given))
    // Under nine years the first season takes two doses.
    else if (months < 108 && before < 2 && now < 2) say('influenza', '1 of 2 doses of a first season recorded')
  }
  // Since the season of 2025 CDC recommends it by individual decision.
  if (months >= 6) since('covid', yearsBefore(day, 1), 'to be decided together')
  if (years < 19) {
    for (const [key, { ages, until, from = 0, late = [], spared }] of childhood) {
      const given = dosesOf(key, doses).filter((dose) => isFrom(dose, from))
      const [first] = given
      const before = given.at(-1)
      let wanted = ages.filter((age) => months >= age).length
      if (wanted === 0 || months >= until) continue
      if (key === 'rotavirus' && first && given.every(isRotarix)) wanted = Math.min(wanted, 2)
      if (key === 'hib' && first && given.every(isPrpOmp))
        wanted = ages.filter((age) => age !== 6 && months >= age).length
      const begun = first?.date !== undefined && first.date.length >= 10 ? monthsBetween(birthDate, first.date) : 0
      wanted = Math.min(wanted, late.find(([age]) => begun >= age)?.[1] ?? wanted)
      if (spared && given.length === ages.length - 1 && before?.date !== undefined && isFrom(before, spared)) continue
      if (key === 'hpv') wanted = hpvWanted(birthDate, wanted, first)
      count(key, wanted, given)
    }
    meningococcal()
    return due
  }
  since('tetanus', yearsBefore(day, 10))
  if (years >= 50) count('zoster', 2)
  if (years >= 50 && !pneumococcalDone(doses)) say('pneumococcal', last(dosesOf('pneumococcal', doses)))
  if (years >= 75) count('rsv', 1)
  if (years <= 26) {
    const given = dosesOf('hpv', doses).filter((dose) => isFrom(dose, 108))
    count('hpv', hpvWanted(birthDate, 2, given[0]), given)
  }
  if (years <= 59 && !hepatitisBDone(doses)) count('hepB', 3)
  return due

  /** At 11 years, and again from 16, whether or not there was one before. */
  function meningococcal(): void {
    if (months < 132) return
    const given = dosesOf('menACWY', doses)
    if (!given.some((dose) => isFrom(dose, months >= 192 ? 192 : 120))) say('menACWY', last(given))
  }
}

/** Doses of one vaccine, oldest first; those without a date come first. What was recorded twice for a day was given once. */
function dosesOf(key: VaccineKey, doses: readonly Dose[]): Dose[] {
  const days = new Set<string>()
  return doses
    .filter((dose) => isDoseOf(key, dose))
    .filter(({ date }) => {
      const day = date?.slice(0, 10)
      if (day === undefined || day.length < 10) return true
      return !days.has(day) && days.add(day)
    })
    .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : (a.date ?? '') > (b.date ?? '') ? 1 : 0))
}

/** Rotarix is a course of two, every other rotavirus vaccine one of three. */
const isRotarix = ({ code, name }: Dose): boolean => (code ? code === '119' : /rotarix/i.test(name))
/** PedvaxHIB and Comvax need no dose at six months. */
const isPrpOmp = ({ code, name }: Dose): boolean =>
  code ? code === '49' || code === '51' : /pedvax|prp-omp/i.test(name)

/** Who began at 15 years or later needs three doses. */
function hpvWanted(birthDate: string, wanted: number, first: Dose | undefined): number {
  const begun = first?.date !== undefined && first.date.length >= 10 ? monthsBetween(birthDate, first.date) : 0
  return begun >= 180 ? 3 : wanted
}

/** PCV20 or PCV21 once, or PCV15 and then PPSV23. */
function pneumococcalDone(doses: readonly Dose[]): boolean {
  const had = (codes: RegExp, name: RegExp): boolean =>
    doses.some((dose) => (dose.code ? codes.test(dose.code) : name.test(dose.name)))
  return had(/^(216|327)$/, /pcv\s?(20|21)/i) || (had(/^215$/, /pcv\s?15/i) && had(/^33$/, /ppsv\s?23/i))
}

/** Heplisav-B (CVX 189) is two doses. */
const hepatitisBDone = (doses: readonly Dose[]): boolean =>
  dosesOf('hepB', doses).filter(({ code }) => code === '189').length >= 2

/** The first day of the present influenza season; undefined in July and August, before its vaccine is given. */
function influenzaSeason(day: string): string | undefined {
  const [year, month] = day.split('-').map(Number) as [number, number]
  if (month === 7 || month === 8) return undefined
  return `${month >= 9 ? year : year - 1}-07-01`
}

const yearsBefore = (day: string, years: number): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date.slice(0, 10)}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

function monthsBetween(from: string, to: string): number {
  const [y = 0, m = 1, d = 1] = from.slice(0, 10).split('-').map(Number)
  const [year, month, date] = to.slice(0, 10).split('-').map(Number) as [number, number, number]
  return (year - y) * 12 + (month - m) - (date < d ? 1 : 0)
}
