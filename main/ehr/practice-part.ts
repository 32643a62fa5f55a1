import { Calendar } from './practice/calendar.js'
import { type Clinic, chartOf, generateToday } from './practice/clinic.js'
import { staff } from './practice/staff.js'
import { type Batch, batchOf, type Loadable } from './store/batch.js'

/** Small enough to share out between threads, large enough to be worth a message. */
const PATIENTS_IN_PART = 40

/** The practice itself, then the patients some at a time, then what goes on today. */
export const partCount = ({ patients }: Clinic): number => Math.ceil(patients / PATIENTS_IN_PART) + 2

/** Part `number` (from 0) of a practice clinic, the same whichever thread makes it. */
export function practicePart(clinic: Clinic, number: number): Batch {
  return batchOf(resourcesOf(clinic, number))
}

function* resourcesOf(clinic: Clinic, number: number): Generator<Loadable> {
  if (number === 0) yield* staff()
  else if (number === partCount(clinic) - 1) yield* generateToday(clinic)
  else {
    const calendar = new Calendar(clinic.now)
    const first = (number - 1) * PATIENTS_IN_PART + 1
    const last = Math.min(clinic.patients, first + PATIENTS_IN_PART - 1)
    for (let n = first; n <= last; n++) yield* chartOf(clinic.seed, n, calendar).out
  }
}
