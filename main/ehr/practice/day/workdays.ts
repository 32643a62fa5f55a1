import { type Day, weekday } from '../calendar.js'

/** The last day the practice was open before today. */
export function lastWorkday(today: Day, back = 1): Day {
  let day = today - back
  while (weekday(day) === 0 || weekday(day) === 6) day -= 1
  return day
}
