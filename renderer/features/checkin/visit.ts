import type { ScheduleRow } from '../../../shared/contract/views/schedule.js'
import { localDate } from '../../../shared/kernel/dates.js'
import { sendFor, toast, toastRefusal, useLive } from '../../data/index.js'
import { noteStep } from '../../data/visit.js'

/** The visit as it is now: someone else may have moved it on meanwhile. */
export function useVisit(visit: ScheduleRow): ScheduleRow {
  const day = useLive('schedule.day', { date: localDate(new Date(visit.start)) }).data
  return day?.rows.find((row) => row.id === visit.id) ?? visit
}

/** Says what was done, with its undo. */
export function sayDone(text: string, visit: Pick<ScheduleRow, 'id' | 'patient'>): void {
  noteStep(visit.id)
  toast(text, {
    undo: () => {
      void sendFor('visit.undo', { patient: visit.patient.id, appointment: visit.id }).then((result) => {
        if (!result.ok) return toastRefusal(result.refusal)
        noteStep(visit.id, -1)
        toast(`${visit.patient.name}: taken back`)
      })
    },
  })
}
