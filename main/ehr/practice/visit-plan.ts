import { type Acute, acutes } from './acute.js'
import { type Day, workday, yearsBetween } from './calendar.js'
import { age, type Chart } from './chart.js'
import { checkDay, checkMonths } from './child-check.js'
import { ageBand } from './problem.js'
import type { PlannedVisit } from './visit-facts.js'

/** The visits of the last four years or since joining, up to a day: routine checks, follow-ups, new problems, illnesses. */
export function planVisits(chart: Chart, until: Day): PlannedVisit[] {
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
  if (chronic.length > 0) {
    const first = Math.max(from, Math.min(...chronic.map((held) => held.onset)))
    for (
      let day = first + random.int(20, 120), months = 0;
      day < until;
      day += Math.round(months * 30.4 * random.between(0.85, 1.5))
    ) {
      const known = chronic.filter((held) => held.onset < day - 20 && held.problem.key !== 'pregnancy')
      const gravest = known[0]
      months = gravest ? Math.max(2.5, gravest.problem.every * (known.length > 2 ? 0.8 : 1)) : 2
      if (!gravest) continue
      const held = known.length > 1 && random.chance(0.35) ? random.pick(known) : gravest
      add(day, 'follow-up', { problem: held.problem.key, video: random.chance(0.14) })
    }
  }
  const pregnancy = chronic.find((held) => held.problem.key === 'pregnancy')
  if (pregnancy)
    for (let day = pregnancy.onset + 28; day < until; day += random.int(26, 31))
      add(day, 'prenatal', { problem: 'pregnancy' })
  // New problems are found at a visit of their own.
  for (const held of chart.problems) {
    if (held.onset <= from || held.onset >= until) continue
    add(held.onset, held.problem.key === 'pregnancy' ? 'prenatal' : 'follow-up', {
      problem: held.problem.key,
      found: true,
    })
  }
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
  const most = child ? 5 : Math.min(7, 3 + chronic.length)
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
  if (item.found) return apart >= 2
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
