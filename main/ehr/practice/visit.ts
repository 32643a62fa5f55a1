import type { CodeableConcept, Encounter, Observation } from '@medplum/fhirtypes'
import { type Acute, annualConcept, wellChildConcept } from './acute.js'
import { a1cOn } from './body.js'
import type { Day } from './calendar.js'
import { age, type Chart, encounterReference, type HeldProblem, has, nextId, remember } from './chart.js'
import { concept, hl7, hl7System, LOINC, reference, UCUM } from './coding.js'
import { conditionOf } from './condition.js'
import type { Medicine } from './medicine.js'
import { meta } from './meta.js'
import { type Change, firstAllowed, prescribe, startCourse } from './regimen.js'
import { type Result, reportPanel } from './result.js'
import { organization, practitioner, room } from './staff.js'
import { type Illness, measure, recordVitals, type Vitals } from './vitals.js'

export type VisitKind = 'new' | 'annual' | 'well-child' | 'follow-up' | 'acute' | 'prenatal'

export interface PlannedVisit {
  day: Day
  minute: number
  kind: VisitKind
  /** The problem a follow-up is for. */
  problem?: string
  acute?: Acute
  video: boolean
  /** Write a note. */
  note: boolean
}

/** What happened at a visit; the note is written from this and nothing else. */
export interface VisitFacts {
  plan: PlannedVisit
  id: string
  reason: string
  practitioner: string
  vitals?: Vitals
  weightBefore?: number
  /** Problems looked at. */
  reviewed: HeldProblem[]
  results: Result[]
  changes: Change[]
  given?: { medicine: Medicine; acute: Acute }
  mood?: { phq9?: number; gad7?: number }
}

const checked = concept(LOINC, '44261-6', 'Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]', 'PHQ-9')
const worried = concept(
  LOINC,
  '70274-6',
  'Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]',
  'GAD-7',
)
const survey: CodeableConcept[] = [hl7('observation-category', 'survey', 'Survey')]

const ambulatory = { system: hl7System('v3-ActCode'), code: 'AMB', display: 'ambulatory' }
const virtual = { system: hl7System('v3-ActCode'), code: 'VR', display: 'virtual' }
const performs = [hl7('v3-ParticipationType', 'PPRF', 'primary performer')]

/** An encounter that is over. */
function finished(chart: Chart, facts: VisitFacts, minutes: number): Encounter {
  const { calendar, subject, random } = chart
  const { day, minute, video } = facts.plan
  const period = { start: calendar.at(day, minute), end: calendar.at(day, minute + minutes) }
  const code =
    facts.plan.kind === 'well-child' ? wellChildConcept : facts.plan.kind === 'annual' ? annualConcept : undefined
  return {
    resourceType: 'Encounter',
    id: facts.id,
    meta: meta(calendar.stamp(day, minute + minutes + 2, 9)),
    status: 'finished',
    class: video ? virtual : ambulatory,
    subject,
    participant: [{ type: performs, individual: practitioner(facts.practitioner) }],
    period,
    reasonCode: [code ? { ...code, text: facts.reason } : { text: facts.reason }],
    ...(facts.reviewed[0] && { diagnosis: [{ condition: reference('Condition', facts.reviewed[0].id) }] }),
    ...(!video && { location: [{ location: room(random.int(1, 6)), status: 'completed' as const, period }] }),
    serviceProvider: organization,
  }
}

/** Is a problem short of its goal, by what was measured last? Goals: ACC/AHA 2017, ADA Standards of Care, ATA. */
function shortOfGoal(chart: Chart, held: HeldProblem, day: Day): boolean {
  const latest = (key: string, within: number): number | undefined => {
    const found = chart.latest.get(key)
    return found && day - found.day <= within ? found.value : undefined
  }
  const old = age(chart, day)
  switch (held.problem.key) {
    case 'hypertension': {
      const sbp = latest('sbp', 0)
      return sbp !== undefined && sbp >= (old >= 80 ? 150 : 138)
    }
    case 'diabetes2':
    case 'diabetes1': {
      const a1c = latest('a1c', 60)
      return a1c !== undefined && a1c > (old >= 75 ? 8 : 7.5)
    }
    case 'hyperlipidemia':
    case 'cad':
    case 'stroke': {
      const ldl = latest('ldl', 60)
      return (
        ldl !== undefined &&
        ldl > (held.problem.key === 'hyperlipidemia' ? (has(chart, 'diabetes2', day) ? 100 : 145) : 85)
      )
    }
    case 'hypothyroidism': {
      const tsh = latest('tsh', 60)
      return tsh !== undefined && tsh > 4.5
    }
    case 'gout': {
      const urate = latest('uricAcid', 60)
      return urate !== undefined && urate > 6.5
    }
    default:
      return chart.random.chance(0.1)
  }
}

/** How the mood scores stand: high when new or untreated, lower with months of treatment. */
function moodScore(chart: Chart, held: HeldProblem, day: Day): number {
  const weeks = Math.min(30, Math.max(0, day - held.onset) / 7)
  const base = held.ladder[held.step]?.length ? 15 - weeks * 0.3 : 11
  return Math.max(1, Math.min(23, Math.round(base + chart.random.normal() * 2.6)))
}

/** Carries out a visit: encounter, vitals, tests, medicines. Everything is written into the chart. */
export function visit(chart: Chart, plan: PlannedVisit, who: string): VisitFacts {
  const { random, out } = chart
  const { day, minute, kind } = plan
  const id = nextId(chart, 'e')
  const encounter = encounterReference(id)
  const active = chart.problems.filter((held) => held.onset <= day)
  const main = plan.problem ? active.find((held) => held.problem.key === plan.problem) : undefined
  const regular = active.filter((held) => held.ladder.length > 0 || held.problem.labs)
  const reviewed =
    kind === 'acute'
      ? []
      : kind === 'follow-up' && main
        ? [main, ...regular.filter((held) => held !== main).slice(0, 3)]
        : kind === 'prenatal' && main
          ? [main]
          : regular.slice(0, 5)
  const facts: VisitFacts = {
    plan,
    id,
    practitioner: who,
    reviewed,
    results: [],
    changes: [],
    reason:
      plan.acute?.reason ??
      (kind === 'well-child'
        ? wellChildTitle(chart, day)
        : kind === 'annual'
          ? 'Annual visit'
          : kind === 'new'
            ? 'New patient visit'
            : (main?.problem.reason ?? 'Follow-up')),
  }
  const minutes = kind === 'annual' || kind === 'new' ? 38 : kind === 'acute' ? 17 : 24
  const encounterAt = out.length
  const weightBefore = chart.latest.get('weight')
  if (weightBefore && age(chart, day) >= 18) facts.weightBefore = weightBefore.value
  if (!plan.video) {
    const illness: Illness = {}
    if (plan.acute?.fever) illness.fever = Math.round(random.between(...plan.acute.fever) * 10) / 10
    if (plan.acute?.hypoxia) illness.hypoxia = plan.acute.hypoxia
    facts.vitals = measure(
      chart,
      day,
      {
        height: kind === 'annual' || kind === 'new' || kind === 'well-child',
        full:
          kind === 'acute'
            ? plan.acute?.fever !== undefined
            : has(chart, 'copd', day) || has(chart, 'heartFailure', day),
      },
      illness,
    )
    recordVitals(chart, facts.vitals, day, minute + 4, encounter, day % 3 === 0 ? 'whitlock' : 'ruiz')
  }
  if (kind === 'acute') treat(chart, facts)
  else review(chart, facts)
  out.splice(encounterAt, 0, finished(chart, facts, minutes))
  recordMood(chart, facts)
  chart.visits.push({ id, day, reason: facts.reason, practitioner: who, video: plan.video })
  return facts
}

/** Questionnaires filled in before a visit for mood. */
function recordMood(chart: Chart, facts: VisitFacts): void {
  const { calendar, subject, out } = chart
  const { day, minute } = facts.plan
  if (age(chart, day) < 12) return
  for (const held of facts.reviewed) {
    const key = held.problem.key === 'depression' ? 'phq9' : held.problem.key === 'anxiety' ? 'gad7' : undefined
    if (!key) continue
    const score = Math.min(key === 'gad7' ? 20 : 25, moodScore(chart, held, day))
    facts.mood = { ...facts.mood, [key]: score }
    const observation: Observation = {
      resourceType: 'Observation',
      id: nextId(chart, 'o'),
      meta: meta(calendar.stamp(day, minute + 6, 31)),
      status: 'final',
      category: survey,
      code: key === 'phq9' ? checked : worried,
      subject,
      encounter: encounterReference(facts.id),
      effectiveDateTime: calendar.at(day, minute + 5),
      performer: [subject],
      valueQuantity: { value: score, unit: '{score}', system: UCUM, code: '{score}' },
    }
    out.push(observation)
    remember(chart, key, day, score)
  }
}

const months = (chart: Chart, day: Day): number => Math.round((day - chart.person.birth) / 30.44)
export function wellChildTitle(chart: Chart, day: Day): string {
  const m = months(chart, day)
  if (m < 1) return 'Newborn visit'
  return m < 24 ? `Well child, ${m} months` : m < 36 ? 'Well child, 2 years' : `Well child, ${age(chart, day)} years`
}

function treat(chart: Chart, facts: VisitFacts): void {
  const { plan } = facts
  const { acute, day, minute } = plan
  if (!acute) return
  const id = nextId(chart, 'c')
  chart.out.push(
    conditionOf(chart, {
      id,
      concept: acute.concept,
      onset: day - 2,
      recorded: day,
      minute: minute + 12,
      resolved: day + acute.lasts,
      encounter: facts.id,
    }),
  )
  for (const key of acute.labs ?? []) {
    const words =
      key === 'strep'
        ? 'Positive'
        : key === 'urinalysis'
          ? 'Leukocyte esterase 2+, nitrite positive'
          : key === 'urineCulture'
            ? 'Escherichia coli over 100,000 CFU/mL'
            : undefined
    facts.results.push(
      reportPanel(chart, key, {
        orderedDay: day,
        orderedMinute: minute + 6,
        day,
        minute: minute + 8,
        turnaround: key === 'strep' || key === 'urinalysis' ? 9 : 2400,
        requester: facts.practitioner,
        encounter: encounterReference(facts.id),
        ...(words && { words }),
        ...(key === 'cbc' && { fixed: { wbc: 13.4 + Math.round(chart.random.next() * 30) / 10 } }),
      }),
    )
  }
  const keys = age(chart, day) < 12 ? acute.child : acute.adult
  const given = keys && firstAllowed(chart, keys, day)
  if (given) {
    startCourse(chart, given, day, minute + 14, facts.practitioner, {
      reason: reference('Condition', id),
      encounter: facts.id,
      stop: day + 14,
    })
    facts.given = { medicine: given, acute }
  }
}

/** Laboratory tests due for the problems at hand, at most two, repeated no sooner than five months (yearly ones eleven). */
function testsDue(chart: Chart, facts: VisitFacts): string[] {
  const { day, kind } = facts.plan
  const due: string[] = []
  const fresh = (key: string, days: number): boolean => {
    const found = chart.latest.get(
      key === 'bmp' || key === 'cmp' ? 'creatinine' : key === 'cbc' ? 'hgb' : key === 'lipid' ? 'cholesterol' : key,
    )
    return found !== undefined && day - found.day < days
  }
  for (const held of facts.reviewed) {
    for (const key of held.problem.labs ?? []) {
      const yearly =
        key === 'lipid' || key === 'psa' || key === 'uacr' || key === 'vitaminD' || key === 'ferritin' || key === 'cbc'
      if (fresh(key, yearly ? 330 : key === 'a1c' ? 80 : 150) || due.includes(key)) continue
      if (key === 'bmp' && due.includes('cmp')) continue
      due.push(key)
    }
  }
  const old = age(chart, day)
  if (kind === 'annual' && old >= 40 && !due.includes('lipid') && !fresh('lipid', 1100) && chart.random.chance(0.45))
    due.push('lipid')
  if (kind === 'well-child' && months(chart, day) >= 11 && months(chart, day) <= 14) due.push('lead')
  if (
    has(chart, 'atrialFibrillation', day) &&
    chart.courses.some(({ medicine, stop }) => medicine.key === 'warfarin' && stop === undefined)
  )
    due.unshift('inr')
  return due.slice(0, 2)
}

function review(chart: Chart, facts: VisitFacts): void {
  const { plan, practitioner: who } = facts
  const { day, minute } = plan
  const encounter = encounterReference(facts.id)
  const before = chart.random.chance(0.7) && plan.kind !== 'new' && plan.kind !== 'well-child'
  for (const key of testsDue(chart, facts)) {
    const pre = before && day - 6 > chart.joined
    facts.results.push(
      reportPanel(chart, key, {
        orderedDay: pre ? day - 14 : day,
        orderedMinute: pre ? 610 : minute + 15,
        day: pre ? day - 4 : day,
        minute: pre ? 500 + (minute % 60) : minute + 24,
        turnaround: 390,
        requester: who,
        ...(!pre && { encounter }),
        ...(facts.reviewed[0] && {
          reason: reference(
            'Condition',
            (facts.reviewed.find((held) => held.problem.labs?.includes(key)) ?? facts.reviewed[0]).id,
          ),
        }),
      }),
    )
  }
  for (const held of facts.reviewed) {
    if (held.step < held.ladder.length - 1 && shortOfGoal(chart, held, day) && chart.random.chance(0.75)) held.step += 1
  }
  facts.changes = prescribe(chart, day, minute + 18, who, facts.id)
}

/** A look ahead for those who plan: does diabetes run above goal on a day? */
export const aboveGoal = (chart: Chart, day: Day): boolean => a1cOn(chart, day) > 7.5
