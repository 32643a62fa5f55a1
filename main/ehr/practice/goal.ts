import type { Day } from './calendar.js'
import { age, type Chart, type HeldProblem, has } from './chart.js'

/** Is a problem short of its goal, by what was measured last? Goals: ACC/AHA 2017, ADA Standards of Care, ATA. */
export function shortOfGoal(chart: Chart, held: HeldProblem, day: Day): boolean {
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
