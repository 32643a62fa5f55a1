import type { Appointment } from '@medplum/fhirtypes'
import { addDays, dayBounds, localDate, momentForReading, toInstant } from '../../../../shared/kernel/dates.js'
import type { DateText, Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { ok, refuse } from '../../../../shared/kernel/result.js'
import { one } from '../../store/statement.js'
import { scheduleAhead } from '../../sync/window.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { hl7, practiceMark, referTo } from '../fhir.js'
import { coreOf, denied, nameOf } from '../people.js'
import { type Visit, visitsOf } from '../visits.js'
import { act } from './act.js'

/** Hours offered, by the clock of the clinic, and how far apart, minutes. A clinic's own hours are in no resource held here. */
const [opens, closes, apart] = [8, 17, 20]

const takesTime = ({ state }: Visit): boolean => state !== 'cancelled' && state !== 'no-show'

const overlaps = (visit: Visit, start: Instant, end: Instant): boolean =>
  visit.start < end && (visit.end > visit.start ? visit.end : toInstant(new Date(Date.parse(visit.start) + 1))) > start

/** Whether the schedule of a day is held here whole. */
function isHeld({ clock }: Context, date: DateText): boolean {
  const today = localDate(clock.now())
  return date >= today && date <= addDays(today, scheduleAhead)
}

function freeTimes(context: Context, clinician: LocalId, date: DateText, minutes: number): Instant[] {
  const { start, end } = dayBounds(date)
  const taken = visitsOf(context, { from: start, to: end }).filter(
    (visit) => visit.clinicianId === clinician && takesTime(visit),
  )
  const [day, now] = [new Date(start), context.at()]
  const times: Instant[] = []
  for (let at = opens * 60; at + minutes <= closes * 60; at += apart) {
    const from = toInstant(new Date(day.getFullYear(), day.getMonth(), day.getDate(), 0, at))
    const until = toInstant(new Date(Date.parse(from) + minutes * 60_000))
    if (from > now && !taken.some((visit) => overlaps(visit, from, until))) times.push(from)
  }
  return times
}

export const bookingQueries = {
  'appointment.free': {
    run(context, { clinician, date, minutes }) {
      const held = isHeld(context, date as DateText)
      const times = held ? freeTimes(context, clinician, date as DateText, minutes) : []
      return { value: { times, held }, topics: ['Appointment', 'Encounter'] }
    },
  },
} satisfies Partial<QueryHandlers>

export const bookingCommands = {
  'appointment.book': {
    run(context, { patient, clinician, start, minutes, reason, from }, { who }) {
      const no = denied(who, 'visit.check-in')
      if (no) return no
      const { store } = context
      if (!store.row('Patient', patient)) return refuse('not-found', 'This patient is not held on this workstation.')
      const core = coreOf(store, patient, context.clock.now())
      if (core.deceased) return refuse('invalid', `${core.name} has died.`)
      if (from && store.row('Communication', from)?.patient !== patient)
        return refuse('wrong-patient', 'That message is another patient’s. Nothing was booked.')
      const isClinician = one(store.db, 'SELECT 1 FROM practitioner WHERE id = ? AND active = 1', clinician)
      if (!isClinician) return refuse('not-found', 'That clinician is not known here.')
      const begins = toInstant(new Date(start))
      const ends = toInstant(new Date(Date.parse(start) + minutes * 60_000))
      if (begins <= context.at()) return refuse('invalid', 'That time has passed.')
      const date = localDate(new Date(begins))
      if (!isHeld(context, date))
        return refuse('invalid', `Rounds knows the schedule of the next ${scheduleAhead} days and books within them.`)
      const day = dayBounds(date)
      const other = visitsOf(context, { from: day.start, to: day.end }).find(
        (visit) =>
          takesTime(visit) &&
          (visit.clinicianId === clinician || visit.patient === patient) &&
          overlaps(visit, begins, ends),
      )
      if (other) {
        const whose = other.patient === patient ? core.name : (nameOf(store, clinician) ?? 'The clinician')
        return refuse(
          'conflict',
          `${whose} is booked at ${momentForReading(other.start, context.clock.now())} already.`,
        )
      }
      const id = context.newId()
      const appointment: Appointment = {
        resourceType: 'Appointment',
        ...practiceMark(context),
        status: 'booked',
        appointmentType: hl7('v2-0276', 'ROUTINE', 'Routine appointment - default if not valued'),
        reasonCode: [{ text: reason }],
        ...(from && { supportingInformation: [referTo(store, 'Communication', from)] }),
        start: begins,
        end: ends,
        minutesDuration: minutes,
        created: context.at(),
        participant: [
          { actor: referTo(store, 'Patient', patient, core.name), required: 'required', status: 'accepted' },
          {
            actor: referTo(store, 'Practitioner', clinician, nameOf(store, clinician)),
            required: 'required',
            status: 'accepted',
          },
        ],
      }
      act(context, { who, words: `Booked: ${reason}`, patient }, (tx) => tx.create(id, appointment))
      return ok({ appointment: id })
    },
  },
} satisfies Partial<CommandHandlers>
