import { type Day, yearsBetween } from './calendar.js'
import { age, type Body, type Chart, has, heldProblem, taking, years } from './chart.js'
import type { Person, Sex } from './person.js'
import type { Random } from './random.js'
import { effectOf } from './vitals.js'

/**
 * eGFR by the CKD-EPI 2021 creatinine equation without race (Inker et al., N Engl J Med 2021;385:1737), mL/min/1.73 m².
 * Adults only.
 */
export function ckdEpi2021(creatinine: number, age: number, sex: Sex): number {
  const kappa = sex === 'female' ? 0.7 : 0.9
  const alpha = sex === 'female' ? -0.241 : -0.302
  const ratio = creatinine / kappa
  return 142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** age * (sex === 'female' ? 1.012 : 1)
}

/** The creatinine (mg/dL) that gives this eGFR: the equation turned round. */
export function creatinineFor(gfr: number, age: number, sex: Sex): number {
  const kappa = sex === 'female' ? 0.7 : 0.9
  const alpha = sex === 'female' ? -0.241 : -0.302
  const scale = gfr / (142 * 0.9938 ** age * (sex === 'female' ? 1.012 : 1))
  return kappa * scale ** (1 / (scale >= 1 ? alpha : -1.2))
}

/** Estimated average glucose (mg/dL) of an HbA1c (%), ADAG study: Nathan et al., Diabetes Care 2008;31:1473. */
export const averageGlucose = (a1c: number): number => 28.7 * a1c - 46.7

/** The body before its diseases are known; `settleBody` adds them. */
export function drawBody(person: Person, random: Random): Body {
  const { age: old, sex } = person
  return {
    gfr: Math.max(16, Math.min(128, (old < 40 ? 110 : 107 - (old - 40) * 0.9) + random.normal() * 13)),
    gfrLoss: old < 40 ? 0.4 : 0.9,
    a1c: Math.min(5.6, Math.max(4.9, 5.25 + random.normal() * 0.16 + (old - 40) * 0.003)),
    ldl: 112 + random.normal() * 22,
    hdl: (sex === 'female' ? 57 : 47) + random.normal() * 9 - Math.max(0, person.bmi - 27) * 0.5,
    triglycerides: (85 + Math.max(0, person.bmi - 24) * 4.5) * Math.exp(random.normal() * 0.32),
    hemoglobin: (old < 12 ? 12.4 : sex === 'female' ? 13.5 : 15.0) + random.normal() * 0.65,
    ferritin: (sex === 'female' ? 62 : 130) * Math.exp(random.normal() * 0.3),
    urate: (sex === 'female' ? 4.5 : 5.7) + random.normal() * 0.6,
    psa: 0.5 + Math.max(0, old - 45) * 0.035 + Math.abs(random.normal()) * 0.4,
    albuminuria: 7 * Math.exp(Math.abs(random.normal()) * 0.45),
    thyroidNeed: random.int(0, 5),
    drift: random.normal() * 0.009,
  }
}

/** Lets the problems act on the body's constants. */
export function settleBody(chart: Chart, random: Random): void {
  const { body, person } = chart
  const today = chart.calendar.today
  if (heldProblem(chart, 'diabetes2')) {
    body.a1c = 8.1 + Math.abs(random.normal()) * 1.1
    body.albuminuria *= random.chance(0.3) ? 9 : 1.6
    body.triglycerides *= 1.2
  } else if (heldProblem(chart, 'diabetes1')) body.a1c = 10.4 + random.normal() * 0.7
  else if (heldProblem(chart, 'prediabetes')) body.a1c = 6.0 + random.normal() * 0.14
  if (heldProblem(chart, 'ckd')) body.albuminuria *= random.chance(0.5) ? 8 : 2
  if (heldProblem(chart, 'hyperlipidemia') || heldProblem(chart, 'cad') || heldProblem(chart, 'stroke'))
    body.ldl = 152 + Math.abs(random.normal()) * 18
  if (heldProblem(chart, 'ironDeficiency')) {
    body.hemoglobin = (person.sex === 'female' ? 10.3 : 11) + random.normal() * 0.6
    body.ferritin = 8 + random.next() * 6
  }
  if (body.gfr < 45) body.hemoglobin -= 1.2
  if (heldProblem(chart, 'gout')) body.urate = 8.4 + random.normal() * 0.6
  if (heldProblem(chart, 'bph')) body.psa *= 1.7
  if (today - person.birth < 365 * 12) body.hemoglobin = Math.max(10.4, body.hemoglobin)
}

const gfrOn = (chart: Chart, day: Day): number =>
  chart.body.gfr + chart.body.gfrLoss * yearsBetween(day, chart.calendar.today)

/** Since when a class is taken without a break longer than a change of dose, in days; 0 when not at all. */
function daysOn(chart: Chart, cls: string, day: Day): number {
  let first = day
  for (const course of chart.courses)
    if (course.medicine.cls === cls && course.start < first && (course.stop === undefined || course.stop >= first - 30))
      first = course.start
  return taking(chart, cls, day) ? day - first : 0
}

const thyroidSteps = [
  'levothyroxine25',
  'levothyroxine50',
  'levothyroxine75',
  'levothyroxine88',
  'levothyroxine100',
  'levothyroxine112',
]

/** A value a test would give on a day. Unknown tests are a bug. */
export function labValue(chart: Chart, key: string, day: Day): number {
  const { random, body, person } = chart
  const n = random.normal()
  const old = years(chart, day)
  const gfr = gfrOn(chart, day)
  switch (key) {
    case 'na':
      return 139.6 + n * 1.5 - (taking(chart, 'thiazide', day) ? 1.5 : 0)
    case 'k':
      return 4.2 + n * 0.22 + effectOf(chart, day, 'k') + Math.max(0, 55 - gfr) * 0.012
    case 'cl':
      return 103 + n * 1.5
    case 'co2':
      return 25.4 + n * 1.2 - Math.max(0, 45 - gfr) * 0.12
    case 'bun':
      return Math.max(6, 13 + Math.max(0, 95 - gfr) * 0.2 + n * 2)
    case 'creatinine':
      return old < 18
        ? 0.25 + old * 0.033 + n * 0.04
        : creatinineFor(Math.max(14, gfr + n * 1.8), age(chart, day), person.sex)
    case 'calcium':
      return 9.4 + n * 0.25
    case 'protein':
      return 7.1 + n * 0.3
    case 'albumin':
      return 4.3 + n * 0.18 - (old > 75 ? 0.3 : 0)
    case 'bilirubin':
      return Math.max(0.2, 0.6 + n * 0.18)
    case 'alp':
      return old < 18 ? 240 + n * 45 : 72 + n * 14
    case 'alt':
      return Math.max(
        8,
        (21 + n * 5) * (has(chart, 'fattyLiver', day) ? 2.5 : 1) * (has(chart, 'alcohol', day) ? 1.7 : 1),
      )
    case 'ast':
      return Math.max(
        11,
        (21 + n * 4) * (has(chart, 'fattyLiver', day) ? 1.7 : 1) * (has(chart, 'alcohol', day) ? 2.2 : 1),
      )
    case 'wbc':
      return (old < 12 ? 8.5 : 6.6) + n * 1.1 + (person.smoking === 'current' ? 0.9 : 0)
    case 'hgb':
      return body.hemoglobin + n * 0.25 + recovery(chart, day) * 2.6 - (has(chart, 'pregnancy', day) ? 1.3 : 0)
    case 'mcv':
      return has(chart, 'ironDeficiency', day)
        ? 74 + recovery(chart, day) * 10 + n * 2
        : (old < 12 ? 81 : 90) + n * 2.5 + (has(chart, 'alcohol', day) ? 6 : 0)
    case 'platelets':
      return 248 + n * 42
    case 'a1c':
      return a1cOn(chart, day) + n * 0.12
    case 'tsh': {
      if (!has(chart, 'hypothyroidism', day)) return Math.max(0.5, 1.9 * Math.exp(n * 0.32))
      const course = chart.courses.find(
        ({ medicine, start, stop }) =>
          medicine.cls === 'thyroid' && start <= day - 28 && (stop === undefined || stop >= day),
      )
      const step = course ? thyroidSteps.indexOf(course.medicine.key) : -1
      return step >= body.thyroidNeed ? Math.max(0.45, 2.2 + n * 0.7) : 5.2 + (body.thyroidNeed - step) * 1.9 + n * 0.6
    }
    case 'freeT4':
      return 1.2 + n * 0.15
    case 'uacr':
      return Math.max(
        3,
        body.albuminuria *
          Math.exp(n * 0.18) *
          (taking(chart, 'raas', day) ? 0.75 : 1) *
          (taking(chart, 'sglt2', day) ? 0.8 : 1),
      )
    case 'ferritin':
      return body.ferritin * Math.exp(n * 0.1) + recovery(chart, day) * 45
    case 'b12':
      return has(chart, 'b12', day) && daysOn(chart, 'b12', day) < 60 ? 165 + n * 18 : 480 + n * 90
    case 'vitaminD':
      return has(chart, 'vitaminD', day) && daysOn(chart, 'vitaminD', day) < 60 ? 17 + n * 2.5 : 37 + n * 3.5
    case 'psa':
      return Math.max(0.2, body.psa * (1 + n * 0.06) * (daysOn(chart, 'finasteride', day) > 180 ? 0.5 : 1))
    case 'uricAcid':
      return (
        body.urate + n * 0.3 - (taking(chart, 'urate', day) ? (activeKey(chart, 'allopurinol300', day) ? 2.8 : 1.6) : 0)
      )
    case 'crp':
      return has(chart, 'rheumatoid', day) ? Math.max(1, 6 + n * 3) : Math.max(0.5, 1.8 + n * 0.7)
    case 'esr':
      return Math.max(3, (has(chart, 'rheumatoid', day) ? 26 : 11) + n * 4)
    case 'ntprobnp':
      return has(chart, 'heartFailure', day) ? 1150 * Math.exp(n * 0.3) : 90 * Math.exp(n * 0.3)
    case 'lead':
      return Math.max(1, 1.3 + n * 0.3)
    case 'inr':
      return taking(chart, 'anticoagulant', day) && activeKey(chart, 'warfarin', day)
        ? Math.max(1.4, 2.5 + n * 0.35)
        : 1.0 + n * 0.04
    default:
      throw new Error(`no value for test ${key}`)
  }
}

const activeKey = (chart: Chart, key: string, day: Day): boolean =>
  chart.courses.some(
    ({ medicine, start, stop }) => medicine.key === key && start <= day && (stop === undefined || stop >= day),
  )

/** How far iron has refilled the stores, 0 to 1 over four months. */
const recovery = (chart: Chart, day: Day): number =>
  has(chart, 'ironDeficiency', day) ? Math.min(1, daysOn(chart, 'iron', day) / 120) : 0

/** HbA1c expected on a day, %: what the disease makes of it, less what the medicines of at least two months take off. */
function a1cOn(chart: Chart, day: Day): number {
  const held = heldProblem(chart, 'diabetes2')
  if (!held || held.onset > day + 120)
    return heldProblem(chart, 'diabetes1') || !held
      ? Math.max(4.8, chart.body.a1c + effectOf(chart, day, 'a1c') * (heldProblem(chart, 'diabetes1') ? 1 : 0))
      : 6.1
  const progress = Math.max(0, yearsBetween(held.onset, day)) * 0.11
  return Math.max(5.8, chart.body.a1c + progress + effectOf(chart, day - 40, 'a1c'))
}
