import {
  type Clinic,
  generateHistories,
  generateRoster,
  generateToday,
  generateTodayWithCharts,
  practiceStaff,
} from './practice/index.js'
import { type Batch, batchOf, type Loadable } from './store/batch.js'

/** A practice clinic to write into a database. */
export interface PracticeClinic extends Clinic {
  /** Only the charts that today's work speaks of are written; each other one when it is asked for (`store/late-charts`). */
  late: boolean
}

/** Small enough to share out between threads, large enough to be worth a message: some thousand resources. */
const patientsInPart = ({ late }: PracticeClinic): number => (late ? 1500 : 40)

/** The practice itself, then the patients some at a time, then what goes on today. */
export const partCount = (clinic: PracticeClinic): number => Math.ceil(clinic.patients / patientsInPart(clinic)) + 2

/** Part `number` (from 0) of a practice clinic, the same whichever thread makes it. */
export function practicePart(clinic: PracticeClinic, number: number): Batch {
  return batchOf(resourcesOf(clinic, number))
}

function resourcesOf(clinic: PracticeClinic, number: number): Iterable<Loadable> {
  if (number === 0) return practiceStaff(clinic)
  if (number === partCount(clinic) - 1) return clinic.late ? generateTodayWithCharts(clinic) : generateToday(clinic)
  const from = (number - 1) * patientsInPart(clinic) + 1
  const to = Math.min(clinic.patients, from + patientsInPart(clinic) - 1)
  return clinic.late ? generateRoster(clinic, from, to) : generateHistories(clinic, from, to)
}
