import type { Reference, Task } from '@medplum/fhirtypes'
import type { Day } from './calendar.js'
import { type Chart, nextId } from './chart.js'
import { ours } from './coding.js'
import { meta } from './meta.js'
import { practitioner } from './staff.js'
import { type TaskKind, taskKindNames } from './task-kind.js'

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
    code: ours('task-kind', of.kind, taskKindNames[of.kind]),
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
