import { type VitalKind, type VitalName, type VitalValues, vitalKinds } from './vital.js'

/** LOINC of the series a vital sign is shown in; blood pressure is one. */
export const seriesOf = (name: VitalName): string =>
  name === 'systolic' || name === 'diastolic' ? '85354-9' : (kindOf(name).code as string)

export const kindOf = (name: VitalName): VitalKind => vitalKinds.find((kind) => kind.name === name) as VitalKind

type Ranges = Partial<Record<VitalName, readonly [number, number]>>

/**
 * What a person in a primary-care room rarely leaves. Values outside may be true and are asked about once; they are
 * not diagnostic limits. What cannot be recorded at all is in `shared/domain/vital`.
 */
const adult: Ranges = {
  systolic: [80, 200],
  diastolic: [40, 120],
  pulse: [40, 140],
  respirations: [8, 30],
  temperature: [35, 39.5],
  saturation: [90, 100],
  weight: [35, 180],
  height: [135, 205],
}

/** How a child's differ, under an age in years; after the vital sign tables of paediatric life support, widened. */
const children: readonly { underYears: number; usual: Ranges }[] = [
  {
    underYears: 1,
    usual: {
      systolic: [60, 110],
      diastolic: [30, 75],
      pulse: [90, 190],
      respirations: [20, 70],
      weight: [1.5, 14],
      height: [40, 85],
    },
  },
  {
    // Pulse, breathing and pressure as of the years after; weight and height after CDC's growth charts, widened.
    underYears: 3,
    usual: {
      systolic: [75, 125],
      diastolic: [35, 85],
      pulse: [65, 170],
      respirations: [15, 50],
      weight: [6, 20],
      height: [62, 108],
    },
  },
  {
    underYears: 6,
    usual: {
      systolic: [75, 125],
      diastolic: [35, 85],
      pulse: [65, 170],
      respirations: [15, 50],
      weight: [9, 35],
      height: [80, 130],
    },
  },
  {
    underYears: 13,
    usual: {
      systolic: [80, 140],
      diastolic: [40, 90],
      pulse: [55, 150],
      respirations: [12, 40],
      weight: [14, 80],
      height: [95, 180],
    },
  },
]

export interface Doubt {
  vital: VitalName
  /** `refuse`: cannot be recorded. `ask`: may be, but is rare; the person says it is right. */
  tone: 'refuse' | 'ask'
  text: string
}

const number = (value: number): string => String(Number(value.toFixed(1)))
/** A number and its unit stay on one line. */
const withUnit = (value: number, unit: string): string => `${number(value)}\u00a0${unit}`

/**
 * The decimal that was typed, with every digit after the point (37.0 says more than 37): a decimal comma counts as a point;
 * undefined when empty, null when it is not a number.
 */
export function readDecimal(text: string): string | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  return /^\d{1,4}([.,]\d{1,2})?$/.test(trimmed) ? trimmed.replace(',', '.').replace(/^0+(?=\d)/, '') : null
}

/**
 * What to question in a set of vitals. `years` is the patient's age; `last` holds the last recorded weight (kg) and
 * height (cm), since a jump there is nearly always a slip or another unit.
 */
export function doubts(
  values: VitalValues,
  years: number | undefined,
  last: { weight?: number; height?: number } = {},
): Doubt[] {
  const found: Doubt[] = []
  const child = years === undefined ? undefined : children.find(({ underYears }) => years < underYears)?.usual
  for (const kind of vitalKinds) {
    const value = values[kind.name]
    if (value === undefined) continue
    const unlikely = otherUnit(kind.name, value, last)
    const [low, high] = child?.[kind.name] ?? adult[kind.name] ?? [kind.least, kind.most]
    if (value < kind.least || value > kind.most) {
      const limits = `${kind.label} is ${number(kind.least)} to ${withUnit(kind.most, kind.unitText)}`
      found.push({ vital: kind.name, tone: 'refuse', text: unlikely ?? limits })
    } else if (unlikely) {
      found.push({ vital: kind.name, tone: 'ask', text: unlikely })
    } else if (value < low || value > high) {
      const text = `${withUnit(value, kind.unitText)} is unusually ${value < low ? 'low' : 'high'}`
      found.push({ vital: kind.name, tone: 'ask', text: child ? `${text} at this age` : text })
    }
  }
  const { systolic, diastolic } = values
  if (systolic !== undefined && diastolic !== undefined && diastolic >= systolic) {
    found.push({ vital: 'diastolic', tone: 'refuse', text: 'Diastolic must be below systolic' })
  }
  if ((systolic === undefined) !== (diastolic === undefined)) {
    const missing = systolic === undefined ? 'systolic' : 'diastolic'
    found.push({ vital: missing, tone: 'refuse', text: `Blood pressure needs the ${missing} value too` })
  }
  return found
}

/** A sentence when the value looks as if it were in another unit or far from the last one. */
function otherUnit(name: VitalName, value: number, last: { weight?: number; height?: number }): string | undefined {
  if (name === 'temperature' && value >= 90 && value <= 113) {
    return `${number(value)} looks like Fahrenheit: ${withUnit(((value - 32) * 5) / 9, '°C')}`
  }
  if (name === 'height' && value >= 1 && value <= 2.6)
    return `${value} looks like metres: ${withUnit(value * 100, 'cm')}`
  if (name === 'height' && last.height && Math.abs(value * 2.54 - last.height) < 4) {
    return `${number(value)} looks like inches: ${withUnit(value * 2.54, 'cm')}`
  }
  if (name === 'weight' && last.weight && Math.abs(value - last.weight) / last.weight > 0.1) {
    const kilograms = value * 0.45359237
    return Math.abs(kilograms - last.weight) / last.weight < 0.1
      ? `${number(value)} looks like pounds: ${withUnit(kilograms, 'kg')}`
      : `${withUnit(value, 'kg')}, but ${withUnit(last.weight, 'kg')} last time`
  }
  return undefined
}
