import type { ScheduleRow } from '../../../shared/contract/views/schedule.js'
import { openChart, openDesk, sayStep, sendFor, takeBack, toastRefusal } from '../../data/index.js'
import { secondPress } from '../../data/secondPress.js'
import { type Step, steps } from '../../data/visit.js'

const isSecondPress = secondPress()

/** Takes a visit one step further and says so, with an undo. Checking in and rooms ask more, beside the list. */
export async function take(step: Step, visit: ScheduleRow): Promise<void> {
  if (step === 'check-in') return openDesk({ kind: 'check-in', visit })
  if (step === 'room') return openDesk({ kind: 'room', visit })
  // The button of the next step, or of taking this one back, has come to where this one's was.
  if (isSecondPress(visit.id)) return
  if (step === 'undo') return takeBack(visit)
  const result = await sendFor(`visit.${step}`, { patient: visit.patient.id, appointment: visit.id })
  if (!result.ok) return toastRefusal(result.refusal)
  sayStep(`${visit.patient.name} ${steps[step].done}`, visit)
  if (step === 'start') openChart(visit.patient.id)
}
