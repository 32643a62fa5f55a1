import type { Observation, ObservationComponent } from '@medplum/fhirtypes'
import type { ResultFlag } from '../../../shared/domain/flag.js'
import { flagOf, worstFlag } from '../../../shared/domain/flag.js'
import { withoutBraces } from '../../../shared/domain/unit.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import { numberText, numberValue } from '../../../shared/kernel/json.js'
import { loinc, wordsOf } from './concept.js'
import { utc } from './utc.js'

type Valued = Pick<
  Observation | ObservationComponent,
  | 'valueQuantity'
  | 'valueString'
  | 'valueCodeableConcept'
  | 'valueInteger'
  | 'valueBoolean'
  | 'valueRange'
  | 'dataAbsentReason'
>

/** The value as recorded, decimals and comparator kept; undefined when there is none. */
function valueText(valued: Valued): string | undefined {
  const { valueQuantity, valueString, valueCodeableConcept, valueBoolean, valueInteger, valueRange } = valued
  if (valueQuantity) {
    const number = numberText(valueQuantity.value)
    if (number !== undefined) return `${valueQuantity.comparator ?? ''}${grouped(number)}`
  }
  if (valueString !== undefined) return valueString
  if (valueCodeableConcept) return wordsOf(valueCodeableConcept)
  if (valueInteger !== undefined) return numberText(valueInteger)
  if (valueBoolean !== undefined) return valueBoolean ? 'yes' : 'no'
  if (valueRange) return `${numberText(valueRange.low?.value) ?? ''} – ${numberText(valueRange.high?.value) ?? ''}`
  return valued.dataAbsentReason ? wordsOf(valued.dataAbsentReason) : undefined
}

/** Thousands are set apart from five digits on: `12,400`. */
const grouped = (number: string): string =>
  /^\d{5,}(\.|$)/.test(number) ? number.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : number

export const valueNumber = (valued: Valued): number | undefined =>
  numberValue(valued.valueQuantity?.value ?? valued.valueInteger)

/** Units as people read them where UCUM's spelling is for machines. */
const readable: Record<string, string> = {
  'mm[Hg]': 'mmHg',
  Cel: '°C',
  '[degF]': '°F',
  '[lb_av]': 'lb',
  '[in_i]': 'in',
  '1': '',
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
  'kg/m2': 'kg/m²',
  '10*3/uL': '×10³/µL',
  '10*6/uL': '×10⁶/µL',
  'ug/L': 'µg/L',
  'ug/dL': 'µg/dL',
  'u[IU]/mL': 'µIU/mL',
  'm[IU]/L': 'mIU/L',
  '/min': '/min',
}

export function unitText(quantity: { unit?: string; code?: string } | undefined): string {
  const { unit, code } = quantity ?? {}
  if (unit && !(unit in readable)) return withoutBraces(unit)
  return readable[unit ?? code ?? ''] ?? withoutBraces(unit ?? code ?? '')
}

export const loincOf = ({ code }: Pick<Observation, 'code'>): string =>
  code?.coding?.find(({ system }) => system === loinc)?.code ?? code?.coding?.[0]?.code ?? wordsOf(code) ?? ''

export const observedAt = (observation: Observation): Instant =>
  (utc(observation.effectiveDateTime ?? observation.effectivePeriod?.start ?? observation.effectiveInstant) ??
    utc(observation.issued) ??
    utc(observation.meta?.lastUpdated) ??
    '1900-01-01T00:00:00.000Z') as Instant

const flagsIn = ({ interpretation }: Pick<Observation, 'interpretation'>): (ResultFlag | undefined)[] =>
  (interpretation ?? []).flatMap(({ coding }) => (coding ?? []).map(({ code }) => flagOf(code)))

/** The flag the laboratory gave, of the value or of a part of it; several give the worst. */
export function flagOfObservation({
  interpretation,
  component: parts = [],
}: Pick<Observation, 'interpretation' | 'component'>): ResultFlag | undefined {
  const own = flagsIn({ interpretation } as Observation)
  const ofParts = parts.map((part) => flagsIn(part as Observation))
  const isNormal = own.includes('N') || (parts.length > 0 && ofParts.every((flags) => flags.includes('N')))
  return worstFlag([...own, ...ofParts.flat()]) ?? (isNormal ? 'N' : undefined)
}

const withoutUnit = (text: string | undefined, unit: string): string | undefined =>
  unit && text?.endsWith(` ${unit}`) ? text.slice(0, -unit.length - 1) : text

export interface Reference {
  text?: string
  low?: number
  high?: number
}

/** The reference range as it stands in the result: `3.5 – 5.1`, `< 200`, or its own words. */
export function referenceOf({
  referenceRange,
  valueQuantity,
}: Pick<Observation, 'referenceRange' | 'valueQuantity'>): Reference {
  const normal = (referenceRange ?? []).filter(
    ({ type }) => !type || type.coding?.some(({ code }) => code === 'normal'),
  )
  const ranges = normal.length > 0 ? normal : (referenceRange ?? []).slice(0, 1)
  // Several, each for some ages or one sex: whose this value is judged by is not known here, so all are told and none is used.
  if (ranges.length > 1 && ranges.some(({ age, appliesTo }) => age || appliesTo?.length))
    return { text: ranges.map(rangeWords).join('; ') }
  const [range] = ranges
  if (!range) return {}
  const { text, low, high } = limitsOf(range)
  const isOther = unitDiffers(range, valueQuantity)
  return {
    ...(text && { text: isOther ? `${text} ${unitText(range.low ?? range.high)}` : text }),
    // A limit in another unit than the value’s says nothing of its number.
    ...(low !== undefined && !isOther && { low: Number(low) }),
    ...(high !== undefined && !isOther && { high: Number(high) }),
  }
}

type Range = NonNullable<Observation['referenceRange']>[number]

const unitDiffers = ({ low, high }: Range, value: Observation['valueQuantity']): boolean => {
  const limit = low ?? high
  const [own, its] = [value?.code ?? value?.unit, limit?.code ?? limit?.unit]
  if (!own || !its || own === its || value?.unit === limit?.unit) return false
  return unitText(value) !== unitText(limit)
}

/** `12 – 17 years: 0.5 – 1.0` */
function rangeWords(range: Range): string {
  const { age, appliesTo } = range
  const [from, to] = [numberText(age?.low?.value), numberText(age?.high?.value)]
  const ages = from && to ? `${from} – ${to}` : from ? `from ${from}` : to ? `up to ${to}` : undefined
  const unit = age?.high?.unit ?? age?.low?.unit ?? 'years'
  const whom = [...(appliesTo ?? []).map(wordsOf), ages && `${ages} ${unit}`].filter(Boolean).join(', ')
  const { text } = limitsOf(range)
  return whom && !range.text?.includes(whom) ? `${whom}: ${text ?? ''}` : (text ?? '')
}

function limitsOf(range: Range): Record<'text' | 'low' | 'high', string | undefined> {
  const low = numberText(range.low?.value)
  const high = numberText(range.high?.value)
  // The unit stands beside the value; in the range's own words it is left out.
  const units = [range.low, range.high].flatMap((limit) => [limit?.unit, limit?.code]).filter(Boolean) as string[]
  const words = [...units, unitText(range.low ?? range.high)].reduce(
    (text, unit) => withoutUnit(text, unit),
    range.text,
  )
  const text = words ?? (low && high ? `${low} – ${high}` : low ? `≥ ${low}` : high ? `≤ ${high}` : undefined)
  return { text, low, high }
}

/** Whether an observation is to be shown at all. */
export const isShown = ({ status }: Observation): boolean => status !== 'entered-in-error' && status !== 'cancelled'

/** The value as one reads it; a blood pressure from its components. */
export function observationText(observation: Observation): string | undefined {
  const systolic = component(observation, '8480-6')
  const diastolic = component(observation, '8462-4')
  const pressure = systolic && diastolic && `${valueText(systolic)}/${valueText(diastolic)}`
  return pressure ?? valueText(observation) ?? componentsText(observation)
}

export const component = (observation: Observation, code: string): ObservationComponent | undefined =>
  observation.component?.find((part) => part.code?.coding?.some((coding) => coding.code === code))

const componentsText = ({ component: parts }: Observation): string | undefined =>
  parts
    ?.map((part) => [wordsOf(part.code), valueText(part), unitText(part.valueQuantity)].filter(Boolean).join(' '))
    .join(', ') || undefined

/** Values with the same key may stand on one line: the UCUM code, whatever the unit is called. */
export function unitKey(observation: Observation): string {
  const { code, unit } = observation.valueQuantity ?? observation.component?.[0]?.valueQuantity ?? {}
  return code ?? unit ?? ''
}

/** The unit of an observation: of its value, or of both parts of a blood pressure. Other parts name their own. */
export const unitOf = (observation: Observation): string =>
  unitText(observation.valueQuantity ?? component(observation, '8480-6')?.valueQuantity)
