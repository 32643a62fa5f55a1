import type { Appointment, Encounter } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Projector } from './projector.js'
import { run } from './statement.js'
import { utc } from './utc.js'

/** `kind` is the contract's visit type. */
export interface AppointmentRow {
  id: LocalId
  patient: LocalId | null
  practitioner: LocalId | null
  /** The clinician's name as the booking says it. */
  clinician: string | null
  status: string
  starts: string | null
  ends: string | null
  reason: string | null
  kind: 'in person' | 'video' | 'phone'
}

/** Whether a booking is by video or telephone, from its service type, appointment type or wording. */
function kindOf(appointment: Appointment): AppointmentRow['kind'] {
  const concepts = [appointment.appointmentType, ...(appointment.serviceType ?? [])]
  const said = concepts.flatMap((concept) => [
    concept?.text,
    ...(concept?.coding ?? []).flatMap(({ code, display }) => [code, display]),
  ])
  const text = [...said, appointment.reasonCode?.[0]?.text, appointment.description].join(' ').toLowerCase()
  if (/\bvideo\b|\bvr\b|\bvirtual\b/.test(text)) return 'video'
  return /\b(?:tele)?phone (?:call|visit|consult)/.test(text) ? 'phone' : 'in person'
}

export const appointmentProjector: Projector = {
  types: ['Appointment'],
  tables: ['appointment'],
  write(db, { id, patient, resource }, identity) {
    const appointment = resource as Appointment
    const practitioner = (appointment.participant ?? []).find(({ actor }) =>
      actor?.reference?.includes('Practitioner/'),
    )
    run(
      db,
      'INSERT OR REPLACE INTO appointment (id, patient, practitioner, clinician, status, starts, ends, reason, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      patient ?? null,
      identity.resolve(practitioner?.actor?.reference) ?? null,
      practitioner?.actor?.display ?? null,
      appointment.status ?? 'booked',
      utc(appointment.start),
      utc(appointment.end),
      appointment.reasonCode?.[0]?.text ??
        appointment.reasonCode?.[0]?.coding?.[0]?.display ??
        appointment.description ??
        null,
      kindOf(appointment),
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM appointment WHERE id = ?', id)
  },
}

export interface EncounterRow {
  id: LocalId
  appointment: LocalId | null
  patient: LocalId | null
  practitioner: LocalId | null
  status: string
  starts: string | null
  ends: string | null
  /** When the present status began. */
  since: string | null
  /** Local id of the room they are in. */
  room: LocalId | null
}

export const encounterProjector: Projector = {
  types: ['Encounter'],
  tables: ['encounter'],
  write(db, { id, patient, resource }, identity) {
    const encounter = resource as Encounter
    const active = (encounter.location ?? []).filter(({ status }) => status === 'active').at(-1)
    const over = (encounter.statusHistory ?? []).map(({ period }) => utc(period?.end)).filter((end) => end !== null)
    const since =
      encounter.status === 'finished'
        ? utc(encounter.period?.end)
        : (over.sort().at(-1) ?? utc(encounter.period?.start))
    run(
      db,
      'INSERT OR REPLACE INTO encounter (id, appointment, patient, practitioner, status, starts, ends, since, room) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      identity.resolve(encounter.appointment?.[0]?.reference) ?? null,
      patient ?? null,
      identity.resolve(encounter.participant?.[0]?.individual?.reference) ?? null,
      encounter.status ?? 'unknown',
      utc(encounter.period?.start),
      utc(encounter.period?.end),
      since,
      identity.resolve(active?.location?.reference) ?? null,
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM encounter WHERE id = ?', id)
  },
}
