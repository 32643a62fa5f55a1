import type { CodeableConcept, MedicationRequest } from '@medplum/fhirtypes'
import { type Acute, acutes } from './acute.js'
import { allergyResources, allergyRows, drawAllergies } from './allergy.js'
import { drawBody, settleBody } from './body.js'
import { type Calendar, type Day, dateText, workday, yearsBetween } from './calendar.js'
import { age, type Chart, type Course, heldProblem, historyRandom, nextId, noIds, vagueDate } from './chart.js'
import { checkDay, checkMonths } from './child-check.js'
import { concept, hl7, LOINC, reference, SNOMED } from './coding.js'
import { conditionOf } from './condition.js'
import { recordImmunizations } from './immunization.js'
import { labPanel } from './laboratory.js'
import type { AllergyGroup } from './medicine.js'
import { message } from './message.js'
import { messageTexts } from './message-texts.js'
import { meta } from './meta.js'
import { writeNote } from './note-writer.js'
import { orderTest } from './order.js'
import { coverageResource, patientResource } from './patient.js'
import type { Person } from './person.js'
import { ageBand, icd10Concept, type Problem, problem, problems } from './problem.js'
import type { Random } from './random.js'
import { chooseLadder, prescribe, regimen, startCourse } from './regimen.js'
import { practitioner } from './staff.js'
import { type PlannedVisit, type VisitFacts, visit } from './visit.js'

const stages: readonly { below: number; code: string; text: string }[] = [
  { below: 30, code: 'N18.4', text: 'Chronic kidney disease stage 4' },
  { below: 45, code: 'N18.32', text: 'Chronic kidney disease stage 3b' },
  { below: 60, code: 'N18.31', text: 'Chronic kidney disease stage 3a' },
]

/** Codes that name the complication together, as ICD-10-CM's guidelines ask. */
const combined = {
  diabetesKidney: icd10Concept('E11.22', 'Type 2 diabetes with kidney disease'),
  diabetesNeuropathy: icd10Concept('E11.42', 'Diabetic polyneuropathy'),
  pressureKidney: icd10Concept('I12.9', 'Hypertension'),
  pressureHeart: icd10Concept('I11.0', 'Hypertension'),
  pressureBoth: icd10Concept('I13.0', 'Hypertension'),
}

export function emptyChart(seed: number, person: Person, calendar: Calendar, random: Random, joined: Day): Chart {
  return {
    seed,
    person,
    calendar,
    random,
    subject: reference('Patient', person.id),
    joined,
    allergies: [],
    barred: new Set(),
    problems: [],
    courses: [],
    body: drawBody(person, random),
    latest: new Map(),
    previous: new Map(),
    out: [],
    counts: noIds(),
    visits: [],
  }
}

const nothing: ReadonlySet<AllergyGroup> = new Set()
export const barredBy = (chart: Chart): ReadonlySet<AllergyGroup> =>
  chart.allergies.length === 0 ? nothing : new Set(chart.allergies.flatMap((row) => row.groups))

/** Adds a problem with its onset; codes that depend on other problems are settled afterwards. */
export function addProblem(chart: Chart, what: Problem, onset: Day, code: CodeableConcept = what.concept): void {
  const recorded = Math.min(workday(Math.max(onset, chart.joined)), chart.calendar.today - 1)
  chart.problems.push({
    problem: what,
    id: nextId(chart, 'c'),
    concept: code,
    onset,
    onsetText: onset >= chart.joined ? dateText(onset) : vagueDate(onset, chart.calendar.today),
    recorded,
    ladder: [],
    step: 0,
  })
}

function onsetOf(chart: Chart, what: Problem): Day {
  const { random, calendar, person } = chart
  const [earliest, longest] = what.onset
  const most = Math.min(longest, person.age - earliest + 0.9)
  const ago = Math.max(0.12, random.next() ** 1.3 * Math.max(0.2, most))
  return workday(Math.max(person.birth + 20, Math.round(calendar.today - 12 - ago * 365.25)))
}

function drawProblems(chart: Chart): void {
  const { person, random, body } = chart
  const band = ageBand(person.age)
  const found = new Set<string>()
  for (const what of problems) {
    const { key } = what
    let likely = ((person.sex === 'female' ? what.f : what.m)?.[band] ?? 0) / 100
    if (key === 'obesity')
      likely = person.age >= 20 ? (person.bmi >= 30 ? 0.78 : 0) : person.age >= 8 && person.weightScore > 1.65 ? 0.7 : 0
    else if (key === 'smoking') likely = person.smoking === 'current' ? 0.95 : 0
    else if (key === 'ckd') continue
    else if (key === 'foodAllergy') likely = person.age < 18 ? 0.022 : person.age < 40 ? 0.008 : 0
    if (what.links)
      for (const [other, times] of what.links)
        if (found.has(other) || (other === 'smoking' && person.smoking === 'former' && person.age > 50))
          likely *= other === 'smoking' && person.smoking === 'former' ? times * 0.6 : times
    if (what.links?.some(([other]) => other === 'obesity') && person.age >= 20 && person.bmi < 25) likely *= 0.55
    if (what.links?.some(([other]) => other === 'smoking') && person.smoking === 'never') likely *= 0.25
    if (
      likely <= 0 ||
      !random.chance(Math.min(0.85, likely)) ||
      what.never?.some((other) => found.has(other)) ||
      person.age < what.onset[0]
    )
      continue
    found.add(key)
    addProblem(chart, what, onsetOf(chart, what))
  }
  if (found.has('hypertension')) body.gfr -= 5
  if (found.has('diabetes2')) body.gfr -= 7
  body.gfr = Math.max(17, body.gfr)
  const stage = stages.find(({ below }) => body.gfr < below)
  if (stage && person.age >= 30 && !found.has('pregnancy')) {
    const what = problem('ckd')
    addProblem(chart, what, onsetOf(chart, what), icd10Concept(stage.code, stage.text))
    if (body.gfr > 57) body.gfr = 56
  } else if (person.age >= 18) body.gfr = Math.max(body.gfr, 63)
  const key = (name: string) => heldProblem(chart, name)
  const pressure = key('hypertension')
  const kidney = key('ckd')
  const heart = key('heartFailure')
  const sugar = key('diabetes2')
  const nerves = key('neuropathy')
  if (pressure && (kidney || heart))
    pressure.concept =
      kidney && heart ? combined.pressureBoth : kidney ? combined.pressureKidney : combined.pressureHeart
  if (sugar && kidney) sugar.concept = combined.diabetesKidney
  if (sugar && nerves) {
    nerves.concept = combined.diabetesNeuropathy
    if (nerves.onset < sugar.onset)
      nerves.onset = sugar.onset + 200 < chart.calendar.today ? sugar.onset + 200 : sugar.onset
    nerves.onsetText =
      nerves.onset >= chart.joined ? dateText(nerves.onset) : vagueDate(nerves.onset, chart.calendar.today)
    nerves.recorded = Math.max(nerves.onset, chart.joined)
  }
  chart.problems.sort((a, b) => b.problem.rank - a.problem.rank)
}

/** Chooses how each problem is treated and how far treatment has gone by the day the patient joined. */
function chooseTreatment(chart: Chart): void {
  const { random } = chart
  for (const held of chart.problems) {
    if (!held.problem.ladders) continue
    held.ladder = chooseLadder(chart, held.problem.ladders, random)
    const years = yearsBetween(held.onset, chart.joined)
    if (years > 0.5 && held.ladder.length > 1) {
      const climb = held.problem.climb ?? 0.3
      while (held.step < held.ladder.length - 1 && random.chance(Math.min(0.9, climb * Math.min(1.3, 0.5 + years / 6))))
        held.step += 1
      if (held.problem.key === 'hypothyroidism' && random.chance(0.8))
        chart.body.thyroidNeed = Math.min(chart.body.thyroidNeed, held.step)
    }
  }
}

/** Prescriptions brought from before the patient joined, started some time after the problem was found. */
function broughtMedicines(chart: Chart): void {
  const { random, joined } = chart
  for (const { medicine, reason } of regimen(chart, joined)) {
    const held = chart.problems.find(({ id }) => id === reason)
    const onset = held?.onset ?? joined
    const start = Math.round(onset + (joined - onset) * random.between(0.1, 0.95))
    startCourse(chart, medicine, Math.min(start, joined), 600, chart.person.primary, {
      reason: reference('Condition', reason),
    })
  }
}

function planVisits(chart: Chart, until: Day): PlannedVisit[] {
  const { random, person, joined } = chart
  const plan: PlannedVisit[] = []
  const from = Math.max(joined, until - 1500)
  const add = (day: Day, kind: PlannedVisit['kind'], rest: Partial<PlannedVisit> = {}): void => {
    const on = workday(Math.round(day))
    if (on < joined || on >= until) return
    plan.push({
      day: on,
      minute: 480 + random.int(0, 24) * 20 - (random.chance(0.3) ? 10 : 0),
      kind,
      video: false,
      note: false,
      ...rest,
    })
  }
  if (joined >= from && joined > person.birth + 120) add(joined, 'new')
  const child = person.age < 18
  if (child || until - person.birth < 366 * 20) {
    for (const month of checkMonths) add(checkDay(person, month), 'well-child')
    for (let year = 4; year < 19; year += 1) if (random.chance(0.62)) add(checkDay(person, year * 12), 'well-child')
  }
  if (!child) {
    const keen = person.age < 40 ? 0.42 : person.age < 65 ? 0.6 : 0.75
    for (let day = from + random.int(60, 360); day < until; day += 365 + random.int(-20, 70))
      if (random.chance(keen)) add(day, 'annual')
  }
  const chronic = chart.problems.filter((held) => held.problem.every > 0)
  const main = chronic[0]
  if (main) {
    const start = Math.max(from, main.onset)
    const every = Math.max(
      main.problem.key === 'pregnancy' ? 1 : 2.5,
      main.problem.every * (chronic.length > 2 ? 0.8 : 1),
    )
    const pregnant = main.problem.key === 'pregnancy'
    for (
      let day = start + (main.onset > joined ? 0 : random.int(20, 120));
      day < until;
      day += Math.round(every * 30.4 * random.between(0.85, 1.5))
    ) {
      const turn = !pregnant && chronic.length > 1 && random.chance(0.35) ? random.pick(chronic) : main
      const held = turn.onset <= day ? turn : main
      add(day, pregnant ? 'prenatal' : 'follow-up', {
        problem: held.problem.key,
        video: !pregnant && random.chance(0.14),
      })
    }
  }
  // New problems are found at a visit of their own.
  for (const held of chart.problems)
    if (held !== main && held.onset > from && held.onset < until)
      add(held.onset, 'follow-up', { problem: held.problem.key })
  const band = ageBand(person.age)
  const span = yearsBetween(from, until)
  for (const acute of acutes) {
    if (acute.sex && acute.sex !== person.sex) continue
    const expected = ((acute.rates[band] as number) / 100) * span * 0.8
    if (!random.chance(Math.min(0.9, expected))) continue
    const day = until - random.int(6, Math.max(7, until - from))
    if (fitsAge(chart, acute, workday(day)))
      add(day, 'acute', { acute, video: acute.video === true && random.chance(0.3) })
  }
  plan.sort((a, b) => a.day - b.day || a.minute - b.minute)
  const spaced: PlannedVisit[] = []
  for (const item of plan) if (fitsAfter(item, spaced, person.age < 4)) spaced.push(item)
  // No more than a chart needs: the latest ones.
  const most = child ? 6 : Math.min(8, 4 + chronic.length)
  const kept = spaced.slice(-most)
  const notes = Math.min(kept.length, random.pick([1, 1, 1, 2, 2, 3]))
  for (const item of kept.slice(-notes)) item.note = true
  return kept
}

const chesty = new Set([
  'uri',
  'bronchitis',
  'pneumonia',
  'influenza',
  'sinusitis',
  'strep',
  'otitis',
  'bronchiolitis',
  'croup',
])

/** Visits keep a distance: a routine one from any other, and one cold from the next. */
function fitsAfter(item: PlannedVisit, before: readonly PlannedVisit[], small: boolean): boolean {
  const last = before.at(-1)
  if (!last) return true
  const apart = item.day - last.day
  if (item.kind === 'well-child' && small) return apart > 5
  if (item.kind === 'acute') {
    if (apart < 4) return false
    const key = item.acute?.key ?? ''
    return !before.some(
      ({ acute, day }) =>
        acute && item.day - day < 40 && (acute.key === key || (chesty.has(key) && chesty.has(acute.key))),
    )
  }
  const routine = before.findLast(({ kind }) => kind !== 'acute')
  return (
    apart >= 9 &&
    (!routine || item.day - routine.day >= (item.kind === 'annual' ? 60 : item.kind === 'prenatal' ? 20 : 28))
  )
}

/** An illness rate is by today's age; a visit years ago must fit the age then. */
const fitsAge = (chart: Chart, acute: Acute, day: Day): boolean => {
  const then = age(chart, day)
  if (then < 0) return false
  return (
    (acute.rates[ageBand(then)] as number) > 0.05 &&
    !(acute.key === 'bronchiolitis' && then > 1) &&
    !(acute.key === 'croup' && then > 5)
  )
}

const socialHistory: CodeableConcept[] = [hl7('observation-category', 'social-history', 'Social History')]
const smokingStatus = concept(LOINC, '72166-2', 'Tobacco smoking status', 'Smoking')
const smokingAnswers = {
  never: concept(SNOMED, '266919005', 'Never smoked tobacco', 'Never smoked'),
  former: concept(SNOMED, '8517006', 'Ex-smoker', 'Former smoker'),
  current: concept(SNOMED, '449868002', 'Smokes tobacco daily', 'Smokes daily'),
}

/** Smoking, asked at the last visit; nothing where nobody has been seen yet. */
export function recordSmoking(chart: Chart): void {
  const { calendar, subject, person, out } = chart
  const last = chart.visits.findLast((visit) => !visit.video)
  if (!last || age(chart, last.day) < 16) return
  out.push({
    resourceType: 'Observation',
    id: nextId(chart, 'o'),
    meta: meta(calendar.stamp(last.day, last.minute + 5, 8)),
    status: 'final',
    category: socialHistory,
    code: smokingStatus,
    subject,
    encounter: reference('Encounter', last.id),
    effectiveDateTime: calendar.at(last.day, last.minute + 4),
    performer: [practitioner('ruiz')],
    valueCodeableConcept: smokingAnswers[person.smoking],
  })
}

const community: CodeableConcept[] = [hl7('medicationrequest-category', 'community', 'Community')]

/** A prescription as it stands today. */
export function medicationRequestOf(chart: Chart, course: Course): MedicationRequest {
  const { calendar, subject } = chart
  const { medicine, start, minute, stop } = course
  const over = stop !== undefined && stop < calendar.today
  return {
    resourceType: 'MedicationRequest',
    id: course.id,
    meta: meta(over ? calendar.stamp(stop, 3, 6) : calendar.stamp(Math.max(start, chart.joined), minute, 6)),
    status: over ? (course.short ? 'completed' : 'stopped') : 'active',
    ...(over && course.stopReason && { statusReason: { text: course.stopReason } }),
    intent: 'order',
    category: community,
    medicationCodeableConcept: medicine.concept,
    subject,
    ...(course.encounter && { encounter: reference('Encounter', course.encounter) }),
    authoredOn: calendar.at(start, minute),
    requester: practitioner(course.requester),
    ...(course.reason && { reasonReference: [course.reason] }),
    dosageInstruction: medicine.dosage,
    dispenseRequest: over
      ? { ...medicine.dispense, validityPeriod: { start: dateText(start), end: dateText(stop) } }
      : medicine.dispense,
  }
}

export const medicationRequests = (chart: Chart): MedicationRequest[] =>
  chart.courses.map((course) => medicationRequestOf(chart, course))

/** Patient, coverage, allergies, problems: what comes before the first visit. */
export function openChart(chart: Chart, asked: boolean): void {
  const { out } = chart
  out.push(patientResource(chart))
  const coverage = coverageResource(chart)
  if (coverage) out.push(coverage)
  out.push(...allergyResources(chart, asked))
  for (const held of chart.problems)
    out.push(
      conditionOf(chart, {
        id: held.id,
        concept: held.concept,
        onset: held.onset,
        onsetText: held.onsetText,
        recorded: held.recorded,
        minute: 590,
      }),
    )
}

/** Who sees a visit: the patient's own clinician mostly. */
export const clinicianFor = (chart: Chart, random: Random): string =>
  random.chance(0.72) ? chart.person.primary : random.pick(['novak', 'hale', 'cole', 'osei'])

/** After the latest visit some have their next test ordered already, for months ahead. */
function orderAhead(chart: Chart, facts: VisitFacts): void {
  const { random, calendar } = chart
  const { day, minute } = facts.plan
  const held = facts.reviewed.find(({ problem: { labs } }) => labs)
  const key = held?.problem.labs?.[0]
  const months = random.chance(0.6) ? 3 : 6
  const due = workday(day + months * 30)
  if (!held || !key || due < calendar.today + 2 || !random.chance(0.5)) return
  orderTest(chart, key, {
    requester: facts.practitioner,
    ordered: [day, minute + 20],
    due: [due, 480],
    encounter: reference('Encounter', facts.id),
    reason: reference('Condition', held.id),
  })
  facts.ordered = `${labPanel(key).concept.text} in ${months} months, ordered.`
}

/** A question to the clinic and its answer, for some. */
function recordMessages(chart: Chart, until: Day): void {
  const { random, joined } = chart
  if (until - joined < 120 || !random.chance(0.16)) return
  const day = workday(until - random.int(3, Math.min(500, until - joined - 20)))
  const old = age(chart, day)
  const fitting = messageTexts.filter(
    (text) =>
      text.answer &&
      (text.problem
        ? heldProblem(chart, text.problem) &&
          (heldProblem(chart, text.problem)?.onset ?? 0) < day &&
          (text.child ? old < 18 : old >= 18)
        : text.child
          ? old < 13
          : old >= 18),
  )
  if (fitting.length === 0 || day >= until) return
  const { topic, text, answer } = random.pick(fitting)
  const minute = random.int(430, 1290)
  const before = message(chart, { topic, text, from: 'patient', to: chart.person.primary, day, minute })
  message(chart, {
    topic,
    text: answer as string,
    from: chart.person.primary,
    day: workday(day + 1),
    minute: random.int(500, 1000),
    before,
  })
}

/** The whole history of an ordinary patient up to a week before today. */
export function history(seed: number, person: Person, calendar: Calendar): Chart {
  const random = historyRandom(seed, person.n)
  const { today } = calendar
  const until = Math.min(person.died ?? today - 8, today - 8)
  const span = person.inactive
    ? random.int(900, 2190)
    : Math.round(365 * (person.age >= 65 ? random.between(2, 6) : random.between(0.3, 6)))
  const joined = Math.min(until - 1, workday(Math.max(person.birth + 4, today - Math.max(span, 30))))
  const chart = emptyChart(seed, person, calendar, random, joined)
  chart.allergies = drawAllergies(random, person.age)
  drawProblems(chart)
  if (heldProblem(chart, 'foodAllergy')) chart.allergies = [...chart.allergies, allergyRows.peanut]
  chart.barred = barredBy(chart)
  settleBody(chart, random)
  chooseTreatment(chart)
  broughtMedicines(chart)
  openChart(chart, chart.allergies.length > 0 || random.chance(0.88))
  const last = person.inactive ? until - random.int(380, 800) : until
  const plans = planVisits(chart, last)
  for (const plan of plans) {
    const facts = visit(chart, plan, clinicianFor(chart, random))
    if (plan === plans.at(-1)) orderAhead(chart, facts)
    if (plan.note) writeNote(chart, facts)
  }
  // A problem found after the last visit that was kept is treated from the day it was found.
  const seen = chart.visits.at(-1)?.day ?? joined
  for (const held of chart.problems)
    if (held.onset > seen && held.onset < last) prescribe(chart, held.onset, 640, person.primary, undefined)
  recordMessages(chart, last)
  recordImmunizations(chart, last)
  recordSmoking(chart)
  chart.out.push(...medicationRequests(chart))
  return chart
}
