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

const times: Record<string, number> = { '': 1, once: 1, twice: 2, 'three times': 3, 'four times': 4, 'five times': 5 }
const whens: readonly [RegExp, string][] = [
  [/\bat bedtime\b/, 'HS'],
  [/\bbefore breakfast\b/, 'ACM'],
  [/\bbefore (?:meals|food)\b|\bon an empty stomach\b/, 'AC'],
  [/\bafter (?:meals|food|supper)\b/, 'PC'],
  [/\bwith (?:meals|food|breakfast)\b/, 'C'],
  [/\b(?:every|in the) morning\b/, 'MORN'],
  [/\b(?:every|in the) evening\b/, 'EVE'],
]
const periods: Record<string, PeriodUnit> = { hour: 'h', day: 'd', week: 'wk', month: 'mo' }

function timingOf(text: string): Sig['timing'] {
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
  const rate = text.match(
    /\b(?:(twice|three times|four times|five times|once) )?(daily|weekly|monthly|a week|a month)\b/,
  )
  if (rate) {
    const periodUnit: PeriodUnit = rate[2] === 'daily' ? 'd' : /week/.test(rate[2] as string) ? 'wk' : 'mo'
    return { frequency: times[rate[1] ?? ''] ?? 1, period: 1, periodUnit, ...withWhen }
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
  text = text.replace(/^1 (tablet|capsule)s\b/, '1 $1')
  const lower = text.toLowerCase()
  const dose = text.match(dosePattern)
  const plain = (digits: string): string => digits.replaceAll(',', '')
  // A dose that changes on the way is not one dose.
  const changes = /\bthen \d/.test(lower)
  const timing = changes ? undefined : timingOf(lower)
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
