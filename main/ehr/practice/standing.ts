import type { Day } from './calendar.js'
import { age, type Chart, type HeldProblem } from './chart.js'

/** What the figures say of a problem: `146/88, above goal`. Empty when nothing was measured. */
export function standing(chart: Chart, held: HeldProblem, day: Day): string {
  const latest = (key: string, within = 45): number | undefined => {
    const found = chart.latest.get(key)
    return found && day - found.day <= within ? found.value : undefined
  }
  const before = (key: string): number | undefined => chart.previous.get(key)?.value
  const old = age(chart, day)
  switch (held.problem.key) {
    case 'hypertension': {
      const sbp = latest('sbp', 0)
      const dbp = latest('dbp', 0)
      if (sbp === undefined || dbp === undefined) return ''
      return `BP ${sbp}/${dbp}, ${sbp >= (old >= 80 ? 150 : 140) || dbp >= 90 ? 'above goal' : sbp >= 130 ? 'close to goal' : 'at goal'}`
    }
    case 'diabetes2':
    case 'diabetes1':
    case 'prediabetes': {
      const a1c = latest('a1c')
      if (a1c === undefined) return ''
      const was = before('a1c')
      const goal =
        held.problem.key === 'prediabetes'
          ? ''
          : a1c > (old >= 75 ? 8 : 7.5)
            ? ', above goal'
            : a1c < 7
              ? ', at goal'
              : ', near goal'
      return `HbA1c ${a1c.toFixed(1)} %${was !== undefined && Math.abs(was - a1c) >= 0.2 ? `, from ${was.toFixed(1)} %` : ''}${goal}`
    }
    case 'hyperlipidemia':
    case 'cad':
    case 'stroke': {
      const ldl = latest('ldl')
      return ldl === undefined ? '' : `LDL ${ldl} mg/dL`
    }
    case 'ckd': {
      const gfr = latest('egfr')
      const uacr = latest('uacr')
      return gfr === undefined
        ? ''
        : `eGFR ${gfr}${uacr === undefined ? '' : `, urine albumin/creatinine ${uacr} mg/g`}`
    }
    case 'hypothyroidism': {
      const tsh = latest('tsh')
      return tsh === undefined ? '' : `TSH ${tsh.toFixed(2)} mIU/L${tsh > 4.5 ? ', underreplaced' : ', in range'}`
    }
    case 'obesity': {
      const bmi = latest('bmi', 0)
      return bmi === undefined ? '' : `BMI ${bmi}`
    }
    case 'gout': {
      const urate = latest('uricAcid')
      return urate === undefined
        ? ''
        : `uric acid ${urate.toFixed(1)} mg/dL${urate > 6 ? ', above target' : ', at target'}`
    }
    case 'ironDeficiency': {
      const hgb = latest('hgb')
      return hgb === undefined ? '' : `haemoglobin ${hgb.toFixed(1)} g/dL`
    }
    case 'atrialFibrillation': {
      const inr = latest('inr')
      return inr === undefined ? '' : `INR ${inr.toFixed(1)}`
    }
    case 'bph': {
      const psa = latest('psa')
      return psa === undefined ? '' : `PSA ${psa.toFixed(2)} ng/mL`
    }
    case 'depression': {
      const score = latest('phq9', 0)
      return score === undefined
        ? ''
        : `PHQ-9 ${score}${score >= 10 ? ', still symptomatic' : score < 5 ? ', in remission' : ''}`
    }
    case 'anxiety': {
      const score = latest('gad7', 0)
      return score === undefined ? '' : `GAD-7 ${score}`
    }
    default:
      return ''
  }
}
