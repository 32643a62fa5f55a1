import type { VisitState } from '../../domain/visit.js'
import type { DateText, Instant, LocalId } from '../../kernel/ids.js'
import type { PatientCore } from './patient.js'
import type { Unsent } from './session.js'

/** Something to know before going in. */
export interface OpenThing {
  kind: 'result' | 'note' | 'task' | 'message' | 'draw' | 'chart'
  text: string
  tone: 'danger' | 'attention' | 'information' | 'plain'
}

export interface ScheduleRow {
  /** Local id of the Appointment. */
  id: LocalId
  patient: PatientCore
  encounter?: LocalId
  start: Instant
  end: Instant
  reason: string
  visitType: 'in person' | 'video' | 'phone'
  state: VisitState
  /** `Room 3` */
  where?: string
  /** When the present state began. */
  since?: Instant
  arrivedAt?: Instant
  finishedAt?: Instant
  clinician?: string
  clinicianId?: LocalId
  open: OpenThing[]
  /** The workstation's own change to this visit the EHR does not have yet. */
  unsent?: Unsent
}

export interface ScheduleDay {
  date: DateText
  rows: ScheduleRow[]
  asOf?: Instant
  /** False when the day lies outside what this workstation keeps (7 days back to 30 ahead). */
  held: boolean
}

export interface Room {
  id: LocalId
  name: string
  kind: 'room' | 'chair'
  /** Who is in it now. */
  patient?: string
}

/** Colleagues and what they are at now. */
export interface TeamMember {
  id: LocalId
  name: string
  initials: string
  title: string
  role: string
  teams: string[]
  doing?: string
}
