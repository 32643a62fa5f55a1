import type { Day } from './calendar.js'
import { age, type Chart, encounterReference, type HeldProblem } from './chart.js'
import { type Block, recordNote } from './note.js'
import { changeText, resultLines, screening } from './note-lines.js'
import {
  annualStories,
  babyExams,
  babyStories,
  childExams,
  childPlans,
  childStories,
  earlyPregnancy,
  exams,
  newStories,
  teenStories,
  toddlerStories,
} from './note-phrases.js'
import { standing } from './standing.js'
import type { VisitFacts } from './visit-facts.js'
import { vitalsText } from './vitals.js'
import { capital, lowerFirst, pregnancyWeeks, problemInText, sentenceList, whoIs } from './wording.js'

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

/** What is said where a goal is missed and treatment stays for now. */
const waiting: Readonly<Record<string, string>> = {
  hypertension: 'Home readings for two weeks before any change, cuff size checked.',
  diabetes2: 'Missed doses and food gone over first; HbA1c again in three months.',
  diabetes1: 'Sensor download in two weeks before doses change.',
}

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
    if (held.problem.key === 'stroke' && isNew(held, day)) return 'TIA last week, recovered.'
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
  for (const held of facts.reviewed.slice(0, 2)) {
    const missed =
      /above goal/.test(standing(chart, held, day)) && !facts.changes.some((change) => change.reason === held.id)
    lines.push((missed && waiting[held.problem.key]) || random.pick(held.problem.plan))
  }
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
