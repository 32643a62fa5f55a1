import type { TaskKind } from '../../../shared/contract/views/task.js'

/** What completing says on its button. */
export const completeWords: Record<TaskKind, string> = {
  'result-review': 'Reviewed',
  'patient-message': 'Done',
  'refill-request': 'Handled',
  'sign-note': 'Done',
  'cosign-note': 'Done',
  'follow-up': 'Closed',
  call: 'Called',
  referral: 'Done',
  'front-desk': 'Done',
  'draw-problem': 'Resolved',
}

/** The heading over what the chart says to this kind of work. */
export const mattersWords: Record<TaskKind, string> = {
  'result-review': 'Matters for this result',
  'patient-message': 'Matters for this message',
  'refill-request': 'Matters for this refill',
  'sign-note': 'From the chart',
  'cosign-note': 'From the chart',
  'follow-up': 'Matters for this follow-up',
  call: 'Matters for this call',
  referral: 'Matters for this referral',
  'front-desk': 'From the chart',
  'draw-problem': 'Matters for this draw',
}
