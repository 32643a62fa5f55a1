import type { Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import { kindOf, type TaskKind } from '../../../shared/domain/task/kind.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { one } from '../store/statement.js'
import { taskKindSystem } from '../store/task.js'
import type { Context } from './context.js'
import { practiceMark, referTo, referToStaff } from './fhir.js'
import { coreOf, nameOf } from './people.js'

/** A colleague or a team by their local id. */
export interface Assignee {
  id: LocalId
  name: string
  team: boolean
}

/** Who a task can be given to: a colleague or a team known here; undefined for anyone else. */
export function assigneeOf({ store }: Context, id: LocalId): Assignee | undefined {
  const team = one(store.db, 'SELECT 1 FROM care_team WHERE id = ?', id) !== undefined
  const name = nameOf(store, id)
  return name === undefined ? undefined : { id, name, team }
}

/** A task as someone here gives it to a colleague or a team. `due` is a day or an instant. */
export function newTask(
  context: Context,
  who: Staff,
  at: Instant,
  task: {
    patient?: LocalId | undefined
    kind: TaskKind
    text: string
    to: Assignee
    due?: string | undefined
    priority: NonNullable<Task['priority']>
  },
): Task {
  const { store } = context
  const { patient, kind, text, to, due, priority } = task
  return {
    resourceType: 'Task',
    ...practiceMark(context),
    status: 'requested',
    intent: 'order',
    priority,
    code: { coding: [{ system: taskKindSystem, code: kind, display: kindOf[kind].one }], text: kindOf[kind].one },
    description: text,
    ...(patient && { for: referTo(store, 'Patient', patient, coreOf(store, patient, context.clock.now()).name) }),
    authoredOn: at,
    lastModified: at,
    requester: referToStaff(store, who),
    owner: referTo(store, to.team ? 'CareTeam' : 'Practitioner', to.id, to.name),
    ...(due && { restriction: { period: { end: due } } }),
  }
}
