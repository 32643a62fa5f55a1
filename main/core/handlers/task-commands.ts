import type { Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import { isTaskKind, kindOf } from '../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import { one } from '../store/statement.js'
import type { TaskProjection } from '../store/task.js'
import type { CommandHandlers, Context } from './context.js'
import { referTo } from './fhir.js'
import { denied, nameOf } from './people.js'
import { assigneeOf, newTask } from './task-new.js'
import { finish, forgetTeam, giveBack, remark, takeOn } from './task-steps.js'

type Row = Pick<TaskProjection, 'status' | 'owner' | 'kind'>

/** Changes a task in a commit of its own, after asking whether it may be. */
function change(
  context: Context,
  id: LocalId,
  who: Staff,
  allowed: (row: Row) => Result<never> | undefined,
  edit: (task: Task) => void,
): Result<null> {
  const no = denied(who, 'task.work')
  if (no) return no
  const row = one<Row>(context.store.db, 'SELECT status, owner, kind FROM task WHERE id = ?', id)
  if (!row) return refuse('not-found', 'This task is not held on this workstation.')
  const refusal = allowed(row)
  if (refusal) return refusal
  context.store.commit({ who: who.id, at: context.at() }, (tx) => {
    tx.edit('Task', id, (task) => {
      edit(task)
      task.lastModified = context.at()
    })
  })
  context.sync.poke()
  return ok(null)
}

const isDone = ({ status }: Row): boolean => status === 'done' || status === 'cancelled'
const done = refuse('stale', 'This task is finished already.')

/** Someone else holds it: taking it over is a choice made by assigning, not by accident. */
function heldByOther(context: Context, { status, owner }: Row, who: Staff): Result<never> | undefined {
  if (status !== 'claimed' || owner === who.id) return undefined
  return refuse('conflict', `${nameOf(context.store, owner) ?? 'Someone else'} is working on this already.`)
}

export const taskCommands = {
  'task.claim': {
    run: (context, { task }, { who }) =>
      change(
        context,
        task,
        who,
        (row) => (isDone(row) ? done : heldByOther(context, row, who)),
        (resource) => {
          takeOn(context, resource, who)
          resource.status = 'in-progress'
          resource.executionPeriod = { start: context.at() }
        },
      ),
  },

  'task.release': {
    run(context, { task }, { who }) {
      const resource = context.store.read('Task', task)
      const fromTeam = resource !== undefined && giveBack(context, resource)
      return change(
        context,
        task,
        who,
        (row) => {
          if (isDone(row)) return done
          if (row.owner !== who.id) return refuse('not-permitted', 'This task is not yours to give back.')
          if (!fromTeam) return refuse('invalid', 'This was given to you by name. Assign it to someone else instead.')
          return undefined
        },
        (held) => void giveBack(context, held),
      )
    },
  },

  'task.assign': {
    run(context, { task, to, note }, { who }) {
      const { db } = context.store
      const team = one(db, 'SELECT 1 FROM care_team WHERE id = ?', to) !== undefined
      const name = nameOf(context.store, to)
      if (!name) return refuse('not-found', 'That colleague or team is not known here.')
      return change(
        context,
        task,
        who,
        (row) => (isDone(row) ? done : undefined),
        (resource) => {
          forgetTeam(resource)
          resource.owner = referTo(context.store, team ? 'CareTeam' : 'Practitioner', to, name)
          resource.status = 'requested'
          delete resource.executionPeriod
          remark(context, resource, who, note ? `For ${name}: ${note}` : `For ${name}`)
        },
      )
    },
  },

  'task.complete': {
    run: (context, { task, comment }, { who }) =>
      change(
        context,
        task,
        who,
        (row) => {
          if (isDone(row)) return done
          const no = isTaskKind(row.kind) ? denied(who, kindOf[row.kind].permission) : undefined
          if (no) return no
          return heldByOther(context, row, who)
        },
        (resource) => {
          finish(context, resource, who)
          if (comment) remark(context, resource, who, comment)
        },
      ),
  },

  'task.reopen': {
    run: (context, { task }, { who }) =>
      change(
        context,
        task,
        who,
        (row) => (isDone(row) ? undefined : refuse('stale', 'This task is open already.')),
        (resource) => {
          const { start } = resource.executionPeriod ?? {}
          // Finished straight from the team's list: back to the team, as if never touched.
          if (!start && giveBack(context, resource)) return
          resource.status = start ? 'in-progress' : 'requested'
          if (start) resource.executionPeriod = { start }
          else delete resource.executionPeriod
        },
      ),
  },

  'task.create': {
    run(context, { patient, kind, text, to, due, priority }, { who }) {
      const no = denied(who, 'task.work')
      if (no) return no
      const { store } = context
      const assignee = assigneeOf(context, to)
      if (!assignee) return refuse('not-found', 'That colleague or team is not known here.')
      if (patient && !one(store.db, 'SELECT 1 FROM patient WHERE id = ?', patient)) {
        return refuse('not-found', 'This patient is not held on this workstation.')
      }
      if (due !== undefined && Number.isNaN(Date.parse(due))) return refuse('invalid', 'The due date is not a date.')
      const id = context.newId()
      const at = context.at()
      const task = newTask(context, who, at, { patient, kind, text, to: assignee, due, priority })
      store.commit({ who: who.id, at }, (tx) => tx.create(id, task))
      context.sync.poke()
      return ok({ task: id })
    },
  },
} satisfies Partial<CommandHandlers>
