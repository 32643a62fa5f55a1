import type { Appointment, CodeableConcept, Reference } from '@medplum/fhirtypes'
import type { Day } from '../calendar.js'
import { type Chart, nextId } from '../chart.js'
import { hl7 } from '../coding.js'
import { meta } from '../meta.js'
import { practitioner } from '../staff.js'
import type { Reason } from './reason.js'

const types: Record<string, CodeableConcept> = {
  checkup: hl7('v2-0276', 'CHECKUP', 'A routine check-up, such as an annual physical', 'Check-up'),
  followup: hl7('v2-0276', 'FOLLOWUP', 'A follow up visit from a previous appointment', 'Follow-up'),
  routine: hl7('v2-0276', 'ROUTINE', 'Routine appointment - default if not valued', 'Routine'),
  walkin: hl7('v2-0276', 'WALKIN', 'A previously unscheduled walk-in visit', 'Walk-in'),
}

const typeOf = ({ kind }: Reason): CodeableConcept =>
  (kind === 'follow-up' || kind === 'prenatal'
    ? types.followup
    : kind === 'acute' || kind === 'new'
      ? types.routine
      : types.checkup) as CodeableConcept

export interface BookingOf {
  status: Appointment['status']
  reason: Reason
  who: string
  day: Day
  start: number
  /** Day and minute it was booked, and when it was last changed. */
  booked: readonly [Day, number]
  touched: readonly [Day, number]
  room?: Reference<never> | undefined
  comment?: string | undefined
  walkIn?: boolean
}

const video: CodeableConcept = { text: 'Video visit' }

/** Writes a booking and returns a reference to it. */
export function book(chart: Chart, of: BookingOf): Reference<never> {
  const { calendar, subject, out } = chart
  const { reason, day, start } = of
  const came = of.status === 'arrived' || of.status === 'checked-in' || of.status === 'fulfilled'
  const appointment: Appointment = {
    resourceType: 'Appointment',
    id: nextId(chart, 'b'),
    meta: meta(calendar.stamp(of.touched[0], of.touched[1], chart.person.n)),
    status: of.status,
    ...(reason.video && { serviceType: [video] }),
    appointmentType: of.walkIn ? (types.walkin as CodeableConcept) : typeOf(reason),
    reasonCode: [{ text: reason.text }],
    description: reason.text,
    start: calendar.stamp(day, start, 0),
    end: calendar.stamp(day, start + reason.length, 0),
    minutesDuration: reason.length,
    created: calendar.at(of.booked[0], of.booked[1]),
    ...(of.comment && { comment: of.comment }),
    participant: [
      { actor: subject, required: 'required', status: came || of.status === 'booked' ? 'accepted' : 'needs-action' },
      { actor: practitioner(of.who), required: 'required', status: 'accepted' },
      ...(of.room ? [{ actor: of.room, required: 'required' as const, status: 'accepted' as const }] : []),
    ],
  }
  out.push(appointment)
  return { reference: `Appointment/${appointment.id}` }
}
