/** The kinds of work the practice clinic's server makes, and how it names each: codes of `https://rounds.example/fhir/task-kind`. */
export const taskKindNames = {
  'result-review': 'Result to review',
  'unmatched-result': 'Result held: whose is it',
  'tell-patient': 'Tell the patient',
  'co-review': 'Review to look at again',
  'patient-message': 'Patient message',
  'refill-request': 'Refill request',
  'sign-note': 'Note to sign',
  'cosign-note': 'Note to co-sign',
  document: 'Document to read',
  'loop-overdue': 'Order without an answer',
  referral: 'Referral',
  'follow-up': 'Follow-up',
  call: 'Call',
  mention: 'Mention',
  'front-desk': 'Front desk',
  'draw-problem': 'Draw problem',
} as const
export type TaskKind = keyof typeof taskKindNames
