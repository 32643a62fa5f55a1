import type { Patient } from '@medplum/fhirtypes'
import { allergyResources, allergyRows, drawAllergies } from './allergy.js'
import { drawBody, settleBody } from './body.js'
import { type Calendar, type Day, workday } from './calendar.js'
import { activeCourses, age, type Chart, heldProblem, historyRandom, noIds } from './chart.js'
import { reference } from './coding.js'
import { conditionOf } from './condition.js'
import { recordImmunizations } from './immunization.js'
import type { AllergyGroup } from './medicine.js'
import { message } from './message.js'
import { messageTexts } from './message-texts.js'
import { writeNote } from './note-writer.js'
import { orderTest } from './order.js'
import { labPanel } from './panel.js'
import { coverageResource, patientResource } from './patient.js'
import type { Person } from './person.js'
import { medicationRequests } from './prescription.js'
import { drawProblems } from './problem-list.js'
import type { Random } from './random.js'
import { prescribe } from './regimen.js'
import { recordSmoking } from './smoking.js'
import { broughtMedicines, chooseTreatment, treatFound } from './treatment.js'
import { visit } from './visit.js'
import type { VisitFacts } from './visit-facts.js'
import { planVisits } from './visit-plan.js'

export function emptyChart(
  seed: number,
  person: Person,
  calendar: Calendar,
  random: Random,
  joined: Day,
  end: Day,
): Chart {
  return {
    seed,
    person,
    calendar,
    random,
    subject: reference('Patient', person.id),
    joined,
    end,
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
const clinicianFor = (chart: Chart, random: Random): string =>
  random.chance(0.72) ? chart.person.primary : random.pick(['novak', 'hale', 'cole', 'osei'])

/** After the latest visit some have their next test ordered already, for months ahead. */
function orderAhead(chart: Chart, facts: VisitFacts): void {
  const { random, calendar } = chart
  const { day, minute } = facts.plan
  if (chart.person.died !== undefined || chart.person.inactive) return
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

/** When an ordinary patient joined the practice, and the last day their history tells of. Drawn before all else. */
function membership(person: Person, random: Random, today: Day): { joined: Day; last: Day } {
  const until = Math.min(person.died ?? today - 8, today - 8)
  const span = person.inactive
    ? random.int(900, 2190)
    : Math.round(365 * (person.age >= 65 ? random.between(2, 6) : random.between(0.3, 6)))
  const joined = Math.min(until - 1, workday(Math.max(person.birth + 4, today - Math.max(span, 30))))
  return { joined, last: person.inactive ? until - random.int(380, 800) : until }
}

/** The Patient alone of an ordinary patient, as `history` makes it: a fiftieth of the work. */
export function rosterEntry(seed: number, person: Person, calendar: Calendar): Patient {
  const { joined } = membership(person, historyRandom(seed, person.n), calendar.today)
  return patientResource({ person, calendar, joined })
}

/** The whole history of an ordinary patient up to a week before today. */
export function history(seed: number, person: Person, calendar: Calendar): Chart {
  const random = historyRandom(seed, person.n)
  const { today } = calendar
  const { joined, last } = membership(person, random, today)
  const chart = emptyChart(seed, person, calendar, random, joined, person.inactive ? last : (person.died ?? today))
  chart.allergies = drawAllergies(random, person.age)
  drawProblems(chart)
  if (heldProblem(chart, 'foodAllergy')) chart.allergies = [...chart.allergies, allergyRows.peanut]
  chart.barred = barredBy(chart)
  settleBody(chart, random)
  chooseTreatment(chart)
  broughtMedicines(chart)
  openChart(chart, chart.allergies.length > 0 || random.chance(0.88))
  const plans = planVisits(chart, last)
  treatFound(chart, plans[0]?.day ?? last)
  for (const plan of plans) {
    const facts = visit(chart, plan, clinicianFor(chart, random))
    if (plan === plans.at(-1)) orderAhead(chart, facts)
    if (plan.note) writeNote(chart, facts)
  }
  // A problem found after the last visit that was kept is treated from the day it was found.
  const seen = chart.visits.at(-1)?.day ?? joined
  for (const held of [...chart.problems].sort((a, b) => a.onset - b.onset))
    if (held.onset > seen && held.onset < last) prescribe(chart, held.onset, 640, person.primary, undefined)
  if (person.died !== undefined)
    for (const course of activeCourses(chart, person.died))
      Object.assign(course, { stop: person.died, stopReason: 'Patient died' })
  recordMessages(chart, last)
  recordImmunizations(chart, last)
  recordSmoking(chart)
  chart.out.push(...medicationRequests(chart))
  return chart
}
