import type { CodeableConcept, Encounter } from '@medplum/fhirtypes'
import { annualConcept, wellChildConcept } from './acute.js'
import { type Day, workdayBefore } from './calendar.js'
import { age, type Chart, encounterReference, has, nextId } from './chart.js'
import { checkMonths } from './child-check.js'
import { reference } from './coding.js'
import { conditionOf } from './condition.js'
import { encounterOf } from './encounter.js'
import { shortOfGoal } from './goal.js'
import { moodScores, recordMood } from './mood.js'
import { firstAllowed, prescribe, startCourse } from './regimen.js'
import { reportPanel } from './result.js'
import { room } from './staff.js'
import { testsDue } from './tests-due.js'
import type { PlannedVisit, TestOf, VisitFacts } from './visit-facts.js'
import { type Illness, measure, recordVitals } from './vitals.js'

/** Carries out a visit: encounter, vitals, tests, medicines. Everything is written into the chart. */
export function visit(chart: Chart, plan: PlannedVisit, who: string): VisitFacts {
  const { out } = chart
  const { day, minute, kind } = plan
  const id = nextId(chart, 'e')
  const encounter = encounterReference(id)
  const active = chart.problems.filter((held) => held.onset <= day)
  const main = plan.problem ? active.find((held) => held.problem.key === plan.problem) : undefined
  const regular = active.filter((held) => held.problem.ladders || held.problem.labs)
  const reviewed =
    kind === 'acute'
      ? []
      : kind === 'follow-up' && main
        ? [main, ...regular.filter((held) => held !== main).slice(0, 3)]
        : kind === 'prenatal' && main
          ? [main]
          : (kind === 'annual' || kind === 'new' ? active.filter((held) => held.problem.rank >= 10) : regular).slice(
              0,
              5,
            )
  const facts: VisitFacts = {
    plan,
    id,
    practitioner: who,
    reviewed,
    results: [],
    changes: [],
    reason:
      plan.reason ??
      plan.acute?.reason ??
      (kind === 'well-child'
        ? wellChildTitle(chart, day)
        : kind === 'annual'
          ? 'Annual visit'
          : kind === 'new'
            ? 'New patient visit'
            : (main?.problem.reason ?? 'Follow-up')),
  }
  const encounterAt = out.length
  const weightBefore = chart.latest.get('weight')
  if (weightBefore && age(chart, day) >= 18) facts.weightBefore = weightBefore.value
  if (!plan.video) {
    facts.vitals = { ...measure(chart, day, wanted(chart, plan), illnessOf(chart, plan)), ...plan.vitals }
    const { weight, height, bmi } = facts.vitals
    if (plan.vitals && bmi !== undefined && weight && height)
      facts.vitals.bmi = Math.round((weight / (height / 100) ** 2) * 10) / 10
    recordVitals(
      chart,
      facts.vitals,
      day,
      minute + 4,
      encounter,
      plan.vitalsBy ?? (day % 3 === 0 ? 'whitlock' : 'ruiz'),
    )
  }
  if (!plan.roomedOnly) {
    if (kind === 'acute') treat(chart, facts)
    else review(chart, facts)
  }
  out.splice(encounterAt, 0, plan.encounter ? plan.encounter(facts) : finished(chart, facts))
  if (!plan.roomedOnly) facts.mood = recordMood(chart, day, minute, id, plan.mood ?? moodScores(chart, reviewed, day))
  chart.visits.push({ id, day, minute, reason: facts.reason, practitioner: who, video: plan.video })
  return facts
}

const illnessOf = (chart: Chart, { acute }: PlannedVisit): Illness => ({
  ...(acute?.fever && { fever: Math.round(chart.random.between(...acute.fever) * 10) / 10 }),
  ...(acute?.hypoxia && { hypoxia: acute.hypoxia }),
})

const wanted = (chart: Chart, { kind, acute, day }: PlannedVisit): { height: boolean; full: boolean } => ({
  height: kind === 'annual' || kind === 'new' || kind === 'well-child',
  full: kind === 'acute' ? acute?.fever !== undefined : has(chart, 'copd', day) || has(chart, 'heartFailure', day),
})

/** The reason for a visit as an encounter codes it. */
export const reasonOf = (facts: VisitFacts): CodeableConcept => {
  const { kind } = facts.plan
  const code = kind === 'well-child' ? wellChildConcept : kind === 'annual' ? annualConcept : undefined
  return code ? { ...code, text: facts.reason } : { text: facts.reason }
}

/** The encounter of a past visit. */
function finished(chart: Chart, facts: VisitFacts): Encounter {
  const { calendar, random } = chart
  const { day, minute, video, kind } = facts.plan
  const end = minute + (kind === 'annual' || kind === 'new' ? 38 : kind === 'acute' ? 17 : 24)
  const diagnosis = facts.reviewed[0]?.id
  return encounterOf(chart, {
    id: facts.id,
    status: 'finished',
    day,
    start: minute,
    end,
    touched: end + 2,
    reason: reasonOf(facts),
    who: facts.practitioner,
    video,
    ...(diagnosis && { diagnosis }),
    ...(!video && {
      location: {
        location: room(random.int(1, 6)),
        status: 'completed' as const,
        period: { start: calendar.at(day, minute), end: calendar.at(day, end) },
      },
    }),
  })
}

const months = (chart: Chart, day: Day): number => Math.round((day - chart.person.birth) / 30.44)
export function wellChildTitle(chart: Chart, day: Day): string {
  const m = months(chart, day)
  if (m < 1) return 'Newborn visit'
  const old = age(chart, day)
  if (m < 24) return `Well child, ${checkMonths.findLast((month) => month <= m) ?? 2} months`
  return m >= 29 && m < 36 ? 'Well child, 2½ years' : `${old < 12 ? 'Well child' : 'Well visit'}, ${old} years`
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
      onset: Math.max(chart.person.birth, day - acute.began),
      recorded: day,
      minute: minute + 12,
      resolved: day + acute.lasts,
      encounter: facts.id,
    }),
  )
  for (const key of acute.labs ?? []) {
    // What is not answered at the desk takes days; a visit this week has no such answer yet.
    if (day > chart.calendar.today - 8 && key !== 'strep' && key !== 'urinalysis') continue
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
      short: true,
    })
    facts.given = { medicine: given, acute }
  }
}

function review(chart: Chart, facts: VisitFacts): void {
  const { plan, practitioner: who } = facts
  const { day, minute } = plan
  const encounter = encounterReference(facts.id)
  const fresh = facts.reviewed.some((held) => held.problem.key === plan.problem && held.onset >= day - 7)
  const ahead =
    day - 8 > chart.joined &&
    !fresh &&
    (plan.video || (chart.random.chance(0.7) && plan.kind !== 'new' && plan.kind !== 'well-child'))
  // Nothing can be drawn over video.
  const due = plan.tests || (plan.video && !ahead) ? [] : testsDue(chart, facts)
  const tests: readonly TestOf[] = plan.tests ?? due.map((key) => ({ key, before: ahead ? 4 : 0 }))
  for (const { key, before = 0, fixed, words } of tests) {
    const reason = (facts.reviewed.find((held) => held.problem.labs?.includes(key)) ?? facts.reviewed[0])?.id
    facts.results.push(
      reportPanel(chart, key, {
        orderedDay: before > 0 ? day - before - 10 : day,
        orderedMinute: before > 0 ? 610 : minute + 15,
        day: before > 0 ? workdayBefore(day - before) : day,
        minute: before > 0 ? 500 + (minute % 60) : minute + 24,
        turnaround: 390,
        requester: who,
        ...(before === 0 && { encounter }),
        ...(reason && { reason: reference('Condition', reason) }),
        ...(fixed && { fixed }),
        ...(words && { words }),
      }),
    )
  }
  settle(chart, facts)
}

/** Treatment is stepped up where a goal is missed. */
function settle(chart: Chart, facts: VisitFacts): void {
  const { plan, practitioner: who } = facts
  const { day, minute } = plan
  if (plan.settled) return
  for (const held of facts.reviewed) {
    if (
      held.onset < day - 14 &&
      held.step < held.ladder.length - 1 &&
      shortOfGoal(chart, held, day) &&
      chart.random.chance(0.75)
    )
      held.step += 1
  }
  facts.changes = prescribe(chart, day, minute + 18, who, facts.id)
}
