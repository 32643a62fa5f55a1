import type { ScheduleRow } from '../../../shared/contract/views/schedule.js'
import { openChart, openDesk, sayStep, sendFor, takeBack, toastRefusal } from '../../data/index.js'
import { type Step, steps } from '../../data/visit.js'

/** Two presses within this time were one, milliseconds: the second is not for the step that has taken the first's place. */
const doublePress = 400
let last: { visit: string; at: number } | null = null

/** Takes a visit one step further and says so, with an undo. Checking in and rooms ask more, beside the list. */
export async function take(step: Step, visit: ScheduleRow): Promise<void> {
  if (step === 'check-in') return openDesk({ kind: 'check-in', visit })
  if (step === 'room') return openDesk({ kind: 'room', visit })
  if (last?.visit === visit.id && performance.now() - last.at < doublePress) return
  last = { visit: visit.id, at: performance.now() }
  if (step === 'undo') return takeBack(visit)
  const result = await sendFor(`visit.${step}`, { patient: visit.patient.id, appointment: visit.id })
  if (!result.ok) return toastRefusal(result.refusal)
  sayStep(`${visit.patient.name} ${steps[step].done}`, visit)
  if (step === 'start') openChart(visit.patient.id)
}
