import { type TaskKind, type TaskRow, taskKinds } from '../../../shared/contract/views/task.js'
import type { AbnormalFlag } from '../../../shared/domain/flag.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { PatientRow } from '../store/patient.js'
import { all } from '../store/statement.js'
import { priorities, type TaskProjection } from '../store/task.js'
import type { Context } from './context.js'
import { patientCore, patientRows, unknownPatient } from './people.js'

/** A task's row with its owner's name and the worst flag of the report it is about. */
export interface TaskLine extends TaskProjection {
  owner_name: string | null
  owner_team: number
  flag: AbnormalFlag | null
  detail: string | null
}

const columns = `t.*, coalesce(p.name, c.name) AS owner_name, c.id IS NOT NULL AS owner_team,
  CASE t.kind WHEN 'result-review' THEN (SELECT a.flag FROM report r, json_each(r.results) j JOIN abnormal a ON a.id = j.value
    WHERE r.id = t.focus ORDER BY instr('A L H LL HH', a.flag) DESC LIMIT 1) END AS flag,
  CASE t.focus_type WHEN 'DiagnosticReport' THEN (SELECT r.name FROM report r WHERE r.id = t.focus)
    WHEN 'DocumentReference' THEN (SELECT n.title FROM note n WHERE n.id = t.focus) END AS detail`
const joins = 'LEFT JOIN practitioner p ON p.id = t.owner LEFT JOIN care_team c ON c.id = t.owner'

const mineSql = `SELECT ${columns} FROM task t ${joins} WHERE t.owner = ? AND t.status IN ('open', 'claimed')`
const teamSql = `SELECT ${columns} FROM care_team_member m JOIN task t ON t.owner = m.team ${joins}
  WHERE m.member = ? AND t.status IN ('open', 'claimed')`
const doneSql = `SELECT ${columns} FROM task t ${joins} WHERE t.owner = ? AND t.status IN ('done', 'cancelled') AND t.done_at >= ?
  ORDER BY t.done_at DESC LIMIT 500`
const oneSql = `SELECT ${columns} FROM task t ${joins} WHERE t.id = ?`

/** Finished work stays in its list this long. */
const doneDays = 14

export function taskLines({ store, clock }: Context, box: 'mine' | 'team' | 'done', me: LocalId): TaskLine[] {
  if (box === 'mine') return all(store.db, mineSql, me)
  if (box === 'team') return all(store.db, teamSql, me)
  const since = new Date(clock.now().getTime() - doneDays * 86_400_000).toISOString()
  return all(store.db, doneSql, me, since)
}

export const taskLine = ({ store }: Context, task: LocalId): TaskLine | undefined =>
  all<TaskLine>(store.db, oneSql, task)[0]

const isKind = (kind: string): kind is TaskKind => taskKinds.includes(kind as TaskKind)

/** 0 a panic value, 1 stat, 2 asap, 3 urgent, 4 overdue, 5 abnormal, 6 the rest. */
function urgency(row: TaskRow): number {
  if (row.flag === 'HH' || row.flag === 'LL') return 0
  const priority = priorities.indexOf(row.priority)
  if (priority < 3) return priority + 1
  if (row.overdue) return 4
  return row.flag ? 5 : 6
}

export const isUrgent = (row: TaskRow): boolean => urgency(row) <= 3

/** Most urgent first; among equals what is due first, then what has waited longest. */
export const byUrgency = (a: TaskRow, b: TaskRow): number => {
  const pressing = urgency(a) - urgency(b)
  if (pressing !== 0) return pressing
  const due = compare(a.due ?? '9', b.due ?? '9')
  return due || compare(a.authoredAt, b.authoredAt) || compare(a.id, b.id)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Rows of the inbox from their lines. */
export function taskRows(context: Context, lines: readonly TaskLine[]): TaskRow[] {
  const now = context.clock.now()
  const at = now.toISOString()
  const me = context.session.user()?.id
  const unsent = context.outbox.unsentIndex('Task')
  const ids = lines.flatMap(({ patient }) => (patient ? [patient] : []))
  const patients = patientRows(context.store, [...new Set(ids)])
  return lines.map((line) => row(line, { now, at, me, patients, unsent: unsent.get(line.id) }))
}

interface Around {
  now: Date
  at: string
  me: LocalId | undefined
  patients: ReadonlyMap<LocalId, PatientRow>
  unsent: TaskRow['unsent']
}

function row(line: TaskLine, { now, at, me, patients, unsent }: Around): TaskRow {
  const patient = line.patient ? patients.get(line.patient) : undefined
  const done = line.status === 'done' || line.status === 'cancelled'
  return {
    id: line.id,
    kind: isKind(line.kind) ? line.kind : 'follow-up',
    ...(line.patient && { patient: patient ? patientCore(patient, now) : unknownPatient(line.patient) }),
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
