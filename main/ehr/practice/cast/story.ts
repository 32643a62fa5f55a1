import type { CodeableConcept, Communication } from '@medplum/fhirtypes'
import type { AllergyRow } from '../allergy-row.js'
import { drawBody, settleBody } from '../body.js'
import { type Calendar, type Day, dateText, dayOf, workday } from '../calendar.js'
import { type Body, type Chart, historyRandom } from '../chart.js'
import { reference } from '../coding.js'
import { medicine } from '../formulary.js'
import { barredBy, emptyChart, openChart } from '../history.js'
import { recordImmunizations } from '../immunization.js'
import { lifeSigns } from '../life-signs.js'
import { message } from '../message.js'
import { mrnOf } from '../mrn.js'
import { recordNote, type Sections } from '../note.js'
import { writeNote } from '../note-writer.js'
import type { Person } from '../person.js'
import { medicationRequests } from '../prescription.js'
import { icd10Concept, problem } from '../problem.js'
import { addProblem } from '../problem-list.js'
import { startCourse } from '../regimen.js'
import { reportPanel } from '../result.js'
import { recordSmoking } from '../smoking.js'
import { visit } from '../visit.js'
import type { PlannedVisit, VisitFacts } from '../visit-facts.js'

/** A cast member as written down: everything is counted back in days from today, so the story is always fresh. */
export interface Story {
  person: Pick<Person, 'given' | 'family' | 'sex' | 'phone' | 'address' | 'primary'> &
    Partial<Omit<Person, 'n' | 'id' | 'mrn' | 'birth'>> & {
      age: number
      /** Month and date; for a baby, days since birth. */
      birthday: readonly [month: number, date: number] | { daysAgo: number }
    }
  /** Days since they joined the practice. */
  joined: number
  allergies?: readonly AllergyRow[]
  /** Whether anyone asked about allergies. */
  asked?: boolean
  body?: Partial<Body>
  problems?: readonly (readonly [key: string, ago: number, code?: string, text?: string])[]
  medicines?: readonly {
    key: string
    ago: number
    for?: string
    /** Days ago it was stopped, and why. */
    stopped?: number
    because?: string
    by?: string
  }[]
  visits?: readonly StoryVisit[]
  /** Tests that belong to no visit. */
  tests?: readonly StoryTest[]
  /** Threads: each line is who says it, days ago, minute, text. */
  messages?: readonly {
    topic: string
    lines: readonly (readonly [from: string, ago: number, minute: number, text: string])[]
  }[]
  vaccines?: boolean
  /** Whatever else belongs in this chart. */
  besides?: (chart: Chart) => void
}

export interface StoryTest {
  ago: number
  key: string
  by?: string
  fixed?: Readonly<Record<string, number>>
  words?: string
}

export interface StoryVisit extends Partial<Omit<PlannedVisit, 'day'>> {
  ago: number
  kind: PlannedVisit['kind']
  who: string
  /** A note written by hand; `true` writes one from the facts. */
  text?: Sections | ((facts: VisitFacts) => Sections) | true
}

const birthOf = (today: Day, age: number, [month, date]: readonly [number, number]): Day => {
  const year = Number(dateText(today).slice(0, 4))
  const passed = dateText(today).slice(5) >= dateText(dayOf(2001, month, date)).slice(5)
  return dayOf(year - age - (passed ? 0 : 1), month, date)
}

function storyPerson(seed: number, n: number, story: Story, today: Day): Person {
  const { birthday, age, ...rest } = story.person
  return {
    n,
    id: `p${n}`,
    mrn: mrnOf(seed, n),
    birth: 'daysAgo' in birthday ? today - birthday.daysAgo : birthOf(today, age, birthday),
    age,
    inactive: false,
    cover: 0.25 + n * 0.045,
    marital: age < 18 ? undefined : 'never-married',
    ...lifeSigns(seed, n, age),
    smoking: 'never',
    ...rest,
  }
}

function playTest(chart: Chart, test: StoryTest): void {
  const { today } = chart.calendar
  const day = Math.min(workday(today - test.ago), today - 1)
  reportPanel(chart, test.key, {
    orderedDay: Math.max(chart.joined, day - 5),
    orderedMinute: 640,
    day,
    minute: 545,
    turnaround: 330,
    requester: test.by ?? chart.person.primary,
    ...(test.fixed && { fixed: test.fixed }),
    ...(test.words && { words: test.words }),
  })
}

function playVisit(chart: Chart, told: StoryVisit): void {
  const { today } = chart.calendar
  const { ago, who, text, ...plan } = told
  const facts = visit(
    chart,
    {
      minute: 560,
      video: false,
      note: false,
      settled: true,
      tests: [],
      ...plan,
      day: Math.min(workday(today - ago), today - 1),
    },
    who,
  )
  if (text === true) writeNote(chart, facts)
  else if (text) {
    const { day, minute } = facts.plan
    recordNote(chart, {
      title: facts.reason,
      sections: typeof text === 'function' ? text(facts) : text,
      encounter: reference('Encounter', facts.id),
      author: who,
      day,
      start: minute,
      saved: minute + 38,
      signed: true,
    })
  }
}

/** Plays a story into a chart. */
export function playStory(seed: number, n: number, story: Story, calendar: Calendar): Chart {
  const { today } = calendar
  const person = storyPerson(seed, n, story, today)
  const random = historyRandom(seed, n)
  const chart = emptyChart(seed, person, calendar, random, today - story.joined, today)
  chart.allergies = story.allergies ?? []
  chart.barred = barredBy(chart)
  for (const [key, ago, code, text] of story.problems ?? []) {
    const what = problem(key)
    const concept: CodeableConcept = code ? icd10Concept(code, text ?? what.text) : what.concept
    addProblem(chart, what, today - ago, concept)
  }
  chart.problems.sort((a, b) => b.problem.rank - a.problem.rank)
  chart.body = drawBody(person, random)
  settleBody(chart, random)
  chart.body = { ...chart.body, ...story.body }
  for (const given of story.medicines ?? []) {
    const held = chart.problems.find(({ problem: { key } }) => key === given.for)
    startCourse(
      chart,
      medicine(given.key),
      Math.min(workday(today - given.ago), today - 1),
      640,
      given.by ?? person.primary,
      {
        ...(held && { reason: reference('Condition', held.id) }),
        ...(given.stopped !== undefined && {
          stop: today - given.stopped,
          stopReason: given.because ?? 'Dose changed',
        }),
      },
    )
  }
  openChart(chart, story.asked ?? true)
  const events = [
    ...(story.tests ?? []).map((test) => ({ ago: test.ago, play: () => playTest(chart, test) })),
    ...(story.visits ?? []).map((told) => ({ ago: told.ago, play: () => playVisit(chart, told) })),
  ]
  for (const { play } of events.sort((one, other) => other.ago - one.ago)) play()
  for (const { topic, lines } of story.messages ?? []) {
    let before: Communication | undefined
    for (const [from, ago, minute, text] of lines)
      before = message(chart, { topic, text, from, day: today - ago, minute, before })
  }
  story.besides?.(chart)
  if (story.vaccines !== false) recordImmunizations(chart, today - 8)
  recordSmoking(chart)
  chart.out.push(...medicationRequests(chart))
  return chart
}
