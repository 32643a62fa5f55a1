import type { TaskView } from '../../../../shared/contract/views/task.js'

/** Why a document, a note, an order or a prescription a task names is not shown; `unsaid` where the chart is here and does not have it. */
export function notHere(what: string, held: TaskView['context']['held'], unsaid = ''): string {
  if (held === 'loading') return `The chart is on its way from the EHR: the ${what} is not here yet.`
  if (held === 'held') return unsaid
  return `The chart is not on this workstation, so the ${what} is not either. Open it to fetch it.`
}
