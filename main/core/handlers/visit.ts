import type { Appointment, Encounter } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { Permission } from '../../../shared/domain/role.js'
import { type VisitMove, visitProblem } from '../../../shared/domain/visit.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import { all, one, run } from '../store/statement.js'
import type { Writer } from '../store/write.js'
import type { CommandHandlers, Context } from './context.js'
import { concept, hl7, practiceMark, referTo, rounds, snomed, withExtension } from './fhir.js'
import { denied, nameOf } from './people.js'
import { book, edit, type Picture, picture, restore, sameState } from './visit-picture.js'
import { type Visit, visitOf } from './visits.js'

/** Which identifiers were matched at check-in, on the Encounter. */
const identifiersExtension = `${rounds}identifiers-matched`

const permissions: Record<VisitMove, Permission> = {
  arrive: 'visit.check-in',
  'check-in': 'visit.check-in',
  room: 'visit.room',
  start: 'visit.see',
  finish: 'visit.see',
  'no-show': 'visit.check-in',
}

interface StepInput {
  patient: LocalId
  appointment: LocalId
}

type Step = (tx: Writer, visit: Visit, at: Instant) => { made?: LocalId } | undefined

/** Takes one step of a visit: permission, the right patient, the right moment; then both resources in one commit. */
function step(
  context: Context,
  { patient, appointment }: StepInput,
  who: Staff,
  move: VisitMove,
  change: Step,
): Result<null> {
  const no = denied(who, permissions[move])
  if (no) return no
  const visit = visitOf(context, appointment)
  if (!visit) return refuse('not-found', 'This booking is not held on this workstation.')
  if (visit.patient !== patient) return refuse('wrong-patient', 'This booking is another patient’s. Nothing was saved.')
  const problem = visitProblem(visit.state, move)
  if (problem) return refuse('stale', problem)
  const at = context.at()
  context.store.commit({ who: who.id, at }, (tx) => {
    const before = picture(context, appointment, visit.encounter)
    const made = change(tx, visit, at)?.made
    const after = picture(context, appointment, made ?? visit.encounter)
    run(
      tx.db,
      'INSERT INTO visit_step (appointment, step, at, who, made, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
      appointment,
      move,
      at,
      who.id,
      made ?? null,
      JSON.stringify(before),
      JSON.stringify(after),
    )
  })
  context.sync.poke()
  return ok(null)
}

/** Moves an encounter to another status; the one it leaves goes into its history. */
function moveTo(encounter: Encounter, status: NonNullable<Encounter['status']>, at: Instant): void {
  if (encounter.status === status) return
  const since = encounter.statusHistory?.at(-1)?.period?.end ?? encounter.period?.start ?? at
  encounter.statusHistory = [
    ...(encounter.statusHistory ?? []),
    { status: encounter.status as never, period: { start: since, end: at } },
  ]
  encounter.status = status
}

function leaveRooms(encounter: Encounter, at: Instant): void {
  for (const place of encounter.location ?? []) {
    if (place.status !== 'active') continue
    place.status = 'completed'
    place.period = { ...place.period, end: at }
  }
}

const officeVisit = concept(snomed, '308335008', 'Patient encounter procedure', 'Office visit')
const videoVisit = concept(snomed, '448337001', 'Telemedicine consultation with patient', 'Video visit')

/** The Encounter that begins with the arrival. */
function arrival(context: Context, tx: Writer, visit: Visit, at: Instant): LocalId {
  const { store } = context
  const id = context.newId()
  const booking = store.read('Appointment', visit.id)
  const reason = booking?.reasonCode ?? [{ text: visit.reason }]
  const video = visit.visitType === 'video'
  const way = video ? { code: 'VR', display: 'virtual' } : { code: 'AMB', display: 'ambulatory' }
  const encounter: Encounter = {
    resourceType: 'Encounter',
    ...practiceMark(context),
    status: 'arrived',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', ...way },
    type: [video ? videoVisit : officeVisit, ...(booking?.appointmentType ? [booking.appointmentType] : [])],
    subject: referTo(store, 'Patient', visit.patient),
    appointment: [referTo(store, 'Appointment', visit.id)],
    ...(visit.clinicianId && {
      participant: [
        {
          type: [hl7('v3-ParticipationType', 'PPRF', 'primary performer')],
          individual: referTo(store, 'Practitioner', visit.clinicianId, visit.clinician),
        },
      ],
    }),
    period: { start: at },
    reasonCode: reason,
  }
  tx.create(id, encounter)
  return id
}

const arrive = (context: Context, input: StepInput, who: Staff): Result<null> =>
  step(context, input, who, 'arrive', (tx, visit, at) => {
    book(tx, visit.id, 'arrived')
    return { made: arrival(context, tx, visit, at) }
  })

export const visitCommands = {
  'visit.walk-in': {
    run(context, { patient, reason, clinician }, { who }) {
      const no = denied(who, 'visit.check-in')
      if (no) return no
      const { store } = context
      const row = one<{ name: string }>(store.db, 'SELECT name FROM patient WHERE id = ?', patient)
      if (!row) return refuse('not-found', 'This patient is not held on this workstation.')
      const name = nameOf(store, clinician)
      if (!name) return refuse('not-found', 'That clinician is not known here.')
      const id = context.newId()
      const now = context.clock.now()
      const appointment: Appointment = {
        resourceType: 'Appointment',
        ...practiceMark(context),
        status: 'booked',
        appointmentType: hl7('v2-0276', 'WALKIN', 'A previously unscheduled walk-in visit'),
        reasonCode: [{ text: reason }],
        start: context.at(),
        end: new Date(now.getTime() + 20 * 60_000).toISOString(),
        minutesDuration: 20,
        created: context.at(),
        participant: [
          { actor: referTo(store, 'Patient', patient, row.name), required: 'required', status: 'accepted' },
          { actor: referTo(store, 'Practitioner', clinician, name), required: 'required', status: 'accepted' },
        ],
      }
      store.commit({ who: who.id, at: context.at() }, (tx) => tx.create(id, appointment))
      const arrived = arrive(context, { patient, appointment: id }, who)
      return arrived.ok ? ok({ appointment: id }) : arrived
    },
  },

  'visit.arrive': { run: (context, input, { who }) => arrive(context, input, who) },

  'visit.check-in': {
    run: (context, input, { who }) =>
      step(context, input, who, 'check-in', (tx, visit, at) => {
        const encounter = visit.encounter ?? arrival(context, tx, visit, at)
        book(tx, visit.id, 'checked-in')
        edit(tx, encounter, (resource) => {
          const matched = { valueString: [...new Set(input.identifiers)].join(', ') }
          const extensions = withExtension(resource.extension, identifiersExtension, matched)
          if (extensions) resource.extension = extensions
        })
        return visit.encounter ? undefined : { made: encounter }
      }),
  },

  'visit.room': {
    run(context, input, { who }) {
      const room = one<{ name: string; kind: string }>(
        context.store.db,
        'SELECT name, kind FROM location WHERE id = ?',
        input.room,
      )
      if (!room) return refuse('not-found', 'That room is not known here.')
      return step(context, input, who, 'room', (tx, visit, at) => {
        edit(tx, visit.encounter, (encounter) => {
          if (visit.room === input.room) return
          leaveRooms(encounter, at)
          if (encounter.status === 'arrived') moveTo(encounter, 'triaged', at)
          const location = referTo(context.store, 'Location', input.room, room.name)
          encounter.location = [...(encounter.location ?? []), { location, status: 'active', period: { start: at } }]
        })
        return undefined
      })
    },
  },

  'visit.start': {
    run: (context, input, { who }) =>
      step(context, input, who, 'start', (tx, visit, at) => {
        edit(tx, visit.encounter, (encounter) => moveTo(encounter, 'in-progress', at))
        return undefined
      }),
  },

  'visit.finish': {
    run: (context, input, { who }) =>
      step(context, input, who, 'finish', (tx, visit, at) => {
        book(tx, visit.id, 'fulfilled')
        edit(tx, visit.encounter, (encounter) => {
          leaveRooms(encounter, at)
          moveTo(encounter, 'finished', at)
          encounter.period = { ...encounter.period, end: at }
        })
        return undefined
      }),
  },

  'visit.no-show': {
    run: (context, input, { who }) =>
      step(context, input, who, 'no-show', (tx, visit) => {
        book(tx, visit.id, 'noshow')
        return undefined
      }),
  },

  'visit.undo': {
    run(context, { patient, appointment }, { who }) {
      const visit = visitOf(context, appointment)
      if (!visit) return refuse('not-found', 'This booking is not held on this workstation.')
      if (visit.patient !== patient)
        return refuse('wrong-patient', 'This booking is another patient’s. Nothing was saved.')
      const last = all<{ seq: number; step: VisitMove; made: LocalId | null; before: string; after: string }>(
        context.store.db,
        'SELECT seq, step, made, before, after FROM visit_step WHERE appointment = ? ORDER BY seq DESC LIMIT 1',
        appointment,
      )[0]
      if (!last) return refuse('not-found', 'No step of this visit was taken on this workstation.')
      const no = denied(who, permissions[last.step])
      if (no) return no
      const now = picture(context, appointment, last.made ?? visit.encounter)
      if (!sameState(now, JSON.parse(last.after) as Picture)) {
        return refuse('stale', 'Something else happened to this visit since, so this step cannot be taken back.')
      }
      const before = JSON.parse(last.before) as Picture
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        restore(tx, appointment, last.made ?? visit.encounter, before, last.made !== null)
        run(tx.db, 'DELETE FROM visit_step WHERE seq = ?', last.seq)
        tx.audit(`undo ${last.step}`, 'Appointment', appointment, patient)
      })
      context.sync.poke()
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
