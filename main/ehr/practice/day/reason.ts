import { type Acute, acute, acutes } from '../acute.js'
import { age, type Chart } from '../chart.js'
import { ageBand } from '../problem.js'
import type { Random } from '../random.js'
import { wellChildTitle } from '../visit.js'
import type { VisitKind } from '../visit-facts.js'

/** Why a patient comes. */
export interface Reason {
  text: string
  kind: VisitKind
  problem?: string
  acute?: Acute
  /** Minutes booked. */
  length: 20 | 40
  video: boolean
}

const simple = (text: string, kind: VisitKind, rest: Partial<Reason> = {}): Reason => ({
  text,
  kind,
  length: 20,
  video: false,
  ...rest,
})

/** A reason that follows from the chart: what is due, what is chronic, or something new that fits the age. */
export function reasonFor(chart: Chart, random: Random): Reason {
  const { today } = chart.calendar
  const old = age(chart, today)
  const last = chart.visits.at(-1)
  if (!last && today - chart.joined < 60) return simple('New patient visit', 'new', { length: 40 })
  if (old < 3 && random.chance(0.55)) return simple(wellChildTitle(chart, today), 'well-child')
  if (old < 18 && random.chance(0.3)) return simple(wellChildTitle(chart, today), 'well-child')
  const chronic = chart.problems.filter((held) => held.problem.every > 0 && held.onset < today)
  const pregnancy = chronic.find((held) => held.problem.key === 'pregnancy')
  if (pregnancy) return simple('Prenatal visit', 'prenatal', { problem: 'pregnancy' })
  const draw = random.next()
  if (chronic.length > 0 && draw < 0.55) {
    const held = chronic[random.int(0, Math.min(1, chronic.length - 1))] as (typeof chronic)[number]
    return simple(held.problem.reason, 'follow-up', { problem: held.problem.key })
  }
  const checked = chart.visits.findLast((visit) => visit.reason === 'Annual visit')
  if (old >= 18 && draw < 0.72 && (!checked || today - checked.day > 330))
    return simple('Annual visit', 'annual', { length: 40 })
  const lesser = chart.problems.filter((held) => held.problem.every === 0 && held.problem.rank > 6)
  if (lesser.length > 0 && draw < 0.82) {
    const held = random.pick(lesser)
    return simple(held.problem.reason, 'follow-up', { problem: held.problem.key })
  }
  const band = ageBand(old)
  const fitting = acutes.filter(
    (item) =>
      (!item.sex || item.sex === chart.person.sex) &&
      (item.rates[band] as number) > 0.25 &&
      !(item.key === 'bronchiolitis' && old > 1),
  )
  const found = fitting[random.weighted(fitting.map((item) => item.rates[band] as number))] ?? acute('uri')
  return simple(found.reason, 'acute', { acute: found, video: found.video === true && random.chance(0.25) })
}
