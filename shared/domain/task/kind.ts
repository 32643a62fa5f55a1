import type { Permission } from '../role.js'

/** Codes of `https://rounds.example/fhir/task-kind`: the kinds of work in the shared inbox. */
export const taskKinds = [
  'result-review',
  'unmatched-result',
  'co-review',
  'tell-patient',
  'patient-message',
  'refill-request',
  'sign-note',
  'cosign-note',
  'document',
  'loop-overdue',
  'referral',
  'follow-up',
  'call',
  'mention',
  'front-desk',
  'draw-problem',
] as const
export type TaskKind = (typeof taskKinds)[number]

export const isTaskKind = (kind: string): kind is TaskKind => taskKinds.includes(kind as TaskKind)

interface KindWords {
  /** One of it, as the EHR's Task names it. */
  one: string
  /** Many of it, over a list. */
  many: string
  /** What finishing one says on its button. */
  complete: string
  /** The heading over what the chart says to it. */
  matters: string
  /** What finishing one asks of a person's role. */
  permission: Permission
}

/** What each kind of work is called, and who may finish it. */
export const kindOf: Record<TaskKind, KindWords> = {
  'result-review': {
    one: 'Result to review',
    many: 'Results',
    complete: 'Reviewed',
    matters: 'Matters for this result',
    permission: 'result.review',
  },
  'unmatched-result': {
    one: 'Result held: whose is it',
    many: 'Held results',
    complete: 'Decided',
    matters: 'From the chart',
    permission: 'identity.decide',
  },
  'co-review': {
    one: 'Review to look at again',
    many: 'To co-review',
    complete: 'Agreed',
    matters: 'Matters for this result',
    permission: 'result.co-review',
  },
  'tell-patient': {
    one: 'Tell the patient',
    many: 'To tell patients',
    complete: 'Told',
    matters: 'Matters for this result',
    permission: 'message.patient',
  },
  'patient-message': {
    one: 'Patient message',
    many: 'Patient messages',
    complete: 'Done',
    matters: 'Matters for this message',
    permission: 'task.work',
  },
  'refill-request': {
    one: 'Refill request',
    many: 'Refills',
    complete: 'Handled',
    matters: 'Matters for this refill',
    permission: 'task.work',
  },
  'sign-note': {
    one: 'Note to sign',
    many: 'To sign',
    complete: 'Done',
    matters: 'From the chart',
    permission: 'note.sign',
  },
  'cosign-note': {
    one: 'Note to co-sign',
    many: 'To co-sign',
    complete: 'Done',
    matters: 'From the chart',
    permission: 'note.sign',
  },
  document: {
    one: 'Document to read',
    many: 'Documents',
    complete: 'Read',
    matters: 'Matters for this document',
    permission: 'task.work',
  },
  'loop-overdue': {
    one: 'Order without an answer',
    many: 'Never came back',
    complete: 'Settled',
    matters: 'Matters for this order',
    permission: 'task.work',
  },
  referral: {
    one: 'Referral',
    many: 'Referrals',
    complete: 'Done',
    matters: 'Matters for this referral',
    permission: 'task.work',
  },
  'follow-up': {
    one: 'Follow-up',
    many: 'Follow-ups',
    complete: 'Closed',
    matters: 'Matters for this follow-up',
    permission: 'task.work',
  },
  call: { one: 'Call', many: 'Calls', complete: 'Called', matters: 'Matters for this call', permission: 'task.work' },
  mention: {
    one: 'Mention',
    many: 'Mentions',
    complete: 'Read',
    matters: 'From the chart',
    permission: 'task.work',
  },
  'front-desk': {
    one: 'Front desk',
    many: 'Front desk',
    complete: 'Done',
    matters: 'From the chart',
    permission: 'task.work',
  },
  'draw-problem': {
    one: 'Draw problem',
    many: 'Draw problems',
    complete: 'Resolved',
    matters: 'Matters for this draw',
    permission: 'task.work',
  },
}

/**
 * Kinds of which several may be finished by one key. A result, a message, a refill, a signature or a held result is read
 * one at a time, in its own way; so is a call to a patient, who was reached or not.
 */
export const togetherKinds: ReadonlySet<TaskKind> = new Set([
  'referral',
  'follow-up',
  'call',
  'mention',
  'front-desk',
  'draw-problem',
])
