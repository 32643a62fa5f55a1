import { yearsBetween } from '../../kernel/dates.js'

/** A dose that was given. */
export interface Dose {
  /** CVX */
  code: string | undefined
  name: string
  /** FHIR date, possibly partial. */
  date: string | undefined
}

interface Vaccine {
  name: string
  codes: string
  /** Doses whose code is missing or newer than this list are known by their name. */
  named: RegExp
}

/** CVX codes of the CDC's code set that count for each vaccine, combinations among them. */
const vaccines = {
  influenza: {
    name: 'Influenza',
    codes: '15 16 88 111 135 140 141 144 149 150 151 153 155 158 161 166 168 171 185 186 194 197 200 201 202 205 231',
    named: /influenza|\bflu\b/i,
  },
  covid: {
    name: 'COVID-19',
    codes: '207 208 210 211 212 213 217 218 219 221 225 226 227 228 229 230 300 301 302 308 309 310 311 312 313',
    named: /covid|sars-cov-2/i,
  },
  tetanus: { name: 'Td or Tdap', codes: '09 9 113 115 138 139 196', named: /\btdap\b|\btd\b|tetanus/i },
  tdap: { name: 'Tdap', codes: '115', named: /\btdap\b/i },
  zoster: { name: 'Shingles (recombinant zoster)', codes: '187', named: /shingles|zoster|shingrix/i },
  pneumococcal: {
    name: 'Pneumococcal',
    codes: '133 152 177 215 216 327 33 109 100',
    named: /pneumococ|\bpcv|\bppsv/i,
  },
  rsv: { name: 'RSV', codes: '303 304 305 326', named: /\brsv\b|syncytial/i },
  hepB: {
    name: 'Hepatitis B',
    codes: '08 8 42 43 44 45 51 102 104 110 132 146 189 198 220',
    named: /hep(atitis)?\s*b/i,
  },
  hpv: { name: 'HPV', codes: '62 118 137 165', named: /\bhpv|papilloma/i },
  rotavirus: { name: 'Rotavirus', codes: '74 116 119 122', named: /rotavirus/i },
  dtap: { name: 'DTaP', codes: '01 1 20 22 28 50 102 106 107 110 120 130 132 146 198', named: /\bdtap|\bdtp\b/i },
  hib: { name: 'Hib', codes: '17 22 46 47 48 49 50 51 102 120 132 146 148 170 198', named: /\bhib\b|haemophilus/i },
  ipv: { name: 'Polio', codes: '02 2 10 89 110 120 130 132 146 170 178 179', named: /polio|\bipv\b/i },
  mmr: { name: 'MMR', codes: '03 3 94', named: /\bmmr/i },
  varicella: { name: 'Varicella', codes: '21 94', named: /varicella|chickenpox|\bmmrv/i },
  hepA: { name: 'Hepatitis A', codes: '31 52 83 84 85 104', named: /hep(atitis)?\s*a/i },
  menACWY: {
    name: 'Meningococcal ACWY',
    codes: '32 103 108 114 136 147 148 203',
    named: /acwy|meningococ.*(mcv4|conjugate)/i,
  },
} satisfies Record<string, Vaccine>
type Key = keyof typeof vaccines

const codesOf = new Map(
  Object.entries(vaccines).map(([key, { codes }]) => [key as Key, new Set(codes.split(' '))] as const),
)

/** Doses of one vaccine, oldest first; those without a date come first. */
function dosesOf(key: Key, doses: readonly Dose[]): Dose[] {
  const { named }: Vaccine = vaccines[key]
  const isOne = ({ code, name }: Dose): boolean => (code && codesOf.get(key)?.has(code)) || named.test(name)
  // Haemophilus influenzae is not the flu.
  const isHib = ({ name }: Dose): boolean => key === 'influenza' && /haemophilus|\bhib\b/i.test(name)
  return doses.filter((dose) => isOne(dose) && !isHib(dose)).sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1))
}

/** Children's doses: the age in months from which each is recommended, and the age in months at which it no longer is. */
const childhood: readonly (readonly [Key, readonly number[], number])[] = [
  ['hepB', [0, 1, 6], 228],
  ['rotavirus', [2, 4], 8],
  ['dtap', [2, 4, 6, 15, 48], 84],
  ['hib', [2, 4, 12], 60],
  ['pneumococcal', [2, 4, 6, 12], 60],
  ['ipv', [2, 4, 6, 48], 216],
  ['mmr', [12, 48], 228],
  ['varicella', [12, 48], 228],
  ['hepA', [12, 18], 228],
  ['tdap', [132], 228],
  ['hpv', [132, 138], 228],
  ['menACWY', [132, 192], 228],
]

/** The schedule all this is after. */
export const vaccineSchedule = 'CDC schedule 2025'

/**
 * What may be due on a day (`YYYY-MM-DD`), by age and the doses recorded; reasons after the name:
 * `Influenza: may be due, last 12 Oct 2025`. After the CDC's recommended immunization schedules for 2025 (children and
 * adolescents: table 1; adults: table 1), routine recommendations only: not for pregnancy, illness, travel or catching up
 * by minimum intervals, and in adults neither MMR, varicella nor hepatitis A. That is why nothing here says more than
 * "may". `dateWords` writes a date for reading.
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
  const say = (key: Key, why: string): void => void due.push(`${vaccines[key].name}: may be due, ${why}`)
  const last = (given: readonly Dose[]): string => {
    const date = given.at(-1)?.date
    return given.length === 0 ? 'none recorded' : date ? `last ${dateWords(date)}` : 'last dose without a date'
  }
  const since = (key: Key, from: string): void => {
    const given = dosesOf(key, doses)
    if (!given.some(({ date }) => date !== undefined && date.slice(0, 10) >= from)) say(key, last(given))
  }
  const count = (key: Key, wanted: number): void => {
    const given = dosesOf(key, doses).length
    if (given < wanted) say(key, given === 0 ? 'none recorded' : `${given} of ${wanted} doses recorded`)
  }

  const season = influenzaSeason(day)
  if (months >= 6 && season) since('influenza', season)
  if (months >= 6) since('covid', yearsBefore(day, 1))
  if (years < 19) {
    for (const [key, ages, until] of childhood) {
      const wanted = ages.filter((age) => months >= age).length
      if (wanted > 0 && months < until) count(key, wanted)
    }
    return due
  }
  since('tetanus', yearsBefore(day, 10))
  if (years >= 50) count('zoster', 2)
  if (years >= 50 && !pneumococcalDone(doses)) say('pneumococcal', last(dosesOf('pneumococcal', doses)))
  if (years >= 75) count('rsv', 1)
  if (years <= 26) count('hpv', 2)
  if (years <= 59 && !hepatitisBDone(doses)) count('hepB', 3)
  return due
}

/** PCV20 or PCV21 once, or PCV15 and then PPSV23. */
function pneumococcalDone(doses: readonly Dose[]): boolean {
  const had = (codes: RegExp, name: RegExp): boolean =>
    doses.some((dose) => (dose.code ? codes.test(dose.code) : name.test(dose.name)))
  return had(/^(216|327)$/, /pcv\s?(20|21)/i) || (had(/^215$/, /pcv\s?15/i) && had(/^33$/, /ppsv\s?23/i))
}

/** Heplisav-B (CVX 189) is two doses. */
const hepatitisBDone = (doses: readonly Dose[]): boolean => doses.filter(({ code }) => code === '189').length >= 2

/** The first day of the present influenza season; undefined in July and August, before its vaccine is given. */
function influenzaSeason(day: string): string | undefined {
  const [year, month] = day.split('-').map(Number) as [number, number]
  if (month === 7 || month === 8) return undefined
  return `${month >= 9 ? year : year - 1}-07-01`
}

const yearsBefore = (day: string, years: number): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`

function monthsBetween(from: string, to: string): number {
  const [y = 0, m = 1, d = 1] = from.split('-').map(Number)
  const [year, month, date] = to.split('-').map(Number) as [number, number, number]
  return (year - y) * 12 + (month - m) - (date < d ? 1 : 0)
}
