import { type RouteKey, routes } from './route.js'

type PeriodUnit = 'h' | 'd' | 'wk' | 'mo'

/** How a medicine is taken. `text` always says all of it; the rest is what a machine may know of it. Numbers keep their digits. */
export interface Sig {
  text: string
  route: RouteKey
  /** `high` for a range: 1 to 2 tablets. */
  dose?: { value: string; high?: string; unit: string }
  timing?: {
    /** So often … */
    frequency: number
    /** … in so many units of time; `periodMax` for a range: every 4 to 6 hours. */
    period: number
    periodMax?: number
    periodUnit: PeriodUnit
    /** FHIR R4 EventTiming: HS at bedtime, MORN, EVE, AC before a meal, PC after one, C with one, ACM before breakfast. */
    when?: string
  }
  /** Once and no more. */
  once?: boolean
  /** True, or what for: `pain`. */
  asNeeded?: true | string
  duration?: { value: number; unit: 'd' | 'wk' | 'mo' }
}

const number = '(\\d+(?:,\\d{3})*(?:\\.\\d+)?)'
const units =
  'mg|mcg|g|mL|L|units?|mEq|tablets?|capsules?|puffs?|drops?|sprays?|patch(?:es)?|applicators?|packets?|lozenges?|suppositor(?:y|ies)|inhalations?|injections?|vials?|pieces?|applications?|pills?|films?|rings?'
const dosePattern = new RegExp(
  `^(?:take |inhale |inject |use |chew )?${number}(?: ?(?:to|-|–) ?${number})? (${units})\\b`,
  'i',
)

/** Every amount but what is taken of something, as in `2 inhalations of 1 capsule`. */
const amountPattern = new RegExp(`(?<!\\bof |[\\d.,])${number}(?: ?(?:to|-|–) ?${number})? ?(?:${units})\\b`, 'gi')

/** Latin that clinicians type, in the words the patient reads. */
const latin: readonly [RegExp, string][] = [
  [/(^|\s)\.(?=\d)/g, '$10.'],
  [/[µμ]g\b/g, 'mcg'],
  [/(\d) ?u\b/gi, '$1 units'],
  [/\bq\.?d\.?(?=\W|$)|\bqday\b|\bonce (?:a day|daily)\b/gi, 'daily'],
  [/\bb\.?i\.?d\.?(?=\W|$)|\btwice a day\b|\b2 ?x(?: a day| daily|\/day)\b/gi, 'twice daily'],
  [/\bt\.?i\.?d\.?(?=\W|$)|\bthree times a day\b/gi, 'three times daily'],
  [/\bq\.?i\.?d\.?(?=\W|$)|\bfour times a day\b/gi, 'four times daily'],
  [/\bq\.?h\.?s\.?(?=\W|$)|\bat night\b|\bnightly\b/gi, 'at bedtime'],
  [/\bq\.?a\.?m\.?(?=\W|$)/gi, 'every morning'],
  [/\bq\.?p\.?m\.?(?=\W|$)/gi, 'every evening'],
  [/\bq\.?o\.?d\.?(?=\W|$)/gi, 'every other day'],
  [/\bq ?(\d+)(?:-(\d+))? ?h(?:rs?|ours?)?\b/gi, 'every $1-$2 hours'],
  [/\bevery (\d+)- hours/gi, 'every $1 hours'],
  [/\bp\.?r\.?n\.?(?=\W|$)/gi, 'as needed'],
  [/\bp\.?o\.?(?=\W|$)/gi, 'by mouth'],
  [/\bs\.?l\.?(?=\W|$)/gi, 'under the tongue'],
  [/\bs\.?c\.?(?=\W|$)|\bsub-?q\b|\bsubcut\b/gi, 'under the skin'],
  [/\btabs?\b/gi, 'tablets'],
  [/\bcaps?\b/gi, 'capsules'],
  [/\bx ?(\d+) ?(d|days?|w|wks?|weeks?)\b/gi, 'for $1 $2'],
  [/\bfor (\d+) d\b/gi, 'for $1 days'],
  [/\bfor (\d+) (?:w|wks?)\b/gi, 'for $1 weeks'],
]

const counts: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }
const often: Record<string, number> = { '': 1, once: 1, twice: 2, thrice: 3 }
/** `twice daily`, `3 times a week`, `3x/day`. */
const ratePattern =
  /(?:\b(once|twice|thrice) |\b(?:(\d{1,2})|([a-z]+)) ?(times|x) ?)?(?:\b(daily|weekly|monthly)\b|(?:\b(?:a|per|each|every) |\/ ?)(day|week|month)\b)/
/** What keeps `daily` or `a week` from meaning that. */
const notEvery = /\bexcept\b|\bweekdays\b|\bdays? (?:a|per|each) (?:week|month)\b|\balternat(?:e|ing)\b/
/** The most that may be taken is not how it is taken. */
const atMost = /[,;]? ?\b(?:max(?:imum)?|up to|no more than|not more than|not to exceed|do not exceed)\b.*$/
const whens: readonly [RegExp, string][] = [
  [/\bat bedtime\b/, 'HS'],
  [/\bbefore breakfast\b/, 'ACM'],
  [/\bbefore (?:meals|food)\b|\bon an empty stomach\b/, 'AC'],
  [/\bafter (?:meals|food|supper)\b/, 'PC'],
  [/\bwith (?:meals|food|breakfast)\b/, 'C'],
  [/\b(?:every|in the) morning\b/, 'MORN'],
  [/\b(?:every|in the) evening\b/, 'EVE'],
]
const timesOfDay = [
  /\bat bedtime\b/,
  /\bmorning\b|\bbreakfast\b/,
  /\bnoon\b|\blunch\b|\bafternoon\b/,
  /\bevening\b|\bsupper\b|\bdinner\b/,
]
const periods: Record<string, PeriodUnit> = { hour: 'h', day: 'd', week: 'wk', month: 'mo' }

function timingOf(text: string): Sig['timing'] {
  if (notEvery.test(text) || timesOfDay.filter((pattern) => pattern.test(text)).length > 1) return undefined
  const when = whens.find(([pattern]) => pattern.test(text))?.[1]
  const withWhen = when === undefined ? {} : { when }
  const every = text.match(/\bevery (?:(\d+)(?: ?(?:to|-|–) ?(\d+))? )?(hour|day|week|month)s?\b/)
  if (every) {
    const period = Number(every[1] ?? 1)
    return {
      frequency: 1,
      period,
      ...(every[2] && { periodMax: Number(every[2]) }),
      periodUnit: periods[every[3] as string] as PeriodUnit,
      ...withWhen,
    }
  }
  if (/\bevery other day\b/.test(text)) return { frequency: 1, period: 2, periodUnit: 'd', ...withWhen }
  const rate = text.match(ratePattern)
  if (rate) {
    const [, adverb = '', digits, word, times, adjective, noun] = rate
    const frequency = times ? Number(digits ?? counts[word as string] ?? Number.NaN) : often[adverb]
    if (!frequency) return undefined
    const periodUnit = (adjective ? { daily: 'd', weekly: 'wk', monthly: 'mo' }[adjective] : periods[noun as string]) as
      | PeriodUnit
      | undefined
    return periodUnit && { frequency, period: 1, periodUnit, ...withWhen }
  }
  if (when === 'HS' || when === 'MORN' || when === 'EVE' || when === 'ACM')
    return { frequency: 1, period: 1, periodUnit: 'd', ...withWhen }
  return undefined
}

/**
 * Reads a sig written in words or the usual Latin: `1 tab bid x7d`, `2 puffs every 4 to 6 hours as needed for wheeze`.
 * `text` has the Latin spelt out, since abbreviations are misread (ISMP list of error-prone abbreviations). What is not
 * understood stays in `text` alone. `route` unless the words name another.
 */
export function readSig(typed: string, route: RouteKey): Sig {
  let text = typed.trim().replace(/\s+/g, ' ')
  for (const [pattern, words] of latin) text = text.replace(pattern, words)
  text = text.replace(/(?<![\d.,]|to |[-–] ?)1 (tablet|capsule)s\b/g, '1 $1')
  const lower = text.toLowerCase()
  const dose = text.match(dosePattern)
  const plain = (digits: string): string => digits.replaceAll(',', '')
  const course = lower.replace(/\([^)]*\)/g, ' ').replace(atMost, '')
  // A dose that changes on the way, or from one time of the day to another, is not one dose.
  const changes = /\b(?:then|and|&|\+) ?\d/.test(lower) || [...course.matchAll(amountPattern)].length > 1
  const timing = changes ? undefined : timingOf(course)
  const lasts = lower.match(/\bfor (\d+) (day|week|month)s?\b/)
  const named = Object.entries(routes).find(([, { words }]) => lower.includes(words))?.[0] as RouteKey | undefined
  const needed = lower.match(/\bas needed(?: for ([a-z]+(?: (?!for\b)[a-z]+)*))?/)
  return {
    text,
    route: named ?? route,
    ...(dose &&
      !changes && {
        dose: {
          value: plain(dose[1] as string),
          ...(dose[2] && { high: plain(dose[2]) }),
          unit: dose[3] as string,
        },
      }),
    ...(timing && { timing }),
    ...(/\b(?:single dose|once, |one time)\b|\bonce$/.test(lower) && { once: true }),
    ...(needed && { asNeeded: needed[1] ?? true }),
    ...(lasts &&
      !changes && { duration: { value: Number(lasts[1]), unit: periods[lasts[2] as string] as 'd' | 'wk' | 'mo' } }),
  }
}

/** UCUM codes of units that have one; a count of tablets or puffs has none and goes by its words. */
const ucum: Record<string, string> = {
  mg: 'mg',
  mcg: 'ug',
  g: 'g',
  ml: 'mL',
  l: 'L',
  meq: 'meq',
  unit: '[iU]',
  units: '[iU]',
}

interface Quantity {
  value: number
  unit: string
  system?: string
  code?: string
}

/** A FHIR R4 Dosage, as far as the sig is understood; its `text` says all of it. */
export interface DosageOf {
  text: string
  timing?: { repeat: Record<string, unknown> }
  asNeededBoolean?: boolean
  asNeededCodeableConcept?: { text: string }
  route: { coding: { system: string; code: string; display: string }[]; text: string }
  doseAndRate?: { doseQuantity?: Quantity; doseRange?: { low: Quantity; high: Quantity } }[]
}

/** The sig as a FHIR Dosage for `MedicationRequest.dosageInstruction`. */
export function dosageOf({ text, route, dose, timing, once, asNeeded, duration }: Sig): DosageOf {
  const { code, display, words } = routes[route]
  const repeat: Record<string, unknown> = {}
  if (timing) {
    const { when, ...rest } = timing
    Object.assign(repeat, rest)
    if (when) repeat.when = [when]
  }
  if (once) repeat.count = 1
  if (duration) {
    const unit = { d: 'd', wk: 'wk', mo: 'mo' }[duration.unit]
    repeat.boundsDuration = { value: duration.value, unit, system: 'http://unitsofmeasure.org', code: unit }
  }
  const quantity = (value: string, unit: string): Quantity => {
    const known = ucum[unit.toLowerCase()]
    return { value: Number(value), unit, ...(known && { system: 'http://unitsofmeasure.org', code: known }) }
  }
  return {
    text,
    ...(Object.keys(repeat).length > 0 && { timing: { repeat } }),
    ...(asNeeded === true && { asNeededBoolean: true }),
    ...(typeof asNeeded === 'string' && { asNeededCodeableConcept: { text: asNeeded } }),
    route: { coding: [{ system: 'http://snomed.info/sct', code, display }], text: words },
    ...(dose && {
      doseAndRate: [
        dose.high
          ? { doseRange: { low: quantity(dose.value, dose.unit), high: quantity(dose.high, dose.unit) } }
          : { doseQuantity: quantity(dose.value, dose.unit) },
      ],
    }),
  }
}
