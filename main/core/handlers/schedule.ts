import type { Room, ScheduleDay, ScheduleRow, TeamMember } from '../../../shared/contract/views/schedule.js'
import { addDays, dayBounds, localDate } from '../../../shared/kernel/dates.js'
import type { DateText, LocalId } from '../../../shared/kernel/ids.js'
import { all } from '../store/statement.js'
import { ofPatient, type Topic } from '../store/topic.js'
import type { Context, QueryHandlers } from './context.js'
import { openThings } from './open-things.js'
import { patientCore, patientRows, unknownPatient } from './people.js'
import { type Visit, visitsOf } from './visits.js'

/** What a workstation keeps of the schedule, days back and ahead. */
const daysBack = 7
const daysAhead = 30

const rank = { 'needs-you': 3, 'saved-here': 2, sending: 1 }

function scheduleRows(context: Context, visits: readonly Visit[]): ScheduleRow[] {
  const { store, outbox } = context
  const now = context.clock.now()
  const patients = patientRows(store, [...new Set(visits.map(({ patient }) => patient))])
  const open = openThings(context, visits)
  const ofAppointments = outbox.unsentIndex('Appointment')
  const ofEncounters = outbox.unsentIndex('Encounter')
  return visits.map(
    ({ room: _room, where, encounter, since, arrivedAt, finishedAt, clinician, clinicianId, ...visit }) => {
      const row = patients.get(visit.patient)
      const unsent = [ofAppointments.get(visit.id), encounter && ofEncounters.get(encounter)]
        .filter((state) => state !== undefined)
        .sort((a, b) => rank[b as 'sending'] - rank[a as 'sending'])[0]
      return {
        ...visit,
        patient: row ? patientCore(row, now) : unknownPatient(visit.patient),
        ...(encounter && { encounter }),
        ...(where && { where }),
        ...(since && { since }),
        ...(arrivedAt && { arrivedAt }),
        ...(finishedAt && { finishedAt }),
        ...(clinician && { clinician }),
        ...(clinicianId && { clinicianId }),
        open: open.get(visit.id) ?? [],
        ...(unsent && { unsent: unsent as 'sending' }),
      }
    },
  )
}

function day(context: Context, date: DateText): { value: ScheduleDay; topics: Topic[] } {
  const today = localDate(context.clock.now())
  const { start, end } = dayBounds(date)
  const visits = visitsOf(context, { from: start, to: end })
  const { asOf } = context.sync.view()
  const patients = new Set(visits.map(({ patient }) => ofPatient(patient)))
  return {
    value: {
      date,
      rows: scheduleRows(context, visits),
      ...(asOf && { asOf }),
      held: date >= addDays(today, -daysBack) && date <= addDays(today, daysAhead),
    },
    topics: ['Appointment', 'Encounter', 'Location', 'Practitioner', 'outbox', 'sync', ...patients],
  }
}

/** Rooms and chairs, and who is in them. */
function rooms(context: Context): Room[] {
  const rows = all<{ id: LocalId; name: string; kind: 'room' | 'chair'; patient: string | null }>(
    context.store.db,
    `SELECT l.id, l.name, l.kind, (SELECT p.short_name FROM encounter e JOIN patient p ON p.id = e.patient
       WHERE e.room = l.id AND e.status IN ('arrived', 'triaged', 'in-progress', 'onleave') ORDER BY e.since DESC LIMIT 1) AS patient
     FROM location l WHERE l.kind IN ('room', 'chair') ORDER BY l.kind DESC`,
  )
  const byName = new Intl.Collator('en', { numeric: true })
  return rows
    .sort((a, b) => (a.kind === b.kind ? byName.compare(a.name, b.name) : a.kind === 'room' ? -1 : 1))
    .map(({ patient, ...room }) => ({ ...room, ...(patient && { patient }) }))
}

interface Member {
  id: LocalId
  name: string
  initials: string
  title: string | null
  role: string | null
  teams: string | null
  patient: string | null
  room: string | null
}

function team(context: Context): TeamMember[] {
  const rows = all<Member>(
    context.store.db,
    `SELECT p.id, p.name, p.initials, r.title, r.role,
       (SELECT group_concat(t.name, char(10)) FROM care_team_member m JOIN care_team t ON t.id = m.team WHERE m.member = p.id) AS teams,
       (SELECT q.short_name FROM encounter e JOIN patient q ON q.id = e.patient
         WHERE e.status = 'in-progress' AND e.practitioner = p.id ORDER BY e.since DESC LIMIT 1) AS patient,
       (SELECT l.name FROM encounter e JOIN location l ON l.id = e.room
         WHERE e.status = 'in-progress' AND e.practitioner = p.id ORDER BY e.since DESC LIMIT 1) AS room
     FROM practitioner p LEFT JOIN practitioner_role r ON r.practitioner = p.id AND r.active = 1
     WHERE p.active = 1 GROUP BY p.id ORDER BY p.name`,
  )
  return rows.map(({ title, role, teams, patient, room, ...member }) => ({
    ...member,
    title: title ?? '',
    role: role ?? '',
    teams: teams?.split('\n').sort() ?? [],
    ...(patient && { doing: `with ${patient}${room ? `, ${room}` : ''}` }),
  }))
}

export const scheduleQueries = {
  'schedule.day': { run: (context, { date }) => day(context, date as DateText) },
  'room.list': { run: (context) => ({ value: rooms(context), topics: ['Location', 'Encounter'] }) },
  'team.list': {
    run: (context) => ({
      value: team(context),
      topics: ['Practitioner', 'PractitionerRole', 'CareTeam', 'Encounter'],
    }),
  },
} satisfies Partial<QueryHandlers>
