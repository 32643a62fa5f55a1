import type { ChartView, Reading, Series } from '../../../shared/contract/views/chart.js'
import type { ResultFlag } from '../../../shared/domain/flag.js'

/** LOINC of what a problem is followed by, by the beginning of its ICD-10-CM code. */
const followedBy: readonly { problem: RegExp; loinc: readonly string[] }[] = [
  { problem: /^E(08|09|10|11|13)/, loinc: ['4548-4', '17856-6'] }, // diabetes: haemoglobin A1c
  { problem: /^I1[0-6]/, loinc: ['85354-9'] }, // hypertension: blood pressure
  { problem: /^N18/, loinc: ['98979-8', '62238-1', '48642-3', '33914-3', '2160-0'] }, // CKD: eGFR, else creatinine
  { problem: /^E78/, loinc: ['13457-7', '18262-6', '2089-1'] }, // lipids: LDL cholesterol
  { problem: /^E0[0-7]/, loinc: ['3016-3', '11580-8'] }, // thyroid: TSH
  { problem: /^I50/, loinc: ['33762-6', '29463-7'] }, // heart failure: NT-proBNP, else weight
  { problem: /^(D50|D64|D5[1-3])/, loinc: ['718-7'] }, // anaemia: haemoglobin
  { problem: /^E66/, loinc: ['39156-5', '29463-7'] }, // obesity: BMI, else weight
]

/** The few series worth a plot beside this patient: what their active problems are followed by, else the most abnormal. */
export function keyTrends(chart: Pick<ChartView, 'problems' | 'results' | 'vitals'>, most = 2): Series[] {
  const plottable = [...chart.results, ...chart.vitals].filter(
    ({ readings }) => readings.filter(({ value }) => value !== undefined).length >= 2,
  )
  const byCode = new Map(plottable.map((series) => [series.id, series]))
  const chosen: Series[] = []
  const active = chart.problems.filter(({ status }) => status === 'active')
  for (const { problem, loinc } of followedBy) {
    if (!active.some(({ code }) => code && problem.test(code))) continue
    const series = loinc.map((code) => byCode.get(code)).find((found) => found !== undefined)
    if (series && !chosen.includes(series)) chosen.push(series)
  }
  for (const series of plottable) if (series.readings[0]?.flag && series.readings[0].flag !== 'N') chosen.push(series)
  return [...new Set(chosen)].slice(0, most)
}

export const isAbnormal = (flag: ResultFlag | undefined): flag is Exclude<ResultFlag, 'N'> =>
  flag !== undefined && flag !== 'N'

/**
 * The change from the reading before, in the series' own decimals: `+0.3`, `−1.6`, `no change`. Nothing where either
 * is not a number or it is a pair such as blood pressure.
 */
export function changeText(latest: Reading | undefined, before: Reading | undefined): string | undefined {
  if (latest?.value === undefined || before?.value === undefined || latest.second !== undefined) return undefined
  const decimals = Math.max(...[latest, before].map(({ text }) => text.split('.')[1]?.match(/^\d+/)?.[0].length ?? 0))
  const change = Number((latest.value - before.value).toFixed(decimals))
  if (change === 0) return 'no change'
  return `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(decimals)}`
}

/** The reference without its unit, which stands beside the value already. */
export const referenceOf = ({ reference, unit }: Pick<Series, 'reference' | 'unit'>): string | undefined =>
  reference && unit && reference.endsWith(` ${unit}`) ? reference.slice(0, -unit.length - 1) : reference

/** Readings for plotting, oldest first, those with a number only. */
export const plotted = (series: Series): Reading[] =>
  series.readings.filter(({ value }) => value !== undefined).reverse()
