import type { CodeableConcept, Reference, Resource } from '@medplum/fhirtypes'
import type { AllergyRow } from './allergy-row.js'
import { ageOn, type Calendar, type Day, dateText, yearsBetween } from './calendar.js'
import { reference } from './coding.js'
import type { AllergyGroup, Medicine } from './medicine.js'
import type { Person } from './person.js'
import type { Problem } from './problem.js'
import { Random } from './random.js'

/** A problem this patient has. */
export interface HeldProblem {
  problem: Problem
  /** The Condition's id. */
  id: string
  concept: CodeableConcept
  onset: Day
  /** As written: a year, a month or a day; older history is vaguer. */
  onsetText: string
  recorded: Day
  ladder: readonly (readonly string[])[]
  step: number
}

/** One prescription: a medicine at a dose, from a day to a day. */
export interface Course {
  /** The MedicationRequest's id. */
  id: string
  medicine: Medicine
  /** The Condition it is for. */
  reason?: Reference<never>
  start: Day
  minute: number
  stop?: Day
  stopReason?: string
  /** For an illness that passes: completed, not stopped, when it is over. */
  short?: boolean
  requester: string
  encounter?: string
}

/** Constants of the body that laboratory values follow from; those of disease are the untreated ones. */
export interface Body {
  /** eGFR today and what is lost in a year, mL/min/1.73 m². */
  gfr: number
  gfrLoss: number
  a1c: number
  ldl: number
  hdl: number
  triglycerides: number
  hemoglobin: number
  ferritin: number
  urate: number
  psa: number
  albuminuria: number
  thyroidNeed: number
  /** Share of body weight gained in a year. */
  drift: number
}

export interface Measured {
  day: Day
  value: number
}

/**
 * Letters of ids within a chart: allergy, booking, condition, document, encounter, immunization, communication, medicine,
 * observation, coverage, report, service request, task, provenance.
 */
export type IdKind = 'a' | 'b' | 'c' | 'd' | 'e' | 'i' | 'k' | 'm' | 'o' | 'q' | 'r' | 's' | 't' | 'v'
export const noIds = (): Record<IdKind, number> => ({
  a: 0,
  b: 0,
  c: 0,
  d: 0,
  e: 0,
  i: 0,
  k: 0,
  m: 0,
  o: 0,
  q: 0,
  r: 0,
  s: 0,
  t: 0,
  v: 0,
})

/** A patient's chart while it is being made. */
export interface Chart {
  seed: number
  person: Person
  calendar: Calendar
  random: Random
  subject: Reference<never>
  /** Patient since, and the last day the record can tell of: today, or when they died or left. */
  joined: Day
  end: Day
  allergies: readonly AllergyRow[]
  barred: ReadonlySet<AllergyGroup>
  /** Highest rank first. */
  problems: HeldProblem[]
  courses: Course[]
  body: Body
  /** Latest and the one before, by test; `sbp`, `dbp`, `weight` among them. */
  latest: Map<string, Measured>
  previous: Map<string, Measured>
  out: Resource[]
  /** How many of each kind of id were given out. */
  counts: Record<IdKind, number>
  /** Visits made so far, the latest last. */
  visits: { id: string; day: Day; minute: number; reason: string; practitioner: string; video: boolean }[]
}

/** The next id of a kind: `p17-c1`, `p17-c2`. */
export function nextId(chart: Chart, kind: IdKind): string {
  chart.counts[kind] += 1
  return `${chart.person.id}-${kind}${chart.counts[kind]}`
}

export const age = (chart: Chart, day: Day): number => ageOn(chart.person.birth, day)
export const years = (chart: Chart, day: Day): number => yearsBetween(chart.person.birth, day)

export const has = (chart: Chart, key: string, day: Day): boolean =>
  chart.problems.some((held) => held.problem.key === key && held.onset <= day)

export const heldProblem = (chart: Chart, key: string): HeldProblem | undefined =>
  chart.problems.find((held) => held.problem.key === key)

export const activeCourses = (chart: Chart, day: Day): Course[] =>
  chart.courses.filter((course) => course.start <= day && (course.stop === undefined || course.stop > day))

export const taking = (chart: Chart, cls: string, day: Day): boolean =>
  chart.courses.some(
    (course) => course.medicine.cls === cls && course.start <= day && (course.stop === undefined || course.stop > day),
  )

/** Remembers a measured value as the latest. */
export function remember(chart: Chart, key: string, day: Day, value: number): void {
  const before = chart.latest.get(key)
  if (before) chart.previous.set(key, before)
  chart.latest.set(key, { day, value })
}

/** A past date as people know it: the day within two years, the month within six, then the year. */
export function vagueDate(day: Day, today: Day): string {
  const text = dateText(day)
  return today - day < 730 ? text : today - day < 2190 ? text.slice(0, 7) : text.slice(0, 4)
}

export const encounterReference = (id: string): Reference<never> => reference('Encounter', id)

const HISTORY_STREAM = 5
export const historyRandom = (seed: number, n: number): Random => new Random(seed, n, HISTORY_STREAM)
