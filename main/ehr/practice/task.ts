import type { CodeableConcept, Reference, Task } from '@medplum/fhirtypes'
import type { Day } from './calendar.js'
import { type Chart, nextId } from './chart.js'
import { ours } from './coding.js'
import { meta } from './meta.js'
import { practitioner } from './staff.js'

export type TaskKind =
  | 'result-review'
  | 'patient-message'
  | 'refill-request'
  | 'sign-note'
  | 'cosign-note'
  | 'follow-up'
  | 'call'
  | 'referral'
  | 'front-desk'
  | 'draw-problem'

const kinds: Record<TaskKind, CodeableConcept> = {
  'result-review': ours('task-kind', 'result-review', 'Result to review'),
  'patient-message': ours('task-kind', 'patient-message', 'Patient message'),
  'refill-request': ours('task-kind', 'refill-request', 'Refill request'),
  'sign-note': ours('task-kind', 'sign-note', 'Note to sign'),
  'cosign-note': ours('task-kind', 'cosign-note', 'Note to co-sign'),
  'follow-up': ours('task-kind', 'follow-up', 'Follow-up'),
  call: ours('task-kind', 'call', 'Call'),
  referral: ours('task-kind', 'referral', 'Referral'),
  'front-desk': ours('task-kind', 'front-desk', 'Front desk'),
  'draw-problem': ours('task-kind', 'draw-problem', 'Draw problem'),
}

export interface TaskOf {
  kind: TaskKind
  /** A Practitioner or a CareTeam. */
  owner: Reference<never>
  text: string
  focus?: Reference<never> | undefined
  priority?: 'routine' | 'urgent' | 'asap' | 'stat'
  /** When it was made; minutes may lie before midnight. */
  authored: readonly [Day, number]
  due?: readonly [Day, number] | undefined
  requester?: Reference<never> | undefined
  note?: string | undefined
  statusReason?: string | undefined
}

/** Writes one piece of work, open and unclaimed. */
export function assign(chart: Chart, of: TaskOf): Task {
  const { calendar, subject, out } = chart
  const authored = calendar.at(of.authored[0], of.authored[1])
  const task: Task = {
    resourceType: 'Task',
    id: nextId(chart, 't'),
    meta: meta(calendar.stamp(of.authored[0], of.authored[1], 13)),
    status: 'requested',
    ...(of.statusReason && { statusReason: { text: of.statusReason } }),
    intent: 'order',
    priority: of.priority ?? 'routine',
    code: kinds[of.kind],
    description: of.text,
    ...(of.focus && { focus: of.focus }),
    for: subject,
    authoredOn: authored,
    lastModified: authored,
    ...(of.requester && { requester: of.requester }),
    owner: of.owner,
    ...(of.note && { note: [{ text: of.note }] }),
    ...(of.due && { restriction: { period: { end: calendar.at(of.due[0], of.due[1]) } } }),
  }
  out.push(task)
  return task
}

export const to = (id: string): Reference<never> => practitioner(id)
