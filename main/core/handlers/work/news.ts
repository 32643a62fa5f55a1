import type { Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import type { TaskNews } from '../../../../shared/contract/work/team.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result } from '../../../../shared/kernel/result.js'
import { all, one, run } from '../../store/statement.js'
import { utc } from '../../store/utc.js'
import type { Context, QueryHandlers } from '../context.js'
import { coreOf, nameOf } from '../people.js'
import { taskRow } from '../task-change.js'

/** In `task_news`: until when somebody has read what was said on a task. */
const read = 'read'
/** Older news of a watched task that was never read is told no more, days. */
const newsDays = 7

interface NewsRow {
  task: LocalId
  what: string
  by: LocalId | null
  at: Instant
  text: string
  patient: LocalId | null
}

const named = ({ store, clock }: Context, patient: LocalId | null): Pick<TaskNews, 'patient'> =>
  patient ? { patient: coreOf(store, patient, clock.now()).name } : {}

/** What did not come about here, since a colleague was first. */
function lost(context: Context, me: LocalId, task: LocalId | undefined): TaskNews[] {
  const { store } = context
  const rows = all<NewsRow>(
    store.db,
    `SELECT n.task, n.what, n.by, n.at, t.text, t.patient FROM task_news n JOIN task t ON t.id = n.task
       WHERE n.who = ? AND n.seen = 0 AND (? IS NULL OR n.task = ?) ORDER BY n.id DESC`,
    ...[me, task ?? null, task ?? null],
  )
  return rows.map(({ by, what, patient, ...row }) => ({
    ...row,
    ...named(context, patient),
    what: what as TaskNews['what'],
    by: nameOf(store, by) ?? 'A colleague',
    ...(by === me && { own: true as const }),
  }))
}

/** The newest thing a colleague said or did on each watched task since its watcher last looked. */
function watched(context: Context, me: LocalId, only: LocalId | undefined): TaskNews[] {
  const { store } = context
  const since = new Date(context.sync.serverNow().getTime() - newsDays * 86_400_000).toISOString()
  const rows = all<{ id: LocalId; text: string; patient: LocalId | null; seen: string }>(
    store.db,
    `SELECT t.id, t.text, t.patient, max(coalesce(n.at, ''), ?) AS seen FROM task_for f JOIN task t ON t.id = f.task
       LEFT JOIN task_news n ON n.task = t.id AND n.who = f.party AND n.what = '${read}'
       WHERE f.party = ? AND f.why = 'watcher' AND (? IS NULL OR t.id = ?)
         AND max(coalesce(t.noted_at, ''), coalesce(t.done_at, '')) > max(coalesce(n.at, ''), ?)`,
    ...[since, me, only ?? null, only ?? null, since],
  )
  return rows.flatMap(({ id, text, patient, seen }) => {
    const task = store.read('Task', id)
    const news = task && newest(context, task, me, seen)
    return news ? [{ task: id, text, ...named(context, patient), ...news }] : []
  })
}

function newest(
  { store }: Context,
  task: Task,
  me: LocalId,
  seen: string,
): Omit<TaskNews, 'task' | 'text' | 'patient'> | undefined {
  const { identity } = store
  const found: Omit<TaskNews, 'task' | 'text' | 'patient'>[] = []
  for (const { time, authorReference } of task.note ?? []) {
    const [at, who] = [utc(time), identity.resolve(authorReference?.reference)]
    if (at && at > seen && who !== me)
      found.push({
        what: 'comment',
        by: authorReference?.display ?? nameOf(store, who) ?? 'A colleague',
        at: at as Instant,
      })
  }
  const [ended, owner] = [utc(task.executionPeriod?.end), identity.resolve(task.owner?.reference)]
  if (task.status === 'completed' && ended && ended > seen && owner !== me)
    found.push({ what: 'finished', by: nameOf(store, owner) ?? 'A colleague', at: ended as Instant })
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))[0]
}

export const newsQueries = {
  'task.news': {
    run(context, { task }) {
      const me = context.session.user()?.id
      if (!me) return { value: [], topics: ['session'] }
      const value = [...lost(context, me, task), ...watched(context, me, task)]
      return { value, topics: ['session', 'Task', 'Practitioner'] }
    },
  },
} satisfies Partial<QueryHandlers>

/** Everything there is to tell about a task up to now has been read. Stays on this workstation. */
export function sawNews(context: Context, task: LocalId, who: Staff): Result<null> {
  const { db } = context.store
  const row = taskRow(context, task)
  const at = [context.sync.serverNow().toISOString(), row?.noted_at ?? '', row?.done_at ?? ''].sort().at(-1) as string
  const waits = one(db, 'SELECT 1 FROM task_news WHERE task = ? AND who = ? AND seen = 0', task, who.id)
  const watches = one(db, `SELECT 1 FROM task_for WHERE task = ? AND party = ? AND why = 'watcher'`, task, who.id)
  if (!waits && !watches) return ok(null)
  context.store.commit({ who: who.id, at: context.at() }, (tx) => {
    run(tx.db, 'DELETE FROM task_news WHERE task = ? AND who = ?', task, who.id)
    run(
      tx.db,
      'INSERT INTO task_news (task, who, what, by, at, seen) VALUES (?, ?, ?, NULL, ?, 1)',
      ...[task, who.id, read, at],
    )
    tx.touchResource('Task', task, row?.patient ?? undefined)
  })
  return ok(null)
}
