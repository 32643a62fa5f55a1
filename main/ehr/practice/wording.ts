import type { Day } from './calendar.js'
import { age, type Chart, type HeldProblem } from './chart.js'

const months = (chart: Chart, day: Day): number => Math.floor((day - chart.person.birth) / 30.44)

/** `47-year-old woman`, `8-year-old boy`, `6-month-old girl`. */
export function whoIs(chart: Chart, day: Day): string {
  const { sex } = chart.person
  const old = age(chart, day)
  if (old >= 18) return `${old}-year-old ${sex === 'female' ? 'woman' : 'man'}`
  const child = sex === 'female' ? 'girl' : 'boy'
  if (old >= 2) return `${old}-year-old ${child}`
  const m = months(chart, day)
  return m < 2
    ? `${Math.max(1, Math.floor((day - chart.person.birth) / 7))}-week-old ${child}`
    : `${m}-month-old ${child}`
}

/** Without its capital, unless it is an abbreviation. */
export const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
/** `a, b and c`. */
export const sentenceList = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

/** Problems that are said otherwise inside a sentence than on the list. */
const spoken: Readonly<Record<string, string>> = {
  smoking: 'cigarette smoking',
  cirrhosis: 'alcohol-related cirrhosis',
  asthma: 'mild persistent asthma',
  childAsthma: 'mild intermittent asthma',
  gerd: 'acid reflux',
  depression: 'recurrent depression',
  adhd: 'ADHD',
  carpalTunnel: 'carpal tunnel syndrome of the right hand',
  backPain: 'chronic low back pain',
  rotatorCuff: 'a rotator cuff disorder of the right shoulder',
  contraception: 'oral contraception',
  iud: 'an intrauterine device',
  refractive: 'short sight',
  foodAllergy: 'peanut allergy',
  breastCancerHistory: 'a history of breast cancer',
  stroke: 'a previous TIA',
  bph: 'an enlarged prostate',
  hipArthritis: 'osteoarthritis of the right hip',
}

export const problemInText = (held: HeldProblem): string => {
  const said = spoken[held.problem.key]
  if (said) return said
  const text = held.concept.text as string
  return /^(COPD|CKD|Alzheimer)/.test(text) ? text : lowerFirst(text)
}

/** Weeks of pregnancy: found at about five weeks. */
export const pregnancyWeeks = (held: HeldProblem, day: Day): number => 5 + Math.floor((day - held.onset) / 7)

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
