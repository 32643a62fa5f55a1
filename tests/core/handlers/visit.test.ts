import type { Appointment, Encounter } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ScheduleRow } from '../../../shared/contract/views/schedule.js'
import { asDateText, type LocalId } from '../../../shared/kernel/ids.js'
import { amara, booking, luis, on, order, patient, practice, report, result, task, to } from './support/day.js'
import { type Who, Workstation } from './support/workstation.js'

let station: Workstation
let appointment: LocalId
let amaraId: LocalId
const today = asDateText('2026-11-22')

beforeEach(async () => {
  station = new Workstation(
    [
      ...practice(),
      patient(amara),
      patient(luis),
      booking('a1', amara, on(10, 20), 'Diabetes follow-up'),
      booking('a2', luis, on(11, 40), 'Discharge follow-up'),
      order('lab1', amara, '4548-4', 'HbA1c'),
      result('k', luis, on(9), {
        code: '2823-3',
        name: 'Potassium',
        value: 6.1,
        unit: 'mmol/L',
        low: 3.5,
        high: 5.1,
        flag: 'HH',
      }),
      report('bmp', luis, on(9, 30), 'Basic metabolic panel', ['k']),
      task('t1', 'result-review', 'Potassium 6.1 mmol/L HH', {
        owner: to.practitioner('novak'),
        for: to.patient(luis),
        focus: to.thing('DiagnosticReport', 'bmp'),
      }),
    ],
    { as: 'ruiz' },
  )
  amaraId = station.patient('amara')
  appointment = station.id('Appointment', 'a1')
  await station.open(amaraId)
})
afterEach(() => station.stop())

const row = (): ScheduleRow => {
  const found = station.ask('schedule.day', { date: today }).rows.find(({ id }) => id === appointment)
  if (!found) throw new Error('the visit is not on the schedule')
  return found
}
const visit = (): { patient: LocalId; appointment: LocalId } => ({ patient: amaraId, appointment })
const room = (name: string): LocalId => {
  const found = station.ask('room.list', {}).find((each) => each.name === name)
  if (!found) throw new Error('no such room')
  return found.id
}
const booked = (): Appointment => station.store.read('Appointment', appointment) as Appointment
const encounter = (): Encounter => station.store.read('Encounter', row().encounter as LocalId) as Encounter
const as = async (who: Who): Promise<void> => {
  await station.signIn(who)
  await station.open(amaraId)
}

describe('a visit', () => {
  it('goes from booked to finished as docs/FHIR.md has it, and the schedule says so at each step', async () => {
    expect(row()).toMatchObject({ state: 'booked', reason: 'Diabetes follow-up', clinician: 'Dr Lena Novak' })
    await station.do('visit.arrive', visit())
    expect([booked().status, encounter().status, row().state]).toEqual(['arrived', 'arrived', 'arrived'])
    expect(encounter().class?.code).toBe('AMB')
    expect(encounter().participant?.[0]?.individual?.reference).toBe('Practitioner/novak')
    station.later(4)
    await station.do('visit.check-in', { ...visit(), identifiers: ['name', 'birth date'] })
    expect([booked().status, encounter().status, row().state]).toEqual(['checked-in', 'arrived', 'checked-in'])
    station.later(6)
    await station.do('visit.room', { ...visit(), room: room('Room 3') })
    expect([booked().status, encounter().status, row().state, row().where]).toEqual([
      'checked-in',
      'triaged',
      'roomed',
      'Room 3',
    ])
    expect(station.ask('room.list', {}).find(({ name }) => name === 'Room 3')?.patient).toBe('Okafor, A.')
    expect((await station.refused('visit.start', visit())).code).toBe('not-permitted')
    await as('novak')
    station.later(5)
    await station.do('visit.start', visit())
    expect([encounter().status, row().state]).toEqual(['in-progress', 'with-clinician'])
    expect(station.ask('team.list', {}).find(({ name }) => name === 'Dr Lena Novak')?.doing).toBe(
      'with Okafor, A., Room 3',
    )
    station.later(15)
    await station.do('visit.finish', visit())
    expect([booked().status, encounter().status, row().state]).toEqual(['fulfilled', 'finished', 'finished'])
    expect(encounter().location?.map(({ status }) => status)).toEqual(['completed'])
    expect(encounter().statusHistory?.map(({ status }) => status)).toEqual(['arrived', 'triaged', 'in-progress'])
    const periods = encounter().statusHistory?.map(({ period }) => period) ?? []
    expect(periods[0]?.end).toBe(periods[1]?.start)
    expect(encounter().period?.end).toBe(station.running.context.at())
    expect(row().open[0]?.text).toBe('no note yet')
    expect(row()).toMatchObject({ unsent: 'saved-here', finishedAt: encounter().period?.end })
  })

  it('takes back only its last step, and only while nothing followed', async () => {
    await station.do('visit.arrive', visit())
    await station.do('visit.undo', visit())
    expect(row()).toMatchObject({ state: 'booked' })
    expect(row().encounter).toBeUndefined()
    await station.do('visit.arrive', visit())
    await station.do('visit.check-in', { ...visit(), identifiers: ['name', 'birth date'] })
    await station.do('visit.room', { ...visit(), room: room('Room 1') })
    await station.do('visit.undo', visit())
    expect(row().state).toBe('checked-in')
    expect(encounter().location).toBeUndefined()
    await station.do('visit.room', { ...visit(), room: room('Room 2') })
    const held = encounter()
    station.acknowledgeAll()
    const remote = { ...encounter(), status: 'in-progress' as const }
    station.receive({ ...remote, meta: { versionId: '9', lastUpdated: '2026-11-23T00:00:00.000Z' } })
    expect(held.status).toBe('triaged')
    expect((await station.refused('visit.undo', visit())).code).toBe('stale')
  })

  it('moves between rooms and leaves the first', async () => {
    await station.do('visit.arrive', visit())
    expect((await station.refused('visit.room', { ...visit(), room: room('Room 1') })).code).toBe('stale')
    await station.do('visit.check-in', { ...visit(), identifiers: ['name', 'birth date'] })
    await station.do('visit.room', { ...visit(), room: room('Room 1') })
    station.later(3)
    await station.do('visit.room', { ...visit(), room: room('Chair 2') })
    expect(encounter().location?.map(({ status, location }) => `${location?.display} ${status}`)).toEqual([
      'Room 1 completed',
      'Chair 2 active',
    ])
    expect(row().where).toBe('Chair 2')
  })

  it('is not touched for another patient, a wrong moment or by another role', async () => {
    const luisId = station.patient('luis')
    expect((await station.refused('visit.arrive', { patient: luisId, appointment })).code).toBe('wrong-patient')
    await station.open(luisId)
    expect((await station.refused('visit.arrive', { patient: luisId, appointment })).code).toBe('wrong-patient')
    await station.open(amaraId)
    expect((await station.refused('visit.start', visit())).code).toBe('not-permitted')
    await station.do('visit.arrive', visit())
    expect((await station.refused('visit.arrive', visit())).code).toBe('stale')
    expect((await station.refused('visit.no-show', visit())).code).toBe('stale')
    await as('mbeki')
    await station.do('visit.check-in', { ...visit(), identifiers: ['name', 'phone'] })
    expect((await station.refused('visit.room', { ...visit(), room: room('Chair 1') })).code).toBe('not-permitted')
  })

  it('of a walk-in begins as arrived, and one that did not come is said so', async () => {
    await station.do('visit.no-show', visit())
    expect(row().state).toBe('no-show')
    const { appointment: walkIn } = await station.do('visit.walk-in', {
      patient: amaraId,
      reason: 'Sore throat',
      clinician: station.id('Practitioner', 'hale'),
    })
    const rows = station.ask('schedule.day', { date: today }).rows
    expect(rows.find(({ id }) => id === walkIn)).toMatchObject({ state: 'arrived', clinician: 'Marcus Hale, NP' })
  })
})

describe('the schedule', () => {
  it('tells what to know before going in', () => {
    const rows = station.ask('schedule.day', { date: today }).rows
    expect(rows.map(({ patient: { shortName }, open }) => [shortName, ...open.map(({ text }) => text)])).toEqual([
      ['Okafor, A.', '1 test to draw', 'new patient'],
      ['Romero, L.', 'Potassium 6.1 mmol/L HH', 'new patient'],
    ])
    expect(rows[1]?.open[0]?.tone).toBe('danger')
  })

  it('says when a day is not kept here', () => {
    expect(station.ask('schedule.day', { date: '2026-11-15' }).held).toBe(true)
    expect(station.ask('schedule.day', { date: '2026-11-14' }).held).toBe(false)
    expect(station.ask('schedule.day', { date: '2026-12-23' }).held).toBe(false)
  })

  it('is on the banner: why they are here, where and since when', async () => {
    await station.do('visit.arrive', visit())
    expect(station.ask('patient.banner', { patient: amaraId })?.here).toMatchObject({
      reason: 'Diabetes follow-up',
      time: '10:20',
      state: 'arrived',
      with: 'Dr Lena Novak',
    })
  })
})
