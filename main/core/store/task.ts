import type { Task } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Projector } from './projector.js'
import { run } from './statement.js'
import { utc } from './utc.js'

export const taskKindSystem = 'https://rounds.example/fhir/task-kind'
/** Lowest is most pressing. */
export const priorities = ['stat', 'asap', 'urgent', 'routine'] as const

export interface TaskProjection {
  id: LocalId
  kind: string
  status: 'open' | 'claimed' | 'done' | 'cancelled'
  /** Index in `priorities`. */
  priority: number
  owner: LocalId | null
  patient: LocalId | null
  focus_type: string | null
  focus: LocalId | null
  text: string
  authored: string | null
  due: string | null
  done_at: string | null
}

const statuses: Record<string, TaskProjection['status']> = {
  requested: 'open',
  draft: 'open',
  received: 'open',
  ready: 'open',
  'on-hold': 'open',
  accepted: 'claimed',
  'in-progress': 'claimed',
  completed: 'done',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  failed: 'cancelled',
  'entered-in-error': 'cancelled',
}

export const taskProjector: Projector = {
  types: ['Task'],
  tables: ['task'],
  write(db, { id, patient, resource }, identity) {
    const task = resource as Task
    const coding = task.code?.coding ?? []
    const kind = coding.find(({ system }) => system === taskKindSystem)?.code ?? 'follow-up'
    const status = statuses[task.status ?? ''] ?? 'open'
    const focus = task.focus?.reference
    const done = status === 'done' || status === 'cancelled'
    const priority = priorities.indexOf(task.priority as 'stat')
    run(
      db,
      'INSERT OR REPLACE INTO task (id, kind, status, priority, owner, patient, focus_type, focus, text, authored, due, done_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      kind,
      status,
      priority < 0 ? priorities.length - 1 : priority,
      identity.resolve(task.owner?.reference) ?? null,
      patient ?? null,
      task.focus?.type ?? (focus && !focus.startsWith('urn:') ? (focus.split('/').at(-2) ?? null) : null),
      identity.resolve(focus) ?? null,
      task.description ?? task.code?.text ?? coding[0]?.display ?? kind,
      utc(task.authoredOn),
      utc(task.restriction?.period?.end),
      done ? (utc(task.executionPeriod?.end) ?? utc(task.lastModified) ?? utc(task.meta?.lastUpdated)) : null,
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM task WHERE id = ?', id)
  },
}
