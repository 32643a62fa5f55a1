import type { PatientCore } from '../../../shared/contract/views/patient.js'
import type { TaskRow } from '../../../shared/contract/views/task.js'
import type { AbnormalFlag } from '../../../shared/domain/flag.js'
import { isTaskKind } from '../../../shared/domain/task/kind.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { stageOfReport } from '../store/loop-facts.js'
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
  /** DiagnosticReport.status of the result it is about. */
  result_status: string | null
}

const columns = `t.*, coalesce(p.name, c.name) AS owner_name, c.id IS NOT NULL AS owner_team,
  ${flagSql} AS flag,
  CASE t.focus_type WHEN 'DiagnosticReport' THEN (SELECT r.status FROM report r WHERE r.id = t.focus) END AS result_status,
  CASE t.focus_type WHEN 'DiagnosticReport' THEN (SELECT r.name FROM report r WHERE r.id = t.focus)
    WHEN 'DocumentReference' THEN (SELECT n.title FROM note n WHERE n.id = t.focus) END AS detail`
const joins = 'LEFT JOIN practitioner p ON p.id = t.owner LEFT JOIN care_team c ON c.id = t.owner'

const manySql = `SELECT ${columns} FROM json_each(?) j CROSS JOIN task t ON t.id = j.value ${joins} ORDER BY j.key`
const oneSql = `SELECT ${columns} FROM task t ${joins} WHERE t.id = ?`

/** The lines of these tasks, in this order. */
export const taskLinesOf = ({ store }: Context, tasks: readonly LocalId[]): TaskLine[] =>
  all(store.db, manySql, JSON.stringify(tasks))

export const taskLine = ({ store }: Context, task: LocalId): TaskLine | undefined =>
  all<TaskLine>(store.db, oneSql, task)[0]

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
  const stage = stageOfReport(line.result_status ?? undefined)
  return {
    id: line.id,
    kind: isTaskKind(line.kind) ? line.kind : 'follow-up',
    ...(line.patient && { patient: patient ?? unknownPatient(line.patient, named(line.id)) }),
    text: line.text,
    ...(line.detail && line.detail !== line.text && { detail: line.detail }),
    priority: priorities[line.priority] ?? 'routine',
    ...(line.flag && { flag: line.flag }),
    ...(stage !== 'final' && { standing: stage }),
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
