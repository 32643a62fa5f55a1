import { type Day, workday } from './calendar.js'
import type { Person } from './person.js'

/** Months at which a child is due for the routine check (American Academy of Pediatrics, Bright Futures). */
export const checkMonths = [0.3, 2, 4, 6, 9, 12, 15, 18, 24, 30, 36] as const

/** The day this child comes for the check at an age in months; vaccines of that age are given then. */
export function checkDay(person: Person, month: number): Day {
  const late =
    month < 48 ? (person.n * 31 + Math.round(month) * 7) % 9 : 2 + ((person.n * 13 + Math.round(month) * 29) % 56)
  return workday(person.birth + Math.round(month * 30.4375) + late)
}
