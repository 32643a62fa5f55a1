import type { FollowUpData, TaskData } from '../../../../shared/domain/chip/task.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { one } from '../../store/statement.js'
import type { Context } from '../context.js'
import { type Assignee, assigneeOf, newTask } from '../task-new.js'
import { nothing, type Outcome, type Signing } from './part.js'

/** Work for a colleague or a team. Nothing where nobody here knows them: that is found before signing. */
export function taskParts({ context, who, at, patient }: Signing, id: LocalId, data: TaskData): Outcome {
  const to = assigneeOf(context, data.to as LocalId)
  if (!to) return nothing
  const { text, due, priority = 'routine' } = data
  return {
    parts: [{ id, resource: newTask(context, who, at, { patient, kind: 'follow-up', text, to, due, priority }) }],
    changes: [],
  }
}

/** The patient comes back: the front desk books it. */
export function followUpParts({ context, who, at, patient }: Signing, id: LocalId, data: FollowUpData): Outcome {
  const to = frontDesk(context) ?? { id: who.id, name: who.name, team: false }
  const text = `Book a visit ${data.when} with ${who.name}${data.reason ? `: ${data.reason}` : ''}`
  const task = newTask(context, who, at, { patient, kind: 'front-desk', text, to, due: data.due, priority: 'routine' })
  return { parts: [{ id, resource: task }], changes: [] }
}

function frontDesk(context: Context): Assignee | undefined {
  const team = one<{ id: LocalId; name: string }>(
    context.store.db,
    `SELECT id, name FROM care_team WHERE kind = 'front-desk' ORDER BY name LIMIT 1`,
  )
  return team && { ...team, team: true }
}
