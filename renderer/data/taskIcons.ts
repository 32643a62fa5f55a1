import type { TaskKind } from '../../shared/domain/task/kind.js'

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
  'unmatched-result': 'identity',
  'tell-patient': 'mail',
  'co-review': 'cosign',
  document: 'note',
  'loop-overdue': 'wait',
  mention: 'hand',
} as const satisfies Record<TaskKind, string>
