import { type Day, shortDate } from './calendar.js'
import { age, type Chart } from './chart.js'
import type { Change } from './regimen.js'
import type { Value } from './result.js'
import type { VisitFacts } from './visit-facts.js'
import { lowerFirst } from './wording.js'

const shown = (value: Value): string =>
  `${value.value.toFixed(value.test.decimals)} ${value.test.unit === '{INR}' ? '' : value.test.unit}`.trim()

/** What was prescribed, changed or stopped. */
export function changeText(change: Change): string {
  const { medicine, before } = change
  if (change.kind === 'stop') return `Stop ${lowerFirst(medicine.text)}.`
  if (change.kind === 'start') return `Start ${lowerFirst(medicine.text)}, ${medicine.sig}.`
  const name = (text: string): string => text.split(/ \d| \(/)[0] as string
  if (before && name(before.text) === name(medicine.text))
    return `Change ${lowerFirst(name(medicine.text))} to ${medicine.sig}${medicine.text === before.text ? '' : ` (${lowerFirst(medicine.text)})`}.`
  return `Change ${lowerFirst(before?.text ?? '')} to ${lowerFirst(medicine.text)}, ${medicine.sig}.`
}

/** One line for each report: what is out of range, or that nothing is. */
export function resultLines(facts: VisitFacts, day: Day): string[] {
  return facts.results
    .filter((result) => result.values.length > 0 || result.words)
    .map((result) => {
      const name = result.panel.concept.text as string
      const when = facts.plan.day === day ? '' : ` ${shortDate(day)}`
      if (result.words) return `${name}${when}: ${lowerFirst(result.words)}.`
      if (result.values.length === 1) return `${name}${when} ${result.values.map(shown).join('')}.`
      const odd = result.values.filter(({ flag }) => flag && flag !== 'N')
      return odd.length === 0
        ? `${name}${when}: all within range.`
        : `${name}${when}: ${odd.map((value) => `${lowerFirst(value.test.concept.text as string)} ${shown(value)} (${value.flag})`).join(', ')}; the rest within range.`
    })
}

/** Screening an adult of that age and sex has coming: USPSTF A and B recommendations. */
export function screening(chart: Chart, day: Day): string | undefined {
  const old = age(chart, day)
  const { sex } = chart.person
  const options: string[] = []
  if (old >= 45 && old <= 75) options.push('Colorectal screening: stool test kit given, colonoscopy when positive.')
  if (sex === 'female' && old >= 40 && old <= 74) options.push('Mammogram every two years; referral placed.')
  if (sex === 'female' && old >= 21 && old <= 65) options.push('Cervical screening up to date.')
  if (old >= 65 && sex === 'female') options.push('Bone density discussed.')
  if (old >= 50 && old <= 80 && chart.person.smoking === 'current') options.push('Low-dose CT lung screening offered.')
  if (old >= 65) options.push('Falls: none this year. Advance care planning offered.')
  return options.length > 0 ? options[day % options.length] : undefined
}
