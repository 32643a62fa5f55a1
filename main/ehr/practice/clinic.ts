import type { Resource } from '@medplum/fhirtypes'
import { Calendar } from './calendar.js'
import { cast } from './cast/index.js'
import { playStory } from './cast/story.js'
import type { Chart } from './chart.js'
import { today } from './day/today.js'
import { history, rosterEntry } from './history.js'
import { FIRST_ORDINARY } from './mrn.js'
import { ordinaryPerson } from './person.js'
import { routingPlan } from './routing.js'
import { staff } from './staff.js'

export interface Clinic {
  seed: number
  /** How many patients, 1 to 500,000; the first are the cast. */
  patients: number
  /** The moment the clinic is made for: histories end before that local day, today is laid around it. */
  now: Date | string
  /** Where the clinic is, this computer's time zone when not given. */
  zone?: string
}

const calendarOf = ({ now, zone }: Pick<Clinic, 'now' | 'zone'>): Calendar => new Calendar(now, zone)

/** The chart of patient `n` (counted from 1) with its history up to a week before `now`. */
export function chartOf(seed: number, n: number, calendar: Calendar): Chart {
  const story = cast[n - 1]
  return story ? playStory(seed, n, story, calendar) : history(seed, ordinaryPerson(seed, n, calendar.today), calendar)
}

/** Everything in one patient's history, the Patient first. The same (seed, n, day) gives the same bytes. */
export const generatePatient = (seed: number, n: number, now: Date | string): Resource[] =>
  chartOf(seed, n, new Calendar(now)).out

const afterPatient = (chart: Chart): Resource[] => chart.out.slice(1)

/** All of one patient's history but the Patient, to stand beside what `generateRoster` made. */
export const generateChart = (clinic: Clinic, n: number): Resource[] =>
  afterPatient(chartOf(clinic.seed, n, calendarOf(clinic)))

/** What goes on around `now`: bookings, visits under way, draws and inboxes. Every reference is to `generateClinic`'s. */
export function generateToday({ seed, patients, ...when }: Clinic): Resource[] {
  const calendar = calendarOf(when)
  return today(seed, patients, calendar, (n) => chartOf(seed, n, calendar))
}

/** The histories of the patients numbered `from` to `to`, the cast's and others'. */
export function* generateHistories(clinic: Clinic, from: number, to: number): Generator<Resource> {
  const calendar = calendarOf(clinic)
  for (let n = from; n <= to; n += 1) yield* chartOf(clinic.seed, n, calendar).out
}

/** The same patients without their histories, but for the cast, whose stories are always whole. */
export function* generateRoster(clinic: Clinic, from: number, to: number): Generator<Resource> {
  const { seed } = clinic
  const calendar = calendarOf(clinic)
  for (let n = from; n <= to; n += 1) {
    if (n < FIRST_ORDINARY) yield* chartOf(seed, n, calendar).out
    else yield rosterEntry(seed, ordinaryPerson(seed, n, calendar.today), calendar)
  }
}

/** What goes on today, and before it the histories of everybody it speaks of, to stand beside the roster. */
export function* generateTodayWithCharts(clinic: Clinic): Generator<Resource> {
  const work = generateToday(clinic)
  const calendar = calendarOf(clinic)
  const spokenOf = new Set(work.map(({ id }) => patientNumber(id ?? '')))
  for (const n of spokenOf) {
    if (n !== undefined && n >= FIRST_ORDINARY) yield* afterPatient(chartOf(clinic.seed, n, calendar))
  }
  yield* work
}

/** The practice itself, with who is away that day and who gets what arrives. */
export function practiceStaff(clinic: Clinic): Resource[] {
  const calendar = calendarOf(clinic)
  return [...staff(calendar), routingPlan(calendar)]
}

/** The number of the patient whose id, or the id of whose chart's resource, this is: `p17`, `p17-c2`. */
export function patientNumber(id: string): number | undefined {
  const digits = /^p([1-9]\d{0,6})(?:-[a-z]\d+)?$/.exec(id)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The practice clinic, resource by resource: the practice, every patient's history, then what goes on today. */
export function* generateClinic(clinic: Clinic): Generator<Resource> {
  yield* practiceStaff(clinic)
  yield* generateHistories(clinic, 1, clinic.patients)
  yield* generateToday(clinic)
}
