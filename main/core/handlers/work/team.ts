import type { Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import { worstFlag } from '../../../../shared/domain/flag.js'
import { taskExtension } from '../../../../shared/domain/task/extension.js'
import { isEnding } from '../../../../shared/domain/task/lease.js'
import { isCritical, longestAwayDays, mayBeAwayUntil, type Snoozable } from '../../../../shared/domain/task/snooze.js'
import { dateForReading, localDate, timeForReading } from '../../../../shared/kernel/dates.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { priorities, type TaskProjection } from '../../store/task.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { referToStaff } from '../fhir.js'
import { coreOf } from '../people.js'
import { byItsOrder, changeAll, closed, heldByOther, mayNotFinish, taskRow, undecided } from '../task-change.js'
import { taskLine } from '../task-rows.js'
import { endClaim, lend, put, remark, serverAt } from '../task-steps.js'
import { awayCommands, awayQueries } from './away.js'
import { comment, watch } from './comment.js'
import { newsQueries, sawNews } from './news.js'

/** By the worst flag of what it is about, which a task another system made does not say itself. */
const critical = (context: Context, row: TaskProjection): Snoozable => ({
  priority: priorities[row.priority] ?? 'routine',
  flag: worstFlag([taskLine(context, row.id)?.flag ?? undefined]),
  due: row.due ?? undefined,
})

/** `Luis Romero: Potassium 6.1 mmol/L HH`: a question about what could harm somebody names them. */
function named({ store, clock }: Context, { patient, text }: TaskProjection): string {
  return patient ? `${coreOf(store, patient, clock.now()).name}: ${text}` : text
}

/** `today 11:40`, `3 Nov 2026, 11:40` */
function dayAndTime({ clock }: Context, at: string): string {
  const day = localDate(new Date(at))
  return `${day === localDate(clock.now()) ? 'today' : dateForReading(day)}, ${timeForReading(at as Instant)}`
}

/** What is critical does not go out of sight beyond its due time. */
function stays(context: Context, row: TaskProjection, until: string): Result<never> | undefined {
  if (mayBeAwayUntil(critical(context, row), until)) return undefined
  const till = row.due ? `It stays until it is due, ${dayAndTime(context, row.due)}.` : 'It cannot be put away.'
  return refuse('invalid', `${named(context, row)} is critical. ${till}`)
}

function snoozed(context: Context, who: Staff, until: Instant): (task: Task) => void {
  const at = serverAt(context)
  return (task) => {
    put(task, taskExtension.snoozed, {
      extension: [
        { url: 'until', valueDateTime: until },
        { url: 'at', valueDateTime: at },
        { url: 'by', valueReference: referToStaff(context.store, who) },
      ],
    })
    // Whoever puts their own work away has it when it is back.
    const lent = task.extension?.some(({ url }) => url === taskExtension.lease)
    if (lent && task.status === 'in-progress') lend(context, task, until)
  }
}

const awake = (task: Task): void => put(task, taskExtension.snoozed, undefined)

const openAndFree = (context: Context, who: Staff) => (row: TaskProjection) =>
  closed(row) ?? heldByOther(context, row, who)

export const teamQueries = { ...newsQueries, ...awayQueries } satisfies Partial<QueryHandlers>

export const teamCommands = {
  ...awayCommands,
  'task.news-seen': { run: (context, { task }, { who }) => sawNews(context, task, who) },

  /** Not a deed: nobody takes back that they were at work. */
  'task.renew': {
    run(context, { task }, { who }) {
      const row = taskRow(context, task)
      const mine = row?.status === 'claimed' && row.owner === who.id
      if (!mine || !isEnding(row.lease_until, serverAt(context))) return ok(null)
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        tx.edit('Task', task, (resource) => lend(context, resource))
      })
      context.sync.poke()
      return ok(null)
    },
  },

  'task.comment': { run: (context, input, { who }) => comment(context, input, who) },
  'task.watch': { run: (context, { task, on }, { who }) => watch(context, task, on, who) },

  'task.snooze': {
    run(context, { tasks, until }, { who }) {
      const now = context.sync.serverNow()
      const longest = new Date(now.getTime() + longestAwayDays * 86_400_000)
      const back = (until === 'answer' ? longest : new Date(until)).toISOString() as Instant
      if (back <= now.toISOString()) return refuse('invalid', 'That time has passed.')
      const free = openAndFree(context, who)
      const allowed = (row: TaskProjection) => free(row) ?? stays(context, row, back)
      return changeAll(context, { ids: tasks, who, words: 'Put away' }, allowed, snoozed(context, who, back))
    },
  },

  'task.unsnooze': {
    run: (context, { tasks }, { who }) =>
      changeAll(context, { ids: tasks, who, words: 'Back in the inbox' }, closed, awake),
  },

  /** Critical work is never put off. */
  'task.due': {
    run(context, { tasks, due, priority }, { who }) {
      const end = new Date(due).toISOString() as Instant
      const free = openAndFree(context, who)
      const allowed = (row: TaskProjection): Result<never> | undefined => {
        const later = isCritical(critical(context, row)) && row.due !== null && end > row.due
        return (
          free(row) ?? (later ? refuse('invalid', `${named(context, row)} is critical. It is not put off.`) : undefined)
        )
      }
      return changeAll(context, { ids: tasks, who, words: 'Due changed' }, allowed, (task) => {
        task.restriction = { ...task.restriction, period: { ...task.restriction?.period, end } }
        if (priority) task.priority = priority
      })
    },
  },

  'task.drop': {
    run(context, { tasks, reason }, { who }) {
      const free = openAndFree(context, who)
      const allowed = (row: TaskProjection): Result<never> | undefined => {
        const value = ofAResult.includes(row.kind) && isCritical(critical(context, row))
        const done = row.kind === 'tell-patient' ? 'The patient is told.' : 'It is reviewed.'
        const keep = value ? refuse('invalid', `${named(context, row)} is critical. ${done}`) : undefined
        return free(row) ?? mayNotFinish(row, who) ?? undecided(context, row) ?? byItsOrder(context, row) ?? keep
      }
      return changeAll(context, { ids: tasks, who, words: 'Not needed' }, allowed, (task) => {
        endClaim(task)
        task.status = 'cancelled'
        task.statusReason = { coding: [notNeeded], text: reason }
        task.executionPeriod = { ...task.executionPeriod, end: serverAt(context) }
        remark(context, task, who, `not needed: ${reason}`)
      })
    },
  },
} satisfies Partial<CommandHandlers>

/** Work whose end is that a value was read, or that the patient knows it. */
const ofAResult: readonly string[] = ['result-review', 'tell-patient']

const notNeeded = { system: 'https://rounds.example/fhir/task-reason', code: 'not-needed', display: 'Not needed' }
