import type { ScheduleRow } from '../../../shared/contract/views/schedule.js'
import { localDate } from '../../../shared/kernel/dates.js'
import { useLive } from '../../data/index.js'

/** The visit as it is now: someone else may have moved it on meanwhile. */
export function useVisit(visit: ScheduleRow): ScheduleRow {
  const day = useLive('schedule.day', { date: localDate(new Date(visit.start)) }).data
  return day?.rows.find((row) => row.id === visit.id) ?? visit
}
