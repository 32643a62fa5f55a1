import { age, type Chart, has } from './chart.js'
import type { VisitFacts } from './visit-facts.js'

/** The last TSH was out of range, so it is asked again after six weeks or so. */
function thyroidOff(chart: Chart): boolean {
  const tsh = chart.latest.get('tsh')?.value
  return tsh !== undefined && (tsh > 4.5 || tsh < 0.4)
}

/** Laboratory tests due for the problems at hand, at most two, repeated no sooner than five months (yearly ones eleven). */
export function testsDue(chart: Chart, facts: VisitFacts): string[] {
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
      if (
        fresh(key, key === 'tsh' && thyroidOff(chart) ? 35 : yearly ? 330 : key === 'a1c' ? 80 : 150) ||
        due.includes(key)
      )
        continue
      if (key === 'bmp' && due.includes('cmp')) continue
      due.push(key)
    }
  }
  const old = age(chart, day)
  if (kind === 'annual' && old >= 40 && !due.includes('lipid') && !fresh('lipid', 1100) && chart.random.chance(0.45))
    due.push('lipid')
  const monthsOld = Math.round((day - chart.person.birth) / 30.44)
  if (kind === 'well-child' && monthsOld >= 11 && monthsOld <= 14) due.push('lead')
  if (
    has(chart, 'atrialFibrillation', day) &&
    chart.courses.some(({ medicine, stop }) => medicine.key === 'warfarin' && stop === undefined)
  )
    due.unshift('inr')
  return due.slice(0, 2)
}
