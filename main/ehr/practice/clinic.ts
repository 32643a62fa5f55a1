import type { Resource } from '@medplum/fhirtypes'
import { Calendar } from './calendar.js'
import { cast } from './cast/index.js'
import { playStory } from './cast/story.js'
import type { Chart } from './chart.js'
import { today } from './day/today.js'
import { history } from './history.js'
import { ordinaryPerson } from './person.js'
import { staff } from './staff.js'

export interface Clinic {
  seed: number
  /** How many patients, 1 to 500,000; the first are the cast. */
  patients: number
  /** The moment the clinic is made for: histories end before that local day, today is laid around it. */
  now: Date | string
}

/** The chart of patient `n` (counted from 1) with its history up to a week before `now`. */
export function chartOf(seed: number, n: number, calendar: Calendar): Chart {
  const story = cast[n - 1]
  return story ? playStory(seed, n, story, calendar) : history(seed, ordinaryPerson(seed, n, calendar.today), calendar)
}

/** Everything in one patient's history, the Patient first. The same (seed, n, day) gives the same bytes. */
export const generatePatient = (seed: number, n: number, now: Date | string): Resource[] =>
  chartOf(seed, n, new Calendar(now)).out

/** What goes on around `now`: bookings, visits under way, draws and inboxes. Every reference is to `generateClinic`'s. */
export function generateToday({ seed, patients, now }: Clinic): Resource[] {
  const calendar = new Calendar(now)
  return today(seed, patients, calendar, (n) => chartOf(seed, n, calendar))
}

/** The practice clinic, resource by resource: the practice, every patient's history, then what goes on today. */
export function* generateClinic(clinic: Clinic): Generator<Resource> {
  const { seed, patients, now } = clinic
  const calendar = new Calendar(now)
  yield* staff()
  for (let n = 1; n <= patients; n += 1) yield* chartOf(seed, n, calendar).out
  yield* generateToday(clinic)
}
