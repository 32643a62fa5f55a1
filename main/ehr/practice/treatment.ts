import { type Day, workday, yearsBetween } from './calendar.js'
import type { Chart, HeldProblem } from './chart.js'
import { reference } from './coding.js'
import { medicine } from './formulary.js'
import { chooseLadder, prescribe, regimen, startCourse } from './regimen.js'

/** What a step's medicines take off one measured thing. */
const effect = (step: readonly string[], what: 'sbp' | 'a1c'): number =>
  step.reduce((sum, key) => sum + (medicine(key).effect[what] ?? 0), 0)

/** Whether a problem of long standing needs more than this step: by what it would be on it, else by chance. */
function needsMore(chart: Chart, held: HeldProblem, step: readonly string[], years: number): boolean {
  const { random, body, person } = chart
  switch (held.problem.key) {
    case 'diabetes2':
      return body.a1c + years * 0.11 + effect(step, 'a1c') > 7.3 && random.chance(0.85)
    case 'hypertension':
      return 153 + 5.5 * person.pressureScore + effect(step, 'sbp') > 139 && random.chance(0.8)
    default:
      return random.chance(Math.min(0.9, (held.problem.climb ?? 0.3) * Math.min(1.3, 0.5 + years / 6)))
  }
}

/** Chooses how each problem is treated and how far treatment has gone by the day the patient joined. */
export function chooseTreatment(chart: Chart): void {
  const { random } = chart
  for (const held of chart.problems) {
    if (!held.problem.ladders) continue
    held.ladder = chooseLadder(chart, held.problem.ladders, random)
    const years = yearsBetween(held.onset, chart.joined)
    if (years <= 0.5) continue
    while (
      held.step < held.ladder.length - 1 &&
      needsMore(chart, held, held.ladder[held.step] as readonly string[], years)
    )
      held.step += 1
    if (held.problem.key === 'hypothyroidism' && random.chance(0.8))
      chart.body.thyroidNeed = Math.min(chart.body.thyroidNeed, held.step)
  }
}

/** The day a newer medicine came to market (FDA approval), as days since 1970. */
const marketed: Readonly<Record<string, number>> = {
  glp1: 17_530,
  sglt2: 16_290,
  apixaban: 15_720,
  sacubitril: 16_640,
  linagliptin: 15_110,
}

/** Prescriptions brought from before the patient joined, started some time after the problem was found. */
export function broughtMedicines(chart: Chart): void {
  const { random, joined } = chart
  for (const { medicine: given, reason } of regimen(chart, joined)) {
    const held = chart.problems.find(({ id }) => id === reason)
    const onset = held?.onset ?? joined
    // What belongs to a later step came later.
    const first = held?.ladder.findIndex((step) => step.some((key) => medicine(key).cls === given.cls)) ?? 0
    const share = (Math.max(0, first) + random.next()) / ((held?.step ?? 0) + 1)
    const start = Math.max(
      workday(Math.round(onset + (joined - onset) * share)),
      marketed[given.key] ?? marketed[given.cls] ?? 0,
    )
    startCourse(chart, given, Math.min(start, joined), 600, chart.person.primary, {
      reason: reference('Condition', reason),
    })
  }
}

/**
 * Problems found after joining but before the first visit that is told: treated from the day they were found, and as far
 * by then as they needed.
 */
export function treatFound(chart: Chart, first: Day): void {
  const found = chart.problems.filter((held) => held.onset > chart.joined && held.onset < first)
  const events = found.flatMap((held) => {
    const years = yearsBetween(held.onset, first)
    const review =
      years < 0.5 || held.ladder.length < 2 ? [] : [{ day: workday(Math.round((held.onset + first) / 2)), held, years }]
    return [{ day: held.onset, held, years: 0 }, ...review]
  })
  // In the order they happened: a prescription looks at what is taken on its day.
  for (const { day, held, years } of events.sort((a, b) => a.day - b.day)) {
    while (
      years > 0 &&
      held.step < held.ladder.length - 1 &&
      needsMore(chart, held, held.ladder[held.step] as readonly string[], years)
    )
      held.step += 1
    prescribe(chart, day, 640, chart.person.primary, undefined)
  }
}
