import type { AbnormalFlag } from './flag.js'

/** Ages from which the adult limits below hold, years. Children's limits go by age, sex and height and are not judged here. */
const adultYears = 18

interface Limits {
  veryLow?: number
  low?: number
  high?: number
  veryHigh?: number
}

/**
 * When an adult's vital sign wants attention, whatever the person's usual is; LOINC codes, in the units Rounds records.
 * Blood pressure: hypertension from 140/90 mmHg in the clinic, severe from 180/110 (ESH guidelines 2023); low under 90
 * systolic. Pulse, breathing, temperature and saturation: where the early-warning score NEWS2 (Royal College of Physicians,
 * 2017) gives 2 points, very when it gives 3.
 */
const limits: Record<string, Limits> = {
  systolic: { low: 90, high: 140, veryHigh: 180 },
  diastolic: { high: 90, veryHigh: 110 },
  '8867-4': { veryLow: 41, low: 51, high: 111, veryHigh: 131 },
  '9279-1': { veryLow: 9, low: 12, high: 21, veryHigh: 25 },
  '8310-5': { veryLow: 35.1, low: 36.1, high: 38.1, veryHigh: 39.1 },
  '59408-5': { veryLow: 92, low: 94 },
}

/** Low limits are the least value that is still unremarkable, high ones the first that is not. */
const against = (value: number, { veryLow, low, high, veryHigh }: Limits): AbnormalFlag | undefined => {
  if (veryHigh !== undefined && value >= veryHigh) return 'HH'
  if (veryLow !== undefined && value < veryLow) return 'LL'
  if (high !== undefined && value >= high) return 'H'
  return low !== undefined && value < low ? 'L' : undefined
}

/** The flag of an adult's blood pressure, mmHg: the worse of its two parts, high before low. */
export function flagOfPressure(
  systolic: number,
  diastolic: number | undefined,
  years: number,
): AbnormalFlag | undefined {
  if (years < adultYears) return undefined
  const parts = [
    against(systolic, limits.systolic as Limits),
    diastolic === undefined ? undefined : against(diastolic, limits.diastolic as Limits),
  ]
  return (['HH', 'H', 'L'] as const).find((flag) => parts.includes(flag))
}

/** The flag of another vital sign of an adult, by LOINC code and in the unit Rounds records; undefined where none is known. */
export function flagOfVital(code: string, value: number, years: number): AbnormalFlag | undefined {
  const known = limits[code]
  return known && years >= adultYears ? against(value, known) : undefined
}
