import type { ScheduleRow } from '../../shared/contract/views/schedule.js'
import { sendFor } from './connection.js'
import { toast, toastRefusal } from './toasts.js'
import { noteStep } from './visit.js'

type Visit = Pick<ScheduleRow, 'id' | 'patient'>

/** Takes back the last step of a visit, and says so. */
export async function takeBack(visit: Visit): Promise<void> {
  const result = await sendFor('visit.undo', { patient: visit.patient.id, appointment: visit.id })
  if (!result.ok) return toastRefusal(result.refusal)
  noteStep(visit.id, -1)
  toast(`${visit.patient.name} is back one step`, { about: visit.id })
}

/** Says which step was taken, with its undo. Only the last step's undo is ever offered. */
export function sayStep(text: string, visit: Visit): void {
  noteStep(visit.id)
  toast(text, { about: visit.id, undo: () => void takeBack(visit) })
}
