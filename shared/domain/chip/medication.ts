import type { Ingredient, Medicine } from '../medicine/medicine.js'
import { type RouteKey, routes } from '../medicine/route.js'
import type { Sig } from '../medicine/sig.js'
import { type ChipCoding, readCodings } from './coding.js'
import { each, type Fields, fields, oneOf, present, text, whole } from './read.js'

/**
 * What becomes of a medicine. `start` is a new prescription; the others are about the one the chip is bound to: `continue`
 * only speaks of it, `refill` prescribes the same again, `change` ends it and prescribes anew, `stop` ends it.
 */
export const medicationActions = ['start', 'continue', 'refill', 'change', 'stop'] as const
export type MedicationAction = (typeof medicationActions)[number]

export interface MedicationData {
  action: MedicationAction
  codings: ChipCoding[]
  /** Drug, strength and form: `Empagliflozin 25 mg tablet`. */
  display: string
  /** For duplicates and allergies. */
  ingredients: Ingredient[]
  /** How it is taken, in the words the patient reads; the route where the words do not name one. */
  sig?: { text: string; route?: RouteKey }
  /** How many `quantityUnit`s are dispensed each time. */
  quantity?: number
  quantityUnit?: string
  refills?: number
  /** Why it is prescribed although a warning was shown, or why it is stopped. */
  reason?: string
}

const routeKeys = Object.keys(routes) as RouteKey[]

function readIngredient(value: unknown): Ingredient | undefined {
  const { name, rxnorm } = fields(value) ?? {}
  const known = text(name, 120)
  return known === undefined ? undefined : (present({ name: known, rxnorm: text(rxnorm, 20) }) as Ingredient)
}

function readSigOf(value: unknown): MedicationData['sig'] {
  const data: Fields = fields(value) ?? {}
  const words = text(data.text, 400)
  return words === undefined
    ? undefined
    : (present({ text: words, route: oneOf(data.route, routeKeys) }) as NonNullable<MedicationData['sig']>)
}

export function readMedication(value: unknown): MedicationData | undefined {
  const data: Fields = fields(value) ?? {}
  const action = oneOf(data.action, medicationActions)
  const [codings, display] = [readCodings(data.codings), text(data.display, 300)]
  const ingredients = each(data.ingredients, readIngredient)
  if (!action || !codings || !display || !ingredients) return undefined
  return present({
    action,
    codings,
    display,
    ingredients,
    sig: readSigOf(data.sig),
    quantity: whole(data.quantity, 1, 10_000),
    quantityUnit: text(data.quantityUnit, 40),
    refills: whole(data.refills, 0, 99),
    reason: text(data.reason, 300),
  }) as MedicationData
}

/** Whether a prescription is made of it, which nobody can follow without directions. */
export const prescribes = ({ action }: Pick<MedicationData, 'action'>): boolean =>
  action === 'start' || action === 'refill' || action === 'change'

const verbs: Record<MedicationAction, string> = {
  start: '',
  continue: 'Continue ',
  refill: 'Renew ',
  change: 'Change to ',
  stop: 'Stop ',
}

/** How it reads in the note: `Empagliflozin 25 mg tablet, 1 tablet daily, 90, 3 refills`. */
export function medicationText(data: MedicationData): string {
  const { action, display, sig, quantity, quantityUnit, refills, reason } = data
  const parts = [`${verbs[action]}${display}`]
  if (action === 'stop') return [...parts, ...(reason ? [reason] : [])].join(': ')
  if (sig) parts.push(sig.text)
  else if (prescribes(data)) parts.push('directions missing')
  if (prescribes(data)) {
    if (quantity !== undefined)
      parts.push(quantityUnit && !counted.test(quantityUnit) ? `${quantity} ${quantityUnit}` : `${quantity}`)
    if (refills !== undefined)
      parts.push(refills === 0 ? 'no refills' : refills === 1 ? '1 refill' : `${refills} refills`)
  }
  return parts.join(', ')
}

const counted = /^(tablet|capsule)s?$/i

/** Classes whose supply is decided each time: opioids, benzodiazepines, stimulants, methotrexate and the like have none proposed. */
const decidedEachTime = /opioid|benzodiazepine|stimulant|sleep medicine|sedative|gabapentinoid|antimetabolite/i

/**
 * What is usually dispensed for a sig that counts tablets or capsules: the whole course where it has an end, else 90 days
 * with three refills. Nothing is proposed where the class or the sig does not let it be worked out.
 */
export function usualSupply(
  { dose, timing, duration, asNeeded, once }: Sig,
  drugClass: Medicine['drugClass'],
): Pick<MedicationData, 'quantity' | 'quantityUnit' | 'refills'> {
  if (!dose || !timing || timing.periodMax || dose.high || asNeeded || once || !counted.test(dose.unit)) return {}
  if (drugClass && decidedEachTime.test(drugClass)) return {}
  const days = { h: 1 / 24, d: 1, wk: 7, mo: 30 }
  const length = duration ? duration.value * days[duration.unit] : 90
  const quantity = Math.ceil(
    (Number(dose.value) * timing.frequency * length) / (timing.period * days[timing.periodUnit]),
  )
  if (!Number.isFinite(quantity) || quantity < 1 || quantity > 1000) return {}
  return { quantity, quantityUnit: dose.unit.replace(/([^s])$/, '$1s'), refills: duration ? 0 : 3 }
}
