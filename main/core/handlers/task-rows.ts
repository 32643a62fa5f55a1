import type { PatientCore } from '../../../shared/contract/views/patient.js'
import type { TaskCounts, TaskRow } from '../../../shared/contract/views/task.js'
import type { AbnormalFlag } from '../../../shared/domain/flag.js'
import { isTaskKind } from '../../../shared/domain/task/kind.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all } from '../store/statement.js'
import { priorities, type TaskProjection } from '../store/task.js'
import type { Context } from './context.js'
import { patientCore, patientRows, unknownPatient } from './people.js'
import { partiesOf } from './work/parties.js'
import { flagSql, hasLapsed } from './work/task-sql.js'

/** A task's row with its owner's name and the worst flag of the report it is about. */
export interface TaskLine extends TaskProjection {
  owner_name: string | null
  owner_team: number
  flag: AbnormalFlag | null
  detail: string | null
}

const columns = `t.*, coalesce(p.name, c.name) AS owner_name, c.id IS NOT NULL AS owner_team,
  ${flagSql} AS flag,
  CASE t.focus_type WHEN 'DiagnosticReport' THEN (SELECT r.name FROM report r WHERE r.id = t.focus)
    WHEN 'DocumentReference' THEN (SELECT n.title FROM note n WHERE n.id = t.focus) END AS detail`
const joins = 'LEFT JOIN practitioner p ON p.id = t.owner LEFT JOIN care_team c ON c.id = t.owner'

const mineSql = `SELECT ${columns} FROM task t ${joins} WHERE t.owner = ? AND t.status IN ('open', 'claimed')`
const teamSql = `SELECT ${columns} FROM care_team_member m JOIN task t ON t.owner = m.team ${joins}
  WHERE m.member = ? AND t.status IN ('open', 'claimed')`
const doneSql = `SELECT ${columns} FROM task t ${joins} WHERE t.owner = ? AND t.status IN ('done', 'cancelled') AND t.done_at >= ?
  ORDER BY t.done_at DESC LIMIT 500`
const manySql = `SELECT ${columns} FROM json_each(?) j CROSS JOIN task t ON t.id = j.value ${joins} ORDER BY j.key`
const oneSql = `SELECT ${columns} FROM task t ${joins} WHERE t.id = ?`

/** Finished work stays in its list this long. */
const doneDays = 14

export function taskLines({ store, clock }: Context, box: 'mine' | 'team' | 'done', me: LocalId): TaskLine[] {
  if (box === 'mine') return all(store.db, mineSql, me)
  if (box === 'team') return all(store.db, teamSql, me)
  const since = new Date(clock.now().getTime() - doneDays * 86_400_000).toISOString()
  return all(store.db, doneSql, me, since)
}

/** The lines of these tasks, in this order. */
export const taskLinesOf = ({ store }: Context, tasks: readonly LocalId[]): TaskLine[] =>
  all(store.db, manySql, JSON.stringify(tasks))

export const taskLine = ({ store }: Context, task: LocalId): TaskLine | undefined =>
  all<TaskLine>(store.db, oneSql, task)[0]

const countsSql = `SELECT kind, count(*) AS number, sum(priority < 3 OR (kind = 'result-review' AND EXISTS (
    SELECT 1 FROM report r, json_each(r.results) j JOIN abnormal a ON a.id = j.value
    WHERE r.id = task.focus AND a.flag IN ('HH', 'LL')))) AS urgent
  FROM task WHERE owner = ? AND status IN ('open', 'claimed') GROUP BY kind`
const teamCountSql = `SELECT count(*) AS number FROM care_team_member m JOIN task t ON t.owner = m.team
  WHERE m.member = ? AND t.status IN ('open', 'claimed')`

/** How much is open, without reading any of it. */
export function taskCounts({ store }: Context, me: LocalId): TaskCounts {
  const counts: TaskCounts = { mine: 0, team: 0, urgent: 0, byKind: {} }
  for (const row of all<{ kind: string; number: number; urgent: number }>(store.db, countsSql, me)) {
    const kind = isTaskKind(row.kind) ? row.kind : 'follow-up'
    counts.mine += row.number
    counts.urgent += row.urgent
    counts.byKind[kind] = (counts.byKind[kind] ?? 0) + row.number
  }
  counts.team = all<{ number: number }>(store.db, teamCountSql, me)[0]?.number ?? 0
  return counts
}

/** 0 a panic value, 1 stat, 2 asap, 3 urgent, 4 overdue, 5 abnormal, 6 the rest. */
function urgency(row: TaskRow): number {
  if (row.flag === 'HH' || row.flag === 'LL') return 0
  const priority = priorities.indexOf(row.priority)
  if (priority < 3) return priority + 1
  if (row.overdue) return 4
  return row.flag ? 5 : 6
}

/** Most urgent first; among equals what is due first, then what has waited longest. */
export function byUrgency(rows: readonly TaskRow[]): TaskRow[] {
  return rows
    .map((row) => ({ row, key: `${urgency(row)} ${row.due ?? '9'} ${row.authoredAt} ${row.id}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row)
}

/** Rows of the inbox from their lines. */
export function taskRows(context: Context, lines: readonly TaskLine[]): TaskRow[] {
  const now = context.clock.now()
  const at = now.toISOString()
  const me = context.session.user()?.id
  const unsent = context.outbox.unsentIndex('Task')
  const ids = lines.flatMap(({ patient }) => (patient ? [patient] : []))
  const rows = patientRows(context.store, [...new Set(ids)])
  const patients = new Map([...rows].map(([id, patient]) => [id, patientCore(patient, now)]))
  const user = context.session.user()
  const covered = new Set(
    user ? partiesOf(context, user).flatMap(({ party, as }) => (as === 'cover' ? [party] : [])) : [],
  )
  const serverAt = context.sync.serverNow().toISOString()
  return lines.map((line) => {
    const lapsed = hasLapsed(line, serverAt)
    return {
      ...row(line, { at, me, patients, unsent: unsent.get(line.id), named: namedOn(context) }),
      ...(line.owner && covered.has(line.owner) && { for: line.owner_name ?? 'a colleague' }),
      ...(lapsed && { lapsed: line.lease_until as Instant }),
      ...(line.snoozed_until !== null && line.snoozed_until > serverAt && { away: line.snoozed_until as Instant }),
    }
  })
}

interface Around {
  at: string
  me: LocalId | undefined
  patients: ReadonlyMap<LocalId, PatientCore>
  unsent: TaskRow['unsent']
  named(task: LocalId): string | undefined
}

/** How a task itself calls the patient of whom nothing else is here. */
const namedOn =
  ({ store }: Context) =>
  (task: LocalId): string | undefined =>
    store.read('Task', task)?.for?.display

function row(line: TaskLine, { at, me, patients, unsent, named }: Around): TaskRow {
  const patient = line.patient ? patients.get(line.patient) : undefined
  const done = line.status === 'done' || line.status === 'cancelled'
  return {
    id: line.id,
    kind: isTaskKind(line.kind) ? line.kind : 'follow-up',
    ...(line.patient && { patient: patient ?? unknownPatient(line.patient, named(line.id)) }),
    text: line.text,
    ...(line.detail && line.detail !== line.text && { detail: line.detail }),
    priority: priorities[line.priority] ?? 'routine',
    ...(line.flag && { flag: line.flag }),
    authoredAt: (line.authored ?? at) as Instant,
    ...(line.due && { due: line.due as Instant }),
    overdue: !done && line.due !== null && line.due < at,
    ...(line.owner && {
      owner: {
        id: line.owner,
        name: line.owner_name ?? 'Unknown colleague',
        team: line.owner_team === 1,
        mine: line.owner === me,
      },
    }),
    status: line.status,
    ...(done && line.done_at && { doneAt: line.done_at as Instant }),
    ...(line.status === 'done' && line.owner_name && { doneBy: line.owner_name }),
    ...(unsent && { unsent }),
  }
}
