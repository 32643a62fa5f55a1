import type { CodeableConcept } from '@medplum/fhirtypes'
import { type Day, dateText, workday, workdayBefore } from './calendar.js'
import { type Chart, heldProblem, nextId, vagueDate } from './chart.js'
import { ageBand, icd10Concept, type Problem, problem, problems } from './problem.js'

const stages: readonly { below: number; code: string; text: string }[] = [
  { below: 30, code: 'N18.4', text: 'Chronic kidney disease stage 4' },
  { below: 45, code: 'N18.32', text: 'Chronic kidney disease stage 3b' },
  { below: 60, code: 'N18.31', text: 'Chronic kidney disease stage 3a' },
]

/** Codes that name the complication together, as ICD-10-CM's guidelines ask. */
const combined = {
  severeObesity: icd10Concept('E66.01', 'Severe obesity'),
  diabetesKidney: icd10Concept('E11.22', 'Type 2 diabetes with kidney disease'),
  diabetesNeuropathy: icd10Concept('E11.42', 'Diabetic polyneuropathy'),
  pressureKidney: icd10Concept('I12.9', 'Hypertension'),
  pressureHeart: icd10Concept('I11.0', 'Hypertension'),
  pressureBoth: icd10Concept('I13.0', 'Hypertension'),
}

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
  const { random, person, end } = chart
  const [earliest, longest] = what.onset
  const most = Math.min(longest, person.age - earliest + 0.9)
  if (what.key === 'pregnancy') return workdayBefore(end - random.int(62, 112))
  if (what.key === 'ckd') {
    // Not before the filtration had fallen below 60.
    const since = Math.min(most, Math.max(0.3, (58.5 - chart.body.gfr) / chart.body.gfrLoss))
    return workday(Math.round(end - 12 - Math.max(0.2, random.next() * since) * 365.25))
  }
  const ago = Math.max(0.12, random.next() ** 1.3 * Math.max(0.2, most))
  return workday(Math.max(person.birth + 20, Math.round(end - 12 - ago * 365.25)))
}

/** Draws what the patient has by age, sex, habits and what goes together. */
export function drawProblems(chart: Chart): void {
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
    addProblem(
      chart,
      what,
      onsetOf(chart, what),
      key === 'obesity' && person.bmi >= 40 && person.age >= 20 ? combined.severeObesity : what.concept,
    )
  }
  if (found.has('hypertension')) body.gfr -= 5
  if (found.has('diabetes2')) body.gfr -= 7
  body.gfr = Math.max(17, body.gfr)
  const stage = stages.find(({ below }) => body.gfr < below)
  if (stage && person.age >= 30 && !found.has('pregnancy')) {
    if (body.gfr > 57) body.gfr = 57 - random.next() * 3
    const what = problem('ckd')
    addProblem(chart, what, onsetOf(chart, what), icd10Concept(stage.code, stage.text))
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
    if (nerves.onset < sugar.onset) nerves.onset = sugar.onset + 200 < chart.end - 10 ? sugar.onset + 200 : sugar.onset
    nerves.onsetText =
      nerves.onset >= chart.joined ? dateText(nerves.onset) : vagueDate(nerves.onset, chart.calendar.today)
    nerves.recorded = Math.max(nerves.onset, chart.joined)
  }
  chart.problems.sort((a, b) => b.problem.rank - a.problem.rank)
}
