import type { Appointment, Encounter, Observation, ServiceRequest, Task } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import { tubeForTest } from '../../../shared/domain/tube.js'
import { type HeldClinic, holdClinic, ofType, referencesIn } from './clinic.js'

const hours: readonly (readonly [string, string])[] = [
  ['six in the morning', '2026-11-18T06:00:00'],
  ['mid-morning', '2026-11-18T10:31:00'],
  ['late afternoon', '2026-11-18T17:00:00'],
  ['just before midnight', '2026-11-18T23:50:00'],
  ['a minute past midnight', '2026-11-18T00:01:00'],
  ['the first hour', '2026-11-18T00:40:00'],
  ['a Sunday', '2026-11-22T10:31:00'],
  ['New Year', '2027-01-01T09:05:00'],
  ['the day the clocks change', '2026-11-01T12:15:00'],
]

const localDate = (instant: string | undefined): string => {
  const date = new Date(instant ?? '')
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`
}

interface Day {
  held: HeldClinic
  bookings: Appointment[]
  encounterOf: (booking: Appointment) => Encounter | undefined
  patientOf: (resource: Appointment | Encounter) => string
  state: (booking: Appointment) => string
}

function openDay(at: string, patients = 160): Day {
  const now = new Date(at)
  const held = holdClinic(patients, now)
  const encounters = new Map(
    ofType(held.resources, 'Encounter').map((encounter) => [encounter.appointment?.[0]?.reference, encounter]),
  )
  const bookings = ofType(held.resources, 'Appointment').filter(
    (booking) => localDate(booking.start) === localDate(now.toISOString()),
  )
  const encounterOf = (booking: Appointment) => encounters.get(`Appointment/${booking.id}`)
  return {
    held,
    bookings,
    encounterOf,
    patientOf: (resource) =>
      (resource.resourceType === 'Appointment'
        ? resource.participant?.find(({ actor }) => actor?.reference?.startsWith('Patient/'))?.actor?.reference
        : resource.subject?.reference) ?? '',
    state: (booking) => {
      const encounter = encounterOf(booking)
      const inRoom = encounter?.location?.some(({ status }) => status === 'active')
      if (!encounter) return booking.status ?? ''
      return encounter.status === 'in-progress'
        ? 'with clinician'
        : encounter.status === 'triaged' && inRoom
          ? 'roomed'
          : encounter.status === 'arrived'
            ? (booking.status ?? '')
            : (encounter.status ?? '')
    },
  }
}

describe.each(hours)('the schedule at %s', (_name, at) => {
  const day = openDay(at)
  const { held, bookings, encounterOf, patientOf, state } = day
  const now = new Date(at)
  const states = bookings.map(state)
  const count = (wanted: string) => states.filter((found) => found === wanted).length
  const minutes = now.getHours() * 60 + now.getMinutes()

  it('holds a day’s work around the clock', () => {
    expect(bookings.length).toBeGreaterThanOrEqual(20)
    expect(bookings.length).toBeLessThanOrEqual(34)
    expect(count('with clinician')).toBeGreaterThanOrEqual(1)
    expect(count('roomed')).toBe(1)
    expect(count('checked-in') + count('arrived')).toBeGreaterThanOrEqual(1)
    expect(count('booked')).toBeGreaterThanOrEqual(5)
    if (minutes > 150) {
      expect(count('finished')).toBeGreaterThanOrEqual(6)
      expect(count('noshow')).toBe(1)
    }
    expect(bookings.some((booking) => booking.serviceType?.[0]?.text === 'Video visit')).toBe(true)
    expect(bookings.some((booking) => /New patient/.test(booking.description ?? ''))).toBe(true)
  })

  it('lies on one calendar day, nobody twice, past before future', () => {
    const patients = bookings.map(patientOf)
    expect(new Set(patients).size).toBe(patients.length)
    for (const booking of bookings) {
      if (state(booking) === 'finished' && new Date(booking.start ?? '') > now)
        expect.fail(`${booking.id} is over before it begins`)
      if (state(booking) === 'booked' && new Date(booking.start ?? '').getTime() < now.getTime() - 60_000)
        expect.fail(`${booking.id} booked for ${booking.start} is forgotten`)
      expect(
        booking.participant
          ?.map(({ actor }) => actor?.reference)
          .some((reference) => reference === 'Practitioner/novak' || reference === 'Practitioner/hale'),
      ).toBe(true)
    }
  })

  it('tells each visit’s way so far, in order and not beyond now', () => {
    for (const booking of bookings) {
      const encounter = encounterOf(booking)
      if (!encounter) continue
      let before = ''
      for (const { period } of encounter.statusHistory ?? []) {
        expect((period?.start ?? '') >= before, `${encounter.id} ${JSON.stringify(encounter.statusHistory)}`).toBe(true)
        before = period?.end ?? period?.start ?? ''
      }
      expect(before <= now.toISOString(), encounter.id).toBe(true)
      expect(encounter.statusHistory?.at(-1)?.status).toBe(
        encounter.status === 'finished' ? 'in-progress' : encounter.status,
      )
    }
  })

  it('has vitals for whoever is in a room, and no two patients in one room', () => {
    const rooms: string[] = []
    for (const booking of bookings) {
      const encounter = encounterOf(booking)
      if (
        !encounter ||
        !['triaged', 'in-progress', 'finished'].includes(encounter.status ?? '') ||
        encounter.class?.code === 'VR'
      )
        continue
      const taken = ofType(held.resources, 'Observation').filter(
        (observation: Observation) =>
          observation.encounter?.reference === `Encounter/${encounter.id}` &&
          observation.category?.[0]?.coding?.[0]?.code === 'vital-signs',
      )
      expect(taken.length, encounter.id).toBeGreaterThan(1)
      for (const { status, location } of encounter.location ?? [])
        if (status === 'active') rooms.push(location?.reference ?? '')
    }
    expect(new Set(rooms).size).toBe(rooms.length)
  })

  it('leaves one note of today unsigned, the rest signed', () => {
    const finished = bookings
      .filter((booking) => state(booking) === 'finished')
      .map((booking) => `Encounter/${encounterOf(booking)?.id}`)
    const notes = ofType(held.resources, 'DocumentReference').filter((note) =>
      finished.includes(note.context?.encounter?.[0]?.reference ?? ''),
    )
    expect(notes).toHaveLength(finished.length)
    expect(notes.filter((note) => note.docStatus === 'preliminary').length).toBeLessThanOrEqual(1)
    if (minutes > 150) expect(notes.filter((note) => note.docStatus === 'preliminary')).toHaveLength(1)
  })

  it('nothing is from the future and everything refers to something', () => {
    for (const resource of held.resources) {
      if ((resource.meta?.lastUpdated ?? '') >= now.toISOString())
        expect.fail(`${resource.resourceType}/${resource.id} is from ${resource.meta?.lastUpdated}`)
      const dated =
        resource.resourceType === 'Observation'
          ? (resource.issued ?? resource.effectiveDateTime)
          : resource.resourceType === 'Task'
            ? resource.authoredOn
            : resource.resourceType === 'Communication'
              ? resource.sent
              : resource.resourceType === 'Condition'
                ? resource.recordedDate
                : resource.resourceType === 'MedicationRequest'
                  ? resource.authoredOn
                  : resource.resourceType === 'DocumentReference'
                    ? resource.date
                    : resource.resourceType === 'DiagnosticReport'
                      ? resource.issued
                      : undefined
      if (dated && dated > now.toISOString()) expect.fail(`${resource.resourceType}/${resource.id} is dated ${dated}`)
      for (const reference of referencesIn(resource))
        if (!held.byReference.has(reference)) expect.fail(`${resource.id} → ${reference}`)
    }
  })
})

describe('the work of the day', () => {
  const day = openDay('2026-11-18T10:31:00', 900)
  const { held } = day
  const tasks = ofType(held.resources, 'Task')
  const owned = (owner: string): Task[] =>
    tasks.filter((task) => task.owner?.reference === owner && task.status !== 'completed')

  it('gives every inbox ten to twenty-some pieces', () => {
    for (const owner of [
      'Practitioner/novak',
      'Practitioner/hale',
      'Practitioner/ruiz',
      'Practitioner/das',
      'Practitioner/mbeki',
      'CareTeam/blue-team',
      'CareTeam/front-desk',
    ]) {
      expect(owned(owner).length, owner).toBeGreaterThanOrEqual(7)
      expect(owned(owner).length, owner).toBeLessThanOrEqual(26)
    }
    expect(owned('CareTeam/phlebotomy').length).toBeGreaterThanOrEqual(4)
    for (const status of ['requested', 'in-progress', 'completed'])
      expect(tasks.filter((task) => task.status === status).length, status).toBeGreaterThan(1)
    for (const task of tasks) expect((task.lastModified ?? '') >= (task.authoredOn ?? '')).toBe(true)
  })

  it('knows every kind, each about the right thing', () => {
    const focus: Record<string, RegExp> = {
      'result-review': /^DiagnosticReport\//,
      'patient-message': /^Communication\//,
      'refill-request': /^MedicationRequest\//,
      'sign-note': /^DocumentReference\//,
      'cosign-note': /^DocumentReference\//,
      'follow-up': /^ServiceRequest\//,
      document: /^DocumentReference\//,
      'loop-overdue': /^ServiceRequest\//,
      'tell-patient': /^DiagnosticReport\//,
      'unmatched-result': /^DiagnosticReport\//,
      mention: /^DiagnosticReport\//,
      referral: /^ServiceRequest\//,
      'draw-problem': /^ServiceRequest\//,
    }
    const kinds = new Set<string>()
    for (const task of tasks) {
      const kind = task.code?.coding?.[0]?.code ?? ''
      kinds.add(kind)
      const wanted = focus[kind]
      if (wanted) expect(task.focus?.reference, task.description).toMatch(wanted)
      expect(task.description).toBeTruthy()
      // Whose a held result is, its task does not say.
      if (kind === 'unmatched-result') {
        expect(task.for).toBeUndefined()
        continue
      }
      expect(task.for?.reference).toMatch(/^Patient\//)
      const about = task.focus?.reference?.split('/')[1]
      if (about) expect(about.startsWith(`${task.for?.reference?.slice(8)}-`)).toBe(true)
    }
    expect([...kinds].sort()).toEqual([
      'call',
      'cosign-note',
      'document',
      'draw-problem',
      'follow-up',
      'front-desk',
      'loop-overdue',
      'mention',
      'patient-message',
      'referral',
      'refill-request',
      'result-review',
      'sign-note',
      'tell-patient',
      'unmatched-result',
    ])
  })

  it('tells a result’s value in the task as the report has it', () => {
    for (const task of tasks.filter((found) => found.code?.coding?.[0]?.code === 'result-review')) {
      const report = held.byReference.get(task.focus?.reference ?? '')
      if (report?.resourceType !== 'DiagnosticReport') return expect.fail(task.description)
      const said = task.description?.match(/(\d+\.?\d*) [^ ]+ (HH|LL|H|L)\b/)
      if (!said) continue
      const values = (report.result ?? []).map(({ reference }) => held.byReference.get(reference ?? '') as Observation)
      const found = values.find(
        (observation) =>
          observation.interpretation?.[0]?.coding?.[0]?.code === said[2] &&
          observation.valueQuantity?.value === Number(said[1]),
      )
      expect(found, task.description).toBeDefined()
    }
    expect(tasks.some((task) => task.description === 'Potassium 6.1 mmol/L HH' && task.priority === 'stat')).toBe(true)
  })

  it('has notes to sign that are drafts, by whom they are asked of', () => {
    const toSign = tasks.filter((task) => task.code?.coding?.[0]?.code === 'sign-note')
    expect(toSign.length).toBeGreaterThanOrEqual(2)
    for (const task of toSign) {
      const note = held.byReference.get(task.focus?.reference ?? '')
      if (note?.resourceType !== 'DocumentReference') return expect.fail('not a note')
      expect(note.docStatus).toBe('preliminary')
      expect(note.author?.[0]?.reference).toBe(task.owner?.reference)
    }
  })

  it('has blood to draw: at once, fasting, every tube', () => {
    const waiting = ofType(held.resources, 'ServiceRequest').filter(
      (order: ServiceRequest) =>
        order.status === 'active' &&
        order.category?.[0]?.coding?.[0]?.code === '108252007' &&
        (order.occurrenceDateTime ?? '') <= held.now.toISOString() &&
        !order.specimen,
    )
    const patients = new Set(waiting.map((order) => order.subject?.reference))
    expect(patients.size).toBeGreaterThanOrEqual(6)
    expect(patients.size).toBeLessThanOrEqual(14)
    expect(waiting.some((order) => order.priority === 'stat')).toBe(true)
    expect(
      waiting.some(
        (order) =>
          order.extension?.[0]?.url === 'https://rounds.example/fhir/fasting-required' &&
          order.extension[0].valueBoolean,
      ),
    ).toBe(true)
    const tubes = waiting.map((order) => tubeForTest(order.code?.coding?.[0]?.code))
    expect(tubes.every(({ known }) => known)).toBe(true)
    expect([...new Set(tubes.map(({ kind }) => kind.code))].sort()).toEqual([
      'blood-culture',
      'gold',
      'green',
      'grey',
      'lavender',
      'light-blue',
      'urine',
    ])
  })

  it('has the week behind and the weeks ahead', () => {
    const at = (from: number, to: number) =>
      ofType(held.resources, 'Appointment').filter(({ start }) => {
        const days = (Date.parse(start ?? '') - held.now.getTime()) / 86_400_000
        return days > from && days < to
      })
    expect(at(-8, -0.6).length).toBeGreaterThan(15)
    expect(at(0.6, 15).length).toBeGreaterThan(40)
    expect(at(-40, -8).length + at(15, 400).length).toBe(0)
    for (const booking of at(0.6, 15)) {
      expect(booking.status).toBe('booked')
      expect([0, 6]).not.toContain(new Date(booking.start ?? '').getDay())
    }
  })

  it('shows the cast where the stories want them', () => {
    const of = (n: number) => day.bookings.find((booking) => day.patientOf(booking) === `Patient/p${n}`) as Appointment
    expect([1, 3, 4, 5, 6, 7, 8, 2].map((n) => day.state(of(n)))).toEqual([
      'roomed',
      'finished',
      'finished',
      'with clinician',
      'checked-in',
      'booked',
      'booked',
      'booked',
    ])
    expect(of(1).description).toBe('Diabetes follow-up')
    expect(day.encounterOf(of(1))?.location?.[0]?.location?.display).toMatch(/^Room \d$/)
  })
})
