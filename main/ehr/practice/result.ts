import type {
  DiagnosticReport,
  Observation,
  ObservationReferenceRange,
  Reference,
  ServiceRequest,
} from '@medplum/fhirtypes'
import { type Analyte, analyte } from './analyte.js'
import { averageGlucose, ckdEpi2021, labValue } from './body.js'
import type { Day } from './calendar.js'
import { activeCourses, age, type Chart, has, nextId, remember } from './chart.js'
import { reference, UCUM } from './coding.js'
import { decimal } from './decimal.js'
import { type Flag, flagOf, flags } from './flag.js'
import { laboratoryCategory, laboratoryService, reportCategory } from './laboratory.js'
import { meta } from './meta.js'
import { labPanel, type Panel } from './panel.js'
import { organization, practitioner } from './staff.js'

const round = (value: number, decimals: number): number => {
  const factor = 10 ** decimals
  return Math.round(value * factor) / factor
}

/** Warfarin's target, shown as the reference for those who take it. */
const therapeutic: ObservationReferenceRange[] = [
  {
    low: { value: decimal(2, 1), unit: '{INR}', system: UCUM, code: '{INR}' },
    high: { value: decimal(3, 1), unit: '{INR}', system: UCUM, code: '{INR}' },
    text: '2.0 – 3.0, on warfarin',
  },
]

export interface Value {
  key: string
  test: Analyte
  value: number
  flag?: Flag
}

export interface Result {
  panel: Panel
  report: string
  order: string
  values: Value[]
  /** A qualitative answer. */
  words?: string
  abnormal: boolean
}

/** The numbers of a panel, those that depend on one another computed from what is reported. */
function panelValues(chart: Chart, panel: Panel, day: Day, fixed: Readonly<Record<string, number>> = {}): Value[] {
  const { person } = chart
  const old = age(chart, day)
  const known = new Map<string, number>()
  const draw = (key: string): number => {
    const given = fixed[key]
    if (given !== undefined) return given
    switch (key) {
      case 'egfr':
        return ckdEpi2021(known.get('creatinine') as number, old, person.sex)
      case 'glucose':
      case 'fastingGlucose': {
        const a1c = labValue(chart, 'a1c', day)
        const diabetic = has(chart, 'diabetes2', day) || has(chart, 'diabetes1', day)
        return diabetic
          ? averageGlucose(a1c) - 12 + chart.random.normal() * 14
          : averageGlucose(a1c) - 12 + chart.random.normal() * 4
      }
      case 'hct':
        return (known.get('hgb') as number) * 2.96 + chart.random.normal() * 0.4
      case 'pt':
        return 11.9 + chart.random.normal() * 0.3
      case 'cholesterol': {
        const statin = activeCourses(chart, day).reduce(
          (factor, { medicine, start }) =>
            medicine.effect.ldl && start <= day - 28 ? factor * medicine.effect.ldl : factor,
          1,
        )
        const ldl = Math.max(34, chart.body.ldl * statin * (1 + chart.random.normal() * 0.05))
        const triglycerides = Math.max(
          40,
          Math.min(520, Math.round(chart.body.triglycerides * (1 + chart.random.normal() * 0.12))),
        )
        const hdl = Math.max(26, Math.round(chart.body.hdl + chart.random.normal() * 2))
        known.set('triglycerides', fixed.triglycerides ?? triglycerides)
        known.set('hdl', fixed.hdl ?? hdl)
        return ldl + hdl + triglycerides / 5
      }
      case 'triglycerides':
      case 'hdl':
        return known.get(key) as number
      case 'ldl':
        // Friedewald, Clin Chem 1972;18:499; not reported at triglycerides of 400 mg/dL and over.
        return (
          (known.get('cholesterol') as number) -
          (known.get('hdl') as number) -
          (known.get('triglycerides') as number) / 5
        )
      default:
        return labValue(chart, key, day)
    }
  }
  const values: Value[] = []
  for (const key of panel.tests) {
    if (key === 'egfr' && old < 18) continue
    if (key === 'ldl' && (known.get('triglycerides') as number) >= 400) continue
    const test = analyte(key, person.sex, old < 12)
    const value = round(draw(key), test.decimals)
    known.set(key, value)
    if (key === 'inr' && values[0]?.key === 'pt' && fixed.pt === undefined)
      values[0] = flagged('pt', values[0].test, round(11.9 * value ** 0.95, 1))
    values.push(flagged(key, test, value))
  }
  return values
}

const flagged = (key: string, test: Analyte, value: number): Value => {
  const flag = flagOf(value, test)
  return flag ? { key, test, value, flag } : { key, test, value }
}

export interface Specimen {
  orderedDay: Day
  orderedMinute: number
  day: Day
  /** Minute it was collected. */
  minute: number
  /** Minutes until the result is out. */
  turnaround: number
  requester: string
  encounter?: Reference<never>
  reason?: Reference<never>
  fixed?: Readonly<Record<string, number>>
  words?: string
  priority?: 'routine' | 'stat'
}

const pointOfCare = new Set(['strep', 'urinalysis'])

/** Orders, collects and reports one panel, all in the past. */
export function reportPanel(chart: Chart, key: string, specimen: Specimen): Result {
  const { calendar, subject, out } = chart
  const panel = labPanel(key)
  const { day, minute } = specimen
  const requester = practitioner(specimen.requester)
  const collected = calendar.at(day, minute)
  const issued = calendar.stamp(day, minute + specimen.turnaround, 3)
  const after = minute + specimen.turnaround
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    id: nextId(chart, 's'),
    meta: meta(issued),
    status: 'completed',
    intent: 'order',
    category: laboratoryService,
    priority: specimen.priority ?? 'routine',
    code: panel.concept,
    subject,
    occurrenceDateTime: collected,
    authoredOn: calendar.at(specimen.orderedDay, specimen.orderedMinute),
    requester,
  }
  if (specimen.encounter) order.encounter = specimen.encounter
  if (specimen.reason) order.reasonReference = [specimen.reason]
  out.push(order)
  const basedOn = [reference('ServiceRequest', order.id as string)]
  const performer = [pointOfCare.has(key) ? practitioner('ruiz') : organization]
  const result: Reference<never>[] = []
  const observe = (code: Observation['code'], salt: number): Observation => {
    const id = nextId(chart, 'o')
    result.push(reference('Observation', id))
    const observation: Observation = {
      resourceType: 'Observation',
      id,
      meta: meta(calendar.stamp(day, after, salt)),
      basedOn,
      status: 'final',
      category: laboratoryCategory,
      code,
      subject,
      effectiveDateTime: collected,
      issued,
      performer,
    }
    if (specimen.encounter) observation.encounter = specimen.encounter
    return observation
  }
  const values = panelValues(chart, panel, day, specimen.fixed)
  let salt = 4
  let abnormal = false
  const warfarin =
    key === 'inr' &&
    chart.courses.some(
      ({ medicine, start, stop }) => medicine.key === 'warfarin' && start <= day && (stop === undefined || stop > day),
    )
  for (const { key: name, test, value, flag } of values) {
    const observation = observe(test.concept, salt)
    observation.valueQuantity = { value: decimal(value, test.decimals), unit: test.unit, system: UCUM, code: test.ucum }
    if (warfarin && name === 'inr') {
      observation.referenceRange = therapeutic
      observation.interpretation = flags[value >= 5 ? 'HH' : value > 3 ? 'H' : value < 2 ? 'L' : 'N']
      abnormal ||= value < 2 || value > 3
    } else {
      if (test.range) observation.referenceRange = test.range
      if (flag) observation.interpretation = flags[flag]
      // Warfarin is meant to prolong the prothrombin time.
      abnormal ||= flag !== undefined && flag !== 'N' && !warfarin
    }
    out.push(observation)
    remember(chart, name, day, value)
    salt += 1
  }
  const words = specimen.words ?? panel.words?.[0]
  if (values.length === 0 && words !== undefined) {
    const observation = observe(panel.concept, salt)
    observation.valueString = words
    const bad = words !== panel.words?.[0]
    observation.interpretation = flags[bad ? 'A' : 'N']
    abnormal = bad
    out.push(observation)
  }
  const report: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    id: nextId(chart, 'r'),
    meta: meta(calendar.stamp(day, after, salt)),
    basedOn,
    status: 'final',
    category: reportCategory,
    code: panel.concept,
    subject,
    effectiveDateTime: collected,
    issued,
    performer,
    result,
  }
  if (specimen.encounter) report.encounter = specimen.encounter
  out.push(report)
  return {
    panel,
    report: report.id as string,
    order: order.id as string,
    values,
    ...(words !== undefined && values.length === 0 && { words }),
    abnormal,
  }
}
