import { vitalKinds } from './vital.js'

const same = (value: number): number => value

/** Other systems' units, by UCUM code or as people write them, into those of `vitalKinds`. */
const conversions: Record<string, Record<string, (value: number) => number>> = {
  kg: { kg: same, g: (value) => value / 1000, '[lb_av]': pounds, lb: pounds, lbs: pounds },
  cm: { cm: same, m: (value) => value * 100, '[in_i]': inches, in: inches, inches },
  Cel: { Cel: same, '°C': same, C: same, '[degF]': fahrenheit, '°F': fahrenheit, F: fahrenheit },
}

/** Exact by definition: the international avoirdupois pound and the inch (1959 agreement). */
function pounds(value: number): number {
  return value * 0.45359237
}
function inches(value: number): number {
  return value * 2.54
}
function fahrenheit(value: number): number {
  return ((value - 32) * 5) / 9
}

/**
 * A vital sign in the unit Rounds records, by LOINC code; undefined where the unit is not known, so that no number is ever
 * judged in another one. Rates, pressures and percentages have one unit.
 */
export function inRecordedUnit(code: string, value: number, unit: string): number | undefined {
  const recorded = vitalKinds.find((kind) => kind.code === code)?.unit
  const known = recorded === undefined ? undefined : conversions[recorded]
  return known ? known[unit]?.(value) : value
}

interface Measured {
  id: string
  unit: string
  readings: readonly { at: string; value?: number }[]
}

/** The newest value of a vital sign whatever unit it was recorded in, in the one Rounds records; readings newest first. */
export function lastMeasured(vitals: readonly Measured[], code: string): number | undefined {
  const newest = vitals
    .filter(({ id }) => id === code || id.startsWith(`${code} `))
    .map(({ unit, readings: [last] }) => ({ unit, last }))
    .sort((a, b) => ((a.last?.at ?? '') < (b.last?.at ?? '') ? 1 : -1))[0]
  return newest?.last?.value === undefined ? undefined : inRecordedUnit(code, newest.last.value, newest.unit)
}
