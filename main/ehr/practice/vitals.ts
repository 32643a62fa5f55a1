import type { CodeableConcept, Observation, Reference } from '@medplum/fhirtypes'
import { type Day, yearsBetween } from './calendar.js'
import { type Chart, has, nextId, remember, years } from './chart.js'
import { concept, hl7, LOINC, UCUM } from './coding.js'
import { decimal } from './decimal.js'
import { adultHeight, childSize, medianGrowth } from './growth.js'
import { meta } from './meta.js'
import { practitioner } from './staff.js'

const round = (value: number, decimals: number): number => {
  const factor = 10 ** decimals
  return Math.round(value * factor) / factor
}

/** Sum of what the medicines taken for at least two weeks do to one measured thing. */
export function effectOf(chart: Chart, day: Day, what: 'sbp' | 'pulse' | 'a1c' | 'k'): number {
  let sum = 0
  for (const { medicine, start, stop } of chart.courses) {
    const effect = medicine.effect[what]
    if (effect !== undefined && start <= day - 14 && (stop === undefined || stop >= day)) sum += effect
  }
  return sum
}

/** Weight multiplier of weight-changing medicines, growing over a year. */
function weightEffect(chart: Chart, day: Day): number {
  let factor = 1
  for (const { medicine, start, stop } of chart.courses) {
    const effect = medicine.effect.weight
    if (effect !== undefined && start <= day && (stop === undefined || stop >= day))
      factor *= 1 + (effect - 1) * Math.min(1, (day - start) / 365)
  }
  return factor
}

export interface Size {
  height: number
  weight: number
}

/** Height (cm) and weight (kg) on a day, without the scales' noise. */
function sizeOn(chart: Chart, day: Day): Size {
  const { person } = chart
  const old = years(chart, day)
  if (person.age < 20) return childSize(person.sex, old, person.heightScore, person.weightScore)
  const final = adultHeight(person.sex, person.age, person.heightScore)
  const grown = old < 20 ? medianGrowth(person.sex, old).height / medianGrowth(person.sex, 20).height : 1
  const height = final * grown
  const metres = final / 100
  const drift = 1 - chart.body.drift * yearsBetween(day, chart.calendar.today)
  const young = old < 20 ? 0.86 + 0.14 * Math.max(0, (old - 14) / 6) : 1
  const pregnancy = chart.problems.find((held) => held.problem.key === 'pregnancy' && held.onset <= day)
  // About 0.4 kg a week from the twelfth week.
  const pregnant = pregnancy ? 1 + Math.max(0, (day - pregnancy.onset) / 7 - 7) * 0.006 : 1
  return { height, weight: person.bmi * metres * metres * drift * young * pregnant * weightEffect(chart, day) }
}

export interface Vitals {
  sbp?: number
  dbp?: number
  pulse: number
  temperature?: number
  saturation?: number
  respirations?: number
  weight?: number
  height?: number
  bmi?: number
}

/** How ill the patient is at a visit. */
export interface Illness {
  fever?: number
  hypoxia?: number
}

const usual = (chart: Chart, old: number): number => {
  if (old < 18) return 92 + 1.5 * old
  return 107 + 0.26 * Math.min(old, 75) + (chart.person.bmi - 26) * 0.35 + chart.person.pressureScore * 4.5
}

/** Systolic pressure expected on a day, mmHg. */
function expectedSystolic(chart: Chart, day: Day): number {
  const old = years(chart, day)
  if (has(chart, 'heartFailure', day)) return 138 + 5 * chart.person.pressureScore + effectOf(chart, day, 'sbp')
  const untreated = has(chart, 'hypertension', day)
    ? 153 + 5.5 * chart.person.pressureScore + (has(chart, 'ckd', day) ? 2 : 0)
    : Math.min(134, usual(chart, old))
  return untreated + effectOf(chart, day, 'sbp') - (has(chart, 'pregnancy', day) ? 6 : 0)
}

/** What is measured at a visit. Children get height and weight every time, adults height once a year. */
export function measure(
  chart: Chart,
  day: Day,
  want: { height: boolean; full: boolean },
  illness: Illness = {},
): Vitals {
  const { random } = chart
  const old = years(chart, day)
  const fever = illness.fever ?? round(36.6 + random.normal() * 0.2, 1)
  const rest = old < 1 ? 128 : old < 3 ? 112 : old < 6 ? 98 : old < 12 ? 86 : 73
  const pulse = Math.round(
    rest +
      random.normal() * 7 +
      Math.max(0, fever - 37) * 9 +
      effectOf(chart, day, 'pulse') +
      (has(chart, 'atrialFibrillation', day) ? 5 : 0),
  )
  const vitals: Vitals = { pulse: Math.max(50, pulse) }
  if (old >= 3) {
    const expected = expectedSystolic(chart, day)
    const sbp = Math.max(old < 18 ? 84 : 98, Math.round((expected + random.normal() * (old < 18 ? 5 : 6)) / 2) * 2)
    const dbp = old < 18 ? 52 + old * 1.1 : sbp * 0.46 + 20 - Math.max(0, old - 58) * 0.32
    vitals.sbp = sbp
    vitals.dbp = Math.max(old < 18 ? 46 : 54, Math.min(sbp - 26, Math.round((dbp + random.normal() * 4) / 2) * 2))
  }
  if (want.full || illness.fever !== undefined || old < 12) vitals.temperature = fever
  const lungs = has(chart, 'copd', day) ? 94.4 : has(chart, 'heartFailure', day) ? 96 : 98
  if (want.full || illness.hypoxia)
    vitals.saturation = Math.min(100, Math.round(lungs - (illness.hypoxia ?? 0) + random.normal() * 0.9))
  if (illness.hypoxia || (want.full && old < 2))
    vitals.respirations = Math.round(
      (old < 1 ? 34 : old < 3 ? 27 : old < 12 ? 20 : 16) + (illness.hypoxia ?? 0) * 2 + random.normal() * 1.5,
    )
  const size = sizeOn(chart, day)
  const small = old < 2
  vitals.weight = round(size.weight * (1 + random.normal() * (small ? 0.008 : 0.006)), small ? 2 : 1)
  if (want.height || old < 19) {
    vitals.height = round(size.height + random.normal() * 0.25, 1)
    if (old >= 2) vitals.bmi = round(vitals.weight / (vitals.height / 100) ** 2, 1)
  }
  return vitals
}

const category: CodeableConcept[] = [hl7('observation-category', 'vital-signs', 'Vital signs')]
const vital = (code: string, display: string, text: string, unit: string, ucum: string, decimals = 0) => ({
  code: concept(LOINC, code, display, text),
  unit,
  ucum,
  decimals,
})
const kinds = {
  pulse: vital('8867-4', 'Heart rate', 'Pulse', 'beats/min', '/min'),
  respirations: vital('9279-1', 'Respiratory rate', 'Respirations', 'breaths/min', '/min'),
  temperature: vital('8310-5', 'Body temperature', 'Temperature', '°C', 'Cel', 1),
  weight: vital('29463-7', 'Body weight', 'Weight', 'kg', 'kg', 1),
  height: vital('8302-2', 'Body height', 'Height', 'cm', 'cm', 1),
  bmi: vital('39156-5', 'Body mass index (BMI) [Ratio]', 'BMI', 'kg/m²', 'kg/m2', 1),
} as const
const pressure = concept(LOINC, '85354-9', 'Blood pressure panel with all children optional', 'Blood pressure')
const systolic = concept(LOINC, '8480-6', 'Systolic blood pressure', 'Systolic')
const diastolic = concept(LOINC, '8462-4', 'Diastolic blood pressure', 'Diastolic')
const saturation: CodeableConcept = {
  coding: [
    { system: LOINC, code: '59408-5', display: 'Oxygen saturation in Arterial blood by Pulse oximetry' },
    { system: LOINC, code: '2708-6', display: 'Oxygen saturation in Arterial blood' },
  ],
  text: 'Oxygen saturation',
}
const mmHg = (value: number) => ({ value, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' })

/** Writes the vitals of a visit into the chart, taken by a colleague. */
export function recordVitals(
  chart: Chart,
  vitals: Vitals,
  day: Day,
  minute: number,
  encounter: Reference<never>,
  by: string,
): void {
  const { calendar, subject, out } = chart
  const at = calendar.at(day, minute)
  const performer = [practitioner(by)]
  const base = (code: CodeableConcept, salt: number): Observation => ({
    resourceType: 'Observation',
    id: nextId(chart, 'o'),
    meta: meta(calendar.stamp(day, minute + 1, salt)),
    status: 'final',
    category,
    code,
    subject,
    encounter,
    effectiveDateTime: at,
    performer,
  })
  if (vitals.sbp !== undefined && vitals.dbp !== undefined) {
    const observation = base(pressure, 1)
    observation.component = [
      { code: systolic, valueQuantity: mmHg(vitals.sbp) },
      { code: diastolic, valueQuantity: mmHg(vitals.dbp) },
    ]
    out.push(observation)
    remember(chart, 'sbp', day, vitals.sbp)
    remember(chart, 'dbp', day, vitals.dbp)
  }
  let salt = 2
  for (const key of ['pulse', 'respirations', 'temperature', 'weight', 'height', 'bmi'] as const) {
    const value = vitals[key]
    if (value === undefined) continue
    const kind = kinds[key]
    const observation = base(kind.code, salt)
    // The scales for infants show two decimals.
    const decimals = key === 'weight' && years(chart, day) < 2 ? 2 : kind.decimals
    observation.valueQuantity = { value: decimal(value, decimals), unit: kind.unit, system: UCUM, code: kind.ucum }
    out.push(observation)
    remember(chart, key, day, value)
    salt += 1
  }
  if (vitals.saturation !== undefined) {
    const observation = base(saturation, salt)
    observation.valueQuantity = { value: vitals.saturation, unit: '%', system: UCUM, code: '%' }
    out.push(observation)
  }
}

/** The line a note gives the vitals in. */
export function vitalsText(vitals: Vitals, before: number | undefined): string {
  const parts: string[] = []
  if (vitals.sbp !== undefined) parts.push(`BP ${vitals.sbp}/${vitals.dbp} mmHg`)
  parts.push(`pulse ${vitals.pulse}/min`)
  if (vitals.temperature !== undefined) parts.push(`temperature ${vitals.temperature.toFixed(1)} °C`)
  if (vitals.respirations !== undefined) parts.push(`respirations ${vitals.respirations}/min`)
  if (vitals.saturation !== undefined) parts.push(`oxygen saturation ${vitals.saturation} %`)
  if (vitals.weight !== undefined) {
    const change = before === undefined ? 0 : round(vitals.weight - before, 1)
    parts.push(
      `weight ${vitals.weight} kg${Math.abs(change) >= 1 ? ` (${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)} since last visit)` : ''}`,
    )
  }
  if (vitals.height !== undefined) parts.push(`height ${vitals.height} cm`)
  if (vitals.bmi !== undefined) parts.push(`BMI ${vitals.bmi}`)
  return `${parts.join(', ')}.`
}
