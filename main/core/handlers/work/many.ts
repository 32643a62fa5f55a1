import type { Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import type { ManyDone } from '../../../../shared/contract/views/work/inbox.js'
import { isTaskKind, kindOf, togetherKinds } from '../../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import type { TaskProjection } from '../../store/task.js'
import type { CommandHandlers, Context } from '../context.js'
import { referTo } from '../fhir.js'
import { denied } from '../people.js'
import { closed, heldByOther, mayNotFinish, needsAWord, taskRow } from '../task-change.js'
import { assigneeOf } from '../task-new.js'
import { claim, endClaim, finish, remark } from '../task-steps.js'
import { act } from './act.js'

interface Many {
  ids: readonly LocalId[]
  who: Staff
  words: (count: number) => string
}

const notHeld = refuse('not-found', 'This task is not held on this workstation.')

/** Does the same to several tasks in one deed; those to which it may not be done are left, each with the reason. */
function doTogether(
  context: Context,
  { ids, who, words }: Many,
  barred: (row: TaskProjection) => Result<never> | undefined,
  edit: (task: Task) => void,
): Result<ManyDone> {
  const no = denied(who, 'task.work')
  if (no) return no
  const left: ManyDone['left'] = []
  const good: TaskProjection[] = []
  for (const id of new Set(ids)) {
    const row = taskRow(context, id)
    const refusal = row ? barred(row) : notHeld
    if (row && !refusal) good.push(row)
    else if (refusal && !refusal.ok) left.push({ task: id, text: row?.text ?? '', why: refusal.refusal.message })
  }
  if (good.length === 0) return ok({ done: 0, left })
  const deed = act(context, { who, words: words(good.length) }, (tx) => {
    for (const { id } of good) {
      tx.under(id)
      tx.edit('Task', id, (task) => {
        edit(task)
        task.lastModified = context.at()
      })
    }
    return tx.deed
  })
  return ok({ done: good.length, left, ...(deed && { deed }) })
}

const oneByOne = ({ kind, patient }: TaskProjection): Result<never> | undefined => {
  // Whom a call reached is written down for each patient.
  const isTogether = isTaskKind(kind) && togetherKinds.has(kind) && !(kind === 'call' && patient !== null)
  if (!isTaskKind(kind) || isTogether) return undefined
  return refuse('invalid', `${kindOf[kind].one}: this is finished one at a time.`)
}

/** What is done to several tasks at once. */
export const manyCommands = {
  'inbox.finish': {
    run: (context, { tasks, comment }, { who }) =>
      doTogether(
        context,
        { ids: tasks, who, words: (count) => `Finished ${count} tasks` },
        (row) => closed(row) ?? oneByOne(row) ?? mayNotFinish(row, who) ?? heldByOther(context, row, who),
        (task) => {
          finish(context, task, who)
          if (comment) remark(context, task, who, comment)
        },
      ),
  },

  'inbox.take': {
    run: (context, { tasks }, { who }) =>
      doTogether(
        context,
        { ids: tasks, who, words: (count) => `Took on ${count} tasks` },
        (row) => closed(row) ?? heldByOther(context, row, who),
        (task) => claim(context, task, who),
      ),
  },

  'inbox.give': {
    run(context, { tasks, to, note }, { who }) {
      const assignee = assigneeOf(context, to)
      if (!assignee) return refuse('not-found', 'That colleague or team is not known here.')
      const { name, team } = assignee
      return doTogether(
        context,
        { ids: tasks, who, words: (count) => `Gave ${count} tasks to ${name}` },
        (row) => closed(row) ?? (note ? undefined : needsAWord(context, row, who)),
        (task) => {
          endClaim(task)
          delete task.performerType
          task.owner = referTo(context.store, team ? 'CareTeam' : 'Practitioner', to, name)
          task.status = 'requested'
          delete task.executionPeriod
          remark(context, task, who, note ? `For ${name}: ${note}` : `For ${name}`)
        },
      )
    },
  },
} satisfies Partial<CommandHandlers>
