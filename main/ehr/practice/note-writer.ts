import { type Day, shortDate } from './calendar.js'
import { age, type Chart, encounterReference, type HeldProblem } from './chart.js'
import { type Block, recordNote } from './note.js'
import type { Change } from './regimen.js'
import type { Value } from './result.js'
import type { VisitFacts } from './visit.js'
import { vitalsText } from './vitals.js'

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

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
const sentenceList = (items: readonly string[]): string =>
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

/** Not called stable: states and choices rather than diseases. */
const plain = new Set([
  'smoking',
  'contraception',
  'iud',
  'refractive',
  'foodAllergy',
  'breastCancerHistory',
  'stroke',
  'obesity',
])

const shown = (value: Value): string =>
  `${value.value.toFixed(value.test.decimals)} ${value.test.unit === '{INR}' ? '' : value.test.unit}`.trim()

/** Weeks of pregnancy: found at about five weeks. */
export const pregnancyWeeks = (held: HeldProblem, day: Day): number => 5 + Math.floor((day - held.onset) / 7)

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

const exams = [
  'Heart sounds normal, lungs clear, no ankle swelling.',
  'Comfortable at rest. Chest clear. No oedema.',
  'Looks well. Regular pulse, lungs clear, abdomen soft.',
  'Well perfused, lungs clear to the bases.',
]
const babyExams = [
  'Alert, follows faces. Fontanelle soft, hips stable, heart without murmur, red reflexes present.',
  'Content in the lap. Chest and ears clear, abdomen soft, good tone, hips stable.',
]
const newStories = [
  'Moved to the area this year; records requested.',
  'Previous doctor retired. Brought all bottles along.',
  'Recommended by a neighbour.',
]
const childExams = [
  'Alert and playful. Ears, throat and chest normal. Abdomen soft, gait normal.',
  'Growing along the same lines. Heart without murmur, lungs clear, teeth in order.',
  'Cheerful, good eye contact. Teeth clean, spine straight, skin clear.',
]
const earlyPregnancy = [
  'Nausea easing, tired in the evening, no bleeding or pain.',
  'Nausea gone, appetite back, no bleeding or pain.',
]
const toddlerStories = [
  'Eats a range of foods, sleeps through, no worries from home.',
  'Milestones as expected; parent has questions about screens and sleep.',
  'Picky with vegetables, otherwise thriving. Runs, climbs, new words every week.',
  'Active, one cold since the last visit.',
]
const childStories = [
  'School going well, sleeps nine hours, plays outside most days.',
  'Picky with vegetables, otherwise thriving. Reads at bedtime.',
  'Active, one cold since the last visit. Parent asks about screen time.',
]
const teenStories = [
  'School going well, football twice a week, friends. Seen partly alone; no worries about mood or safety.',
  'Sleeps late at weekends, eats at home. Seen partly alone; no smoking, no low mood.',
  'Seen partly alone. Feels fine about school, asks about skin and sport.',
]
const babyStories = [
  'Feeding well, wet nappies as expected, sleeps in four-hour stretches.',
  'Breast and bottle, gaining well, smiles.',
  'Started solids, rolls both ways, babbles.',
]
const annualStories = [
  'No new concerns. Exercises twice a week.',
  'Here for the yearly check, would like to go over medicines.',
  'Well over the year; sleep and mood fair.',
  'Has questions about screening. Eats mostly at home.',
]
const childPlans = [
  'Growth chart shown; next check at the usual age.',
  'Vaccines reviewed. Dental home, car seat, reading together.',
  'Safety, sleep and screens talked over.',
]

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

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const isNew = (held: HeldProblem, day: Day): boolean => held.onset >= day - 7
const pregnant = (facts: VisitFacts): HeldProblem | undefined =>
  facts.reviewed.find((held) => held.problem.key === 'pregnancy')

function opening(chart: Chart, facts: VisitFacts): string {
  const { day, kind } = facts.plan
  const expecting = pregnant(facts)
  const known = facts.reviewed.filter((held) => held !== expecting && !isNew(held, day)).slice(0, 3)
  const who = `${capital(whoIs(chart, day))}${expecting ? `, ${pregnancyWeeks(expecting, day)} weeks pregnant` : ''}${
    known.length > 0 ? ` with ${sentenceList(known.map(problemInText))}` : ''
  }`
  const reason = lowerFirst(facts.reason)
  if (kind === 'new') return `${who}, new to the practice.`
  if (kind === 'well-child') return `${capital(whoIs(chart, day))}, here for the routine check.`
  if (kind === 'annual') return `${who}, here for the annual visit.`
  if (known.some((held) => problemInText(held) === reason)) return `${who}, here for review.`
  return `${who}, seen for ${reason}.`
}

function subjective(chart: Chart, facts: VisitFacts): Block[] {
  const { random } = chart
  const { day, kind, acute, video } = facts.plan
  const child = age(chart, day) < 18
  const contact = chart.person.contact?.relationship
  const withWhom = child ? ` Here with ${contact === 'Father' ? 'father' : 'mother'}.` : ''
  const seen = video ? ' Seen by video at home, identity and location confirmed.' : ''
  if (acute) return [`${capital(whoIs(chart, day))}. ${random.pick(acute.story)}${withWhom}${seen}`]
  const stories = facts.reviewed
    .slice(0, kind === 'follow-up' ? 2 : 3)
    .filter((held) => !isNew(held, day) || held.problem.every === 0 || held === facts.reviewed[0])
    .map((held) =>
      isNew(held, day) && held.problem.onsetStory ? held.problem.onsetStory : random.pick(held.problem.story),
    )
  const expecting = pregnant(facts)
  if (expecting && pregnancyWeeks(expecting, day) < 18 && !isNew(expecting, day))
    stories[0] = random.pick(earlyPregnancy)
  if (kind === 'well-child') {
    const old = age(chart, day)
    stories.unshift(
      random.pick(old < 1 ? babyStories : old < 5 ? toddlerStories : old < 12 ? childStories : teenStories),
    )
  }
  if (kind === 'annual') stories.unshift(random.pick(annualStories))
  if (kind === 'new') stories.unshift(random.pick(newStories))
  return [`${opening(chart, facts)}${withWhom}${seen}`, stories.join(' ')].filter((text) => text !== '')
}

/** What is looked at follows from the gravest problem of the visit; else a general examination. */
function examination(chart: Chart, facts: VisitFacts): string {
  const { random } = chart
  const { day, acute } = facts.plan
  const expecting = pregnant(facts)
  if (expecting) {
    const weeks = pregnancyWeeks(expecting, day)
    if (weeks < 11) return 'Comfortable, abdomen soft. Dating ultrasound booked.'
    return `${weeks >= 20 ? `Fundal height ${weeks + random.int(-1, 1)} cm. ` : ''}Fetal heart ${random.int(136, 152)}/min by Doppler. No oedema.`
  }
  if (acute) return random.pick(acute.exam)
  const found = facts.reviewed.find((held) => held.problem.exam)?.problem.exam
  if (found && facts.plan.kind !== 'well-child') return random.pick(found)
  return random.pick(age(chart, day) < 1 ? babyExams : age(chart, day) < 18 ? childExams : exams)
}

function objective(chart: Chart, facts: VisitFacts): Block[] {
  const { day, video } = facts.plan
  const blocks: Block[] = []
  if (facts.vitals) blocks.push(vitalsText(facts.vitals, facts.weightBefore))
  blocks.push(
    video
      ? age(chart, day) < 4
        ? 'By video: alert, pink, playing, no fast breathing.'
        : 'By video: comfortable, speaks in full sentences, no distress.'
      : examination(chart, facts),
  )
  const lines = resultLines(facts, day).filter((line) => !/culture/i.test(line))
  if (lines.length > 0) blocks.push(lines)
  return blocks
}

function assessment(chart: Chart, facts: VisitFacts): Block[] {
  const { day, acute, kind } = facts.plan
  if (acute) return [`${acute.concept.text}.`]
  const lines = facts.reviewed.slice(0, 4).map((held) => {
    if (held.problem.key === 'pregnancy') return `Pregnancy of ${pregnancyWeeks(held, day)} weeks, going well.`
    const figures = standing(chart, held, day)
    const text = held.concept.text as string
    return isNew(held, day)
      ? `${text}, new${figures ? `: ${figures}` : ''}.`
      : `${text}${figures ? `: ${figures}.` : plain.has(held.problem.key) ? '.' : ', stable.'}`
  })
  if (kind === 'well-child') lines.unshift(`Healthy ${whoIs(chart, day)}, growing well.`)
  if (kind === 'annual' && lines.length === 0) lines.push('Healthy adult.')
  return lines.length === 1 ? [lines[0] as string] : lines.length === 0 ? ['Well.'] : [lines]
}

function plan(chart: Chart, facts: VisitFacts): Block[] {
  const { random } = chart
  const { day, acute, kind } = facts.plan
  const lines: string[] = []
  if (acute) {
    if (facts.given) lines.push(`${facts.given.medicine.text}, ${facts.given.medicine.sig}.`)
    lines.push(random.pick(acute.plan))
    if (chart.allergies.some((row) => row.category === 'medication'))
      lines.push(
        `Allergies checked: ${sentenceList(chart.allergies.filter((row) => row.category === 'medication').map((row) => row.text.toLowerCase()))}.`,
      )
    return [lines]
  }
  for (const change of facts.changes) lines.push(changeText(change))
  for (const held of facts.reviewed.slice(0, 2)) lines.push(random.pick(held.problem.plan))
  if (kind === 'annual') {
    const due = screening(chart, day)
    if (due) lines.push(due)
  }
  if (kind === 'well-child') lines.push(random.pick(childPlans))
  if (
    kind !== 'new' &&
    facts.changes.length === 0 &&
    facts.reviewed.some((held) => (held.ladder[held.step]?.length ?? 0) > 0)
  )
    lines.push('Medicines unchanged, refills as needed.')
  if (facts.ordered) lines.push(facts.ordered)
  const every = facts.reviewed.find((held) => held.problem.every > 0)?.problem.every
  if (kind !== 'well-child')
    lines.push(
      facts.changes.length > 0
        ? 'Review in 4 to 6 weeks.'
        : every
          ? `Back in ${every === 1 ? 'four weeks' : every === 12 ? 'a year' : `${every} months`}.`
          : 'Back in a year, sooner if needed.',
    )
  return [lines]
}

/** Writes the note of a visit from what happened at it. Returns the DocumentReference's id. */
export function writeNote(chart: Chart, facts: VisitFacts, rest: { signed?: boolean; saved?: number } = {}): string {
  const { day, minute, kind } = facts.plan
  return recordNote(chart, {
    title: facts.reason,
    sections: {
      subjective: subjective(chart, facts),
      objective: objective(chart, facts),
      assessment: assessment(chart, facts),
      plan: plan(chart, facts),
    },
    encounter: encounterReference(facts.id),
    author: facts.practitioner,
    day,
    start: minute,
    saved: rest.saved ?? minute + (kind === 'annual' || kind === 'new' ? 55 : 35),
    signed: rest.signed ?? true,
  })
}
