import type { ScheduleRow } from '../../../shared/contract/views/schedule.js'
import type { VisitState } from '../../../shared/domain/visit.js'
import { visitState } from '../../../shared/domain/visit.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all } from '../store/statement.js'
import type { Context } from './context.js'

/** A visit as the schedule, the banner and the draw list need it. */
export interface Visit {
  /** Local id of the Appointment. */
  id: LocalId
  patient: LocalId
  encounter: LocalId | undefined
  start: Instant
  end: Instant
  reason: string
  visitType: ScheduleRow['visitType']
  state: VisitState
  where: string | undefined
  room: LocalId | undefined
  since: Instant | undefined
  arrivedAt: Instant | undefined
  finishedAt: Instant | undefined
  clinician: string | undefined
  clinicianId: LocalId | undefined
}

interface Row {
  id: LocalId
  patient: LocalId
  practitioner: LocalId | null
  clinician: string | null
  status: string
  starts: Instant
  ends: Instant | null
  reason: string | null
  kind: ScheduleRow['visitType']
  encounter: LocalId | null
  encounter_status: string | null
  encounter_starts: Instant | null
  encounter_ends: Instant | null
  since: Instant | null
  room: LocalId | null
  room_name: string | null
  practitioner_name: string | null
}

const columns = `a.id, a.patient, a.practitioner, a.clinician, a.status, a.starts, a.ends, a.reason, a.kind,
  e.id AS encounter, e.status AS encounter_status, e.starts AS encounter_starts, e.ends AS encounter_ends, e.since, e.room,
  l.name AS room_name, p.name AS practitioner_name`
/** An encounter that was taken back does not count; of several the latest does. */
const joins = `FROM appointment a
  LEFT JOIN encounter e ON e.id = (SELECT id FROM encounter WHERE appointment = a.id
    AND status NOT IN ('entered-in-error', 'cancelled') ORDER BY starts DESC, id DESC LIMIT 1)
  LEFT JOIN location l ON l.id = e.room LEFT JOIN practitioner p ON p.id = a.practitioner`

const ofDay = `SELECT ${columns} ${joins}
  WHERE a.starts >= ? AND a.starts < ? AND a.patient IS NOT NULL ORDER BY a.starts, a.id`
const ofPatient = `SELECT ${columns} ${joins}
  WHERE a.starts >= ? AND a.starts < ? AND a.patient = ? ORDER BY a.starts, a.id`
const ofAppointment = `SELECT ${columns} ${joins} WHERE a.id = ?`

function visit(row: Row): Visit {
  const encounter = row.encounter ? { status: row.encounter_status ?? '', inRoom: row.room !== null } : undefined
  const state = visitState(row.status, encounter)
  const ongoing = state !== 'finished' && state !== 'booked' && state !== 'no-show' && state !== 'cancelled'
  const since = state === 'finished' ? row.encounter_ends : ongoing ? (row.since ?? row.encounter_starts) : null
  return {
    id: row.id,
    patient: row.patient,
    encounter: row.encounter ?? undefined,
    start: row.starts,
    end: row.ends ?? row.starts,
    reason: row.reason ?? 'Reason not given',
    visitType: row.kind,
    state,
    where: ongoing && row.room_name ? row.room_name : undefined,
    room: ongoing && row.room ? row.room : undefined,
    since: since ?? undefined,
    arrivedAt: row.encounter_starts ?? undefined,
    finishedAt: state === 'finished' ? (row.encounter_ends ?? undefined) : undefined,
    clinician: row.practitioner_name ?? row.clinician ?? undefined,
    clinicianId: row.practitioner ?? undefined,
  }
}

/** Visits that start in the period, by time; of one patient when given. */
export function visitsOf({ store }: Context, period: { from: Instant; to: Instant; patient?: LocalId }): Visit[] {
  const rows = period.patient
    ? all<Row>(store.db, ofPatient, period.from, period.to, period.patient)
    : all<Row>(store.db, ofDay, period.from, period.to)
  return rows.map(visit)
}

/** One visit, whatever its day. */
export const visitOf = ({ store }: Context, appointment: LocalId): Visit | undefined =>
  all<Row>(store.db, ofAppointment, appointment).map(visit)[0]
