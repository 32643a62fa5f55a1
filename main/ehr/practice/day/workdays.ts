import { type Day, workdayBefore } from '../calendar.js'

/** The last day the practice was open before today. */
export const lastWorkday = (today: Day, back = 1): Day => workdayBefore(today - back)
