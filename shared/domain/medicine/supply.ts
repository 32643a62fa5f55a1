import { type Recorded, substancesOf } from './recorded.js'
import type { Sig } from './sig.js'

/** How much was prescribed: each time so many units, and so often again. */
export interface Supply {
  quantity?: number | undefined
  quantityUnit?: string | undefined
  refills?: number | undefined
}

const hours = { h: 1, d: 24, wk: 168, mo: 720 } as const
const counted = /^(tablet|capsule|pill|patch|packet)e?s?$/i
const day = 86_400_000

/**
 * How many days a prescription lasts with all its refills, taken as directed; undefined where the directions do not say
 * exactly how much a day (as needed, a range, a course once) or count something else than was dispensed.
 */
export function daysOf({ quantity, quantityUnit, refills = 0 }: Supply, sig: Sig): number | undefined {
  const { dose, timing, asNeeded, once } = sig
  if (!quantity || !dose || !timing || dose.high || timing.periodMax || asNeeded || once) return undefined
  if (!counted.test(dose.unit) || (quantityUnit !== undefined && !counted.test(quantityUnit))) return undefined
  const daily = (Number(dose.value) * timing.frequency * 24) / (timing.period * hours[timing.periodUnit])
  return daily > 0 ? Math.floor((quantity / daily) * (refills + 1)) : undefined
}

/** The day what was prescribed at `since` runs out, all refills taken. */
export const lastsUntil = (since: string, days: number): Date => new Date(Date.parse(since) + days * day)

/** Asked sooner than this before the end is early: pharmacies fill again about two weeks ahead. */
const earlyDays = 14

/** How many days early a refill is asked; 0 when it is due. */
export const askedEarly = (until: Date, now: Date): number => {
  const left = Math.floor((until.getTime() - now.getTime()) / day)
  return left > earlyDays ? left : 0
}

const decided = new Set(['opioid', 'benzodiazepine', 'stimulant', 'sedative', 'gabapentinoid'])

/** Whether each supply is a decision of its own, never the same again by habit: opioids, benzodiazepines, stimulants and the like. */
export const isDecidedEachTime = (medicine: Recorded): boolean =>
  substancesOf(medicine).some(
    ({ name, classes }) => name === 'methotrexate' || classes.some(({ key }) => decided.has(key)),
  )

/** `90 tablets`, `1 inhaler`, `90`: units stand in the EHR in the singular or the plural. */
export function amountWords(quantity: number, unit: string | undefined): string {
  if (!unit) return String(quantity)
  return `${quantity} ${quantity === 1 || !/^(tablet|capsule|inhaler|pen|tube|bottle|patch|packet|vial|pill)$/i.test(unit) ? unit : `${unit}${/patch$/i.test(unit) ? 'es' : 's'}`}`
}

export const refillWords = (refills: number): string =>
  refills === 0 ? 'no refills' : refills === 1 ? '1 refill' : `${refills} refills`
