import type { TaskKind } from '../../shared/contract/views/task.js'

/** The picture of each kind of work, the same on every screen. */
export const taskIcons = {
  'result-review': 'result',
  'patient-message': 'message',
  'refill-request': 'medicine',
  'sign-note': 'sign',
  'cosign-note': 'cosign',
  'follow-up': 'route',
  call: 'phone',
  referral: 'send',
  'front-desk': 'person',
  'draw-problem': 'draws',
} as const satisfies Record<TaskKind, string>
