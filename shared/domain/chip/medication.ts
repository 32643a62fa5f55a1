import { type ChipCoding, readCodings } from './coding.js'
import { decimal, each, type Fields, fields, oneOf, present, text, whole } from './read.js'

/**
 * What becomes of a medicine. `start` is a new prescription; the others are about the one the chip is bound to: `change`
 * ends it and prescribes anew, `refill` prescribes the same again, `stop` ends it.
 */
export const medicationActions = ['start', 'change', 'refill', 'stop'] as const
export type MedicationAction = (typeof medicationActions)[number]

/** Units of time of a frequency, UCUM as FHIR's Timing has them. */
export const periodUnits = ['h', 'd', 'wk', 'mo'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** How a medicine is taken. */
export interface Sig {
  /** What the patient reads: `Take 1 tablet by mouth every morning`. */
  text: string
  /** `1`, in `unit`s: `tablet`, `mL`, `puff`. */
  dose?: string
  unit?: string
  route?: string
  /** So many times in each `period` of `periodUnit`. */
  frequency?: number
  period?: number
  periodUnit?: PeriodUnit
  /** `pain`: taken only when it is needed for that. */
  asNeeded?: string
}

export interface MedicationData {
  action: MedicationAction
  codings: ChipCoding[]
  /** Drug, strength and form: `Empagliflozin 25 mg tablet`. */
  display: string
  /** Active ingredients, lower case, for duplicates and allergies. */
  ingredients: string[]
  sig?: Sig
  /** How many `quantityUnit`s are dispensed each time. */
  quantity?: number
  quantityUnit?: string
  refills?: number
  /** Why it is prescribed although a warning was shown, or why it is stopped. */
  reason?: string
}

function readSig(value: unknown): Sig | undefined {
  const data: Fields = fields(value) ?? {}
  const words = text(data.text, 400)
  if (!words) return undefined
  return present({
    text: words,
    dose: decimal(data.dose),
    unit: text(data.unit, 40),
    route: text(data.route, 60),
    frequency: whole(data.frequency, 1, 48),
    period: whole(data.period, 1, 365),
    periodUnit: oneOf(data.periodUnit, periodUnits),
    asNeeded: text(data.asNeeded, 120),
  }) as Sig
}

export function readMedication(value: unknown): MedicationData | undefined {
  const data: Fields = fields(value) ?? {}
  const action = oneOf(data.action, medicationActions)
  const [codings, display] = [readCodings(data.codings), text(data.display, 300)]
  const ingredients = each(data.ingredients, (item) => text(item, 120))
  if (!action || !codings || !display || !ingredients) return undefined
  const sig = readSig(data.sig)
  // A prescription nobody can follow is none.
  if (!sig && action !== 'stop') return undefined
  return present({
    action,
    codings,
    display,
    ingredients,
    sig,
    quantity: whole(data.quantity, 1, 10_000),
    quantityUnit: text(data.quantityUnit, 40),
    refills: whole(data.refills, 0, 99),
    reason: text(data.reason, 300),
  }) as MedicationData
}
