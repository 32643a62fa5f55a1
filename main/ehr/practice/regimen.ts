import type { Day } from './calendar.js'
import { activeCourses, age, type Chart, type Course, has, nextId } from './chart.js'
import { reference } from './coding.js'
import { medicine } from './formulary.js'
import type { Medicine } from './medicine.js'
import type { Random } from './random.js'

/** Classes not given beside a problem. Sources: FDA labels and the AGS Beers criteria (2023). */
const barredBy: Readonly<Record<string, readonly string[]>> = {
  nsaid: ['ckd', 'heartFailure', 'cad', 'atrialFibrillation', 'stroke', 'colitis', 'pregnancy'],
  'topical-nsaid': ['pregnancy'],
  propranolol: ['asthma', 'childAsthma', 'copd'],
  carvedilol: ['asthma', 'childAsthma'],
  labetalol: ['asthma', 'childAsthma'],
  bupropion: ['epilepsy', 'anxiety'],
  triptan: ['cad', 'stroke', 'pad'],
  contraceptivePill: ['hypertension', 'smoking', 'breastCancerHistory', 'stroke', 'migraine'],
  progestinPill: ['breastCancerHistory'],
  estradiolCream: ['breastCancerHistory'],
  methotrexate: ['alcohol', 'fattyLiver', 'pregnancy'],
  metformin1000: ['alcohol'],
  semaglutide: ['diabetes1'],
  stimulant: ['cad', 'heartFailure'],
  famotidine: [],
  trazodone: ['dementia'],
  coamoxiclav: [],
}

/** Whether this patient may be given it: age, kidneys as they are today, pregnancy, allergies, other problems. */
export function allowed(chart: Chart, given: Medicine, day: Day): boolean {
  const old = age(chart, day)
  if (
    old < given.minAge ||
    old > given.maxAge ||
    (given.maxAge < 130 && chart.person.age > given.maxAge && !given.course)
  )
    return false
  if (chart.body.gfr < given.minGfr) return false
  if (given.groups.some((group) => chart.barred.has(group))) return false
  if (given.notPregnant && has(chart, 'pregnancy', day)) return false
  const problems = barredBy[given.key] ?? barredBy[given.cls]
  return !problems?.some((key) => has(chart, key, chart.calendar.today))
}

/** The ladder for a problem: one every step of which is allowed, earlier ones likelier; else the allowed start of one. */
export function chooseLadder(
  chart: Chart,
  ladders: readonly (readonly (readonly string[])[])[],
  random: Random,
): readonly (readonly string[])[] {
  const { today } = chart.calendar
  const fits = (step: readonly string[]): boolean => step.every((key) => allowed(chart, medicine(key), today))
  const whole = ladders.filter((ladder) => ladder.every(fits))
  if (whole.length > 0) {
    let i = 0
    while (i < whole.length - 1 && random.chance(0.42)) i += 1
    return whole[i] as readonly (readonly string[])[]
  }
  for (const ladder of ladders) {
    const stop = ladder.findIndex((step) => !fits(step))
    if (stop > 0) return ladder.slice(0, stop)
  }
  return []
}

/** What the patient ought to be taking on a day: each problem's step, one medicine of a class, the gravest problem's first. */
export function regimen(chart: Chart, day: Day): { medicine: Medicine; reason: string }[] {
  const wanted: { medicine: Medicine; reason: string }[] = []
  const classes = new Set<string>()
  for (const held of chart.problems) {
    if (held.onset > day) continue
    const step = held.ladder[Math.min(held.step, held.ladder.length - 1)]
    if (!step) continue
    for (const key of step) {
      let given = medicine(key)
      if (given.key === 'omeprazole20' && classes.has('antiplatelet')) given = medicine('pantoprazole40')
      if (classes.has(given.cls) || (given.cls === 'antiplatelet' && classes.has('anticoagulant'))) continue
      if (given.cls === 'nsaid' && (classes.has('anticoagulant') || classes.has('antiplatelet'))) continue
      if (given.cls === 'ssri' && classes.has('triptan') && given.key.startsWith('duloxetine')) continue
      if (!allowed(chart, given, day)) continue
      classes.add(given.cls)
      wanted.push({ medicine: given, reason: held.id })
    }
  }
  return wanted
}

/** What changed at a visit, for the note. */
export interface Change {
  kind: 'start' | 'stop' | 'change'
  medicine: Medicine
  before?: Medicine
  reason?: string
}

export function startCourse(
  chart: Chart,
  given: Medicine,
  start: Day,
  minute: number,
  requester: string,
  rest: Partial<Course> = {},
): Course {
  const course: Course = { id: nextId(chart, 'm'), medicine: given, start, minute, requester, ...rest }
  chart.courses.push(course)
  return course
}

const firstWord = (given: Medicine): string => given.text.split(' ')[0] as string

/** Brings the prescriptions in line with the regimen, and says what was changed. */
export function prescribe(
  chart: Chart,
  day: Day,
  minute: number,
  requester: string,
  encounter: string | undefined,
): Change[] {
  const changes: Change[] = []
  const wanted = regimen(chart, day)
  const current = activeCourses(chart, day).filter((course) => !course.medicine.course)
  for (const course of current) {
    if (wanted.some((want) => want.medicine === course.medicine)) continue
    const successor = wanted.find((want) => want.medicine.cls === course.medicine.cls)
    course.stop = day
    course.stopReason = !successor
      ? 'No longer needed'
      : firstWord(successor.medicine) === firstWord(course.medicine)
        ? 'Dose changed'
        : `Changed to ${firstWord(successor.medicine).toLowerCase()}`
    if (successor)
      changes.push({ kind: 'change', medicine: successor.medicine, before: course.medicine, reason: successor.reason })
    else changes.push({ kind: 'stop', medicine: course.medicine })
  }
  for (const want of wanted) {
    if (current.some((course) => course.medicine === want.medicine)) continue
    const course = startCourse(chart, want.medicine, day, minute, requester, {
      reason: reference('Condition', want.reason),
    })
    if (encounter) course.encounter = encounter
    if (!changes.some((change) => change.medicine === want.medicine))
      changes.push({ kind: 'start', medicine: want.medicine, reason: want.reason })
  }
  return changes
}

/** The first of several short courses this patient may take. */
export const firstAllowed = (chart: Chart, keys: readonly string[], day: Day): Medicine | undefined => {
  for (const key of keys) {
    const given = medicine(key)
    if (allowed(chart, given, day)) return given
  }
  return undefined
}
