import type { ScheduleRow } from '../../../shared/contract/views/schedule.js'
import { openChart, openDesk, sendFor, toast, toastRefusal } from '../../data/index.js'
import { noteStep, type Step, steps } from '../../data/visit.js'

const undo = (visit: ScheduleRow) => () => {
  void sendFor('visit.undo', { patient: visit.patient.id, appointment: visit.id }).then((result) => {
    if (!result.ok) toastRefusal(result.refusal)
    else {
      noteStep(visit.id, -1)
      toast(`${visit.patient.name}: taken back`)
    }
  })
}

/** Takes a visit one step further and says so, with an undo. Checking in and rooms ask more, beside the list. */
export async function take(step: Step, visit: ScheduleRow): Promise<void> {
  if (step === 'check-in') return openDesk({ kind: 'check-in', visit })
  if (step === 'room') return openDesk({ kind: 'room', visit })
  const result = await sendFor(`visit.${step}`, { patient: visit.patient.id, appointment: visit.id })
  if (!result.ok) return toastRefusal(result.refusal)
  noteStep(visit.id, step === 'undo' ? -1 : 1)
  if (step === 'undo') return toast(`${visit.patient.name} ${steps.undo.done}`)
  toast(`${visit.patient.name} ${steps[step].done}`, { undo: undo(visit) })
  if (step === 'start') openChart(visit.patient.id)
}
