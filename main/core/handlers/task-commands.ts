import { ok, refuse } from '../../../shared/kernel/result.js'
import { one } from '../store/statement.js'
import type { CommandHandlers } from './context.js'
import { referTo } from './fhir.js'
import { denied } from './people.js'
import {
  byContact,
  byDeciding,
  byItsOrder,
  byItsResult,
  bySigning,
  change,
  closed,
  heldByOther,
  isDone,
  mayNotFinish,
  needsAWord,
  taskRow,
  undecided,
} from './task-change.js'
import { assigneeOf, newTask } from './task-new.js'
import { claim, endClaim, finish, giveBack, isLent, lend, remark } from './task-steps.js'
import { act } from './work/act.js'
import { notAllShown, setShown } from './work/shown.js'

export const taskCommands = {
  /** Takes a task on for half an hour; longer while somebody is at work on it. */
  'task.claim': {
    run: (context, { task }, { who }) =>
      change(
        context,
        { id: task, who, words: 'Took on' },
        (row) => closed(row) ?? heldByOther(context, row, who),
        (resource) => claim(context, resource, who),
      ),
  },

  'task.release': {
    run(context, { task }, { who }) {
      const resource = context.store.read('Task', task)
      const back = resource !== undefined && giveBack(context, resource)
      return change(
        context,
        { id: task, who, words: 'Gave back' },
        (row) => {
          if (closed(row)) return closed(row)
          if (row.owner !== who.id) return refuse('not-permitted', 'This task is not yours to give back.')
          if (!back) return refuse('invalid', 'This was given to you by name. Assign it to someone else instead.')
          return undefined
        },
        (held) => void giveBack(context, held),
      )
    },
  },

  /** Gives a task to a colleague or a team by name. What somebody has begun is handed over with a word. */
  'task.assign': {
    run(context, { task, to, note }, { who }) {
      const assignee = assigneeOf(context, to)
      if (!assignee) return refuse('not-found', 'That colleague or team is not known here.')
      const { name, team } = assignee
      return change(
        context,
        { id: task, who, words: `Gave to ${name}` },
        (row) => closed(row) ?? (note ? undefined : needsAWord(context, row, who)),
        (resource) => {
          endClaim(resource)
          delete resource.performerType
          resource.owner = referTo(context.store, team ? 'CareTeam' : 'Practitioner', to, name)
          resource.status = 'requested'
          delete resource.executionPeriod
          remark(context, resource, who, note ? `For ${name}: ${note}` : `For ${name}`)
        },
      )
    },
  },

  'task.complete': {
    run: (context, { task, comment, seen, shown }, { who }) =>
      change(
        context,
        { id: task, who, words: 'Finished', drafts: ['comment'] },
        (row) =>
          closed(row) ??
          mayNotFinish(row, who) ??
          undecided(context, row) ??
          byDeciding(row) ??
          byContact(context, row) ??
          byItsResult(context, row) ??
          byItsOrder(context, row) ??
          bySigning(context, row) ??
          heldByOther(context, row, who) ??
          notAllShown(context, row, { last: seen, all: shown }),
        (resource) => {
          const row = taskRow(context, task)
          finish(context, resource, who)
          if (row) setShown(context, resource, row.kind, seen ?? row.focus ?? undefined)
          if (comment) remark(context, resource, who, comment)
        },
      ),
  },

  'task.reopen': {
    run: (context, { task }, { who }) =>
      change(
        context,
        { id: task, who, words: 'Opened again' },
        (row) => (isDone(row) ? undefined : refuse('stale', 'This task is open already.')),
        (resource) => {
          const mine = context.store.identity.resolve(resource.owner?.reference) === who.id
          // A colleague who finished it is not at work on it because somebody else opens it again.
          const start = mine ? resource.executionPeriod?.start : undefined
          delete resource.statusReason
          // Finished straight from the team's list: back to the team, as if never touched.
          if (!start && giveBack(context, resource)) return
          resource.status = start ? 'in-progress' : 'requested'
          if (start) {
            resource.executionPeriod = { start }
            if (isLent(resource)) lend(context, resource)
          } else delete resource.executionPeriod
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
      act(context, { who, words: `Made a task: ${text}`, patient, task: id }, (tx) => tx.create(id, task))
      return ok({ task: id })
    },
  },
} satisfies Partial<CommandHandlers>
