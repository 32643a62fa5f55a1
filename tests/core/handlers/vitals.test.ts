import type { Observation } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, booking, luis, on, patient, practice, result } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
afterEach(() => station.stop())

describe('vitals', () => {
  let amaraId: LocalId
  beforeEach(async () => {
    station = new Workstation(
      [
        ...practice(),
        patient(amara),
        patient(luis),
        booking('a1', amara, on(10, 20), 'Follow-up'),
        booking('a2', luis, on(11), 'Other'),
      ],
      { as: 'ruiz' },
    )
    amaraId = station.patient('amara')
    await station.open(station.patient('luis'))
    await station.do('visit.arrive', { patient: station.patient('luis'), appointment: station.id('Appointment', 'a2') })
    await station.open(amaraId)
    await station.do('visit.arrive', { patient: amaraId, appointment: station.id('Appointment', 'a1') })
  })
  const encounterOf = (appointment: string): LocalId =>
    station
      .ask('schedule.day', { date: '2026-11-22' })
      .rows.find(({ id }) => id === station.id('Appointment', appointment))?.encounter as LocalId

  it('become observations with UCUM units, the pressure as one', async () => {
    const values = {
      systolic: 146,
      diastolic: 88,
      pulse: 76,
      temperature: 36.8,
      saturation: 98,
      weight: 84.2,
      height: 168,
    }
    const { observations } = await station.do('vitals.record', {
      patient: amaraId,
      encounter: encounterOf('a1'),
      values,
    })
    expect(observations).toHaveLength(7)
    const { vitals } = station.ask('chart.view', { patient: amaraId })
    expect(vitals.map(({ name, unit, readings }) => `${name} ${readings[0]?.text} ${unit}`)).toEqual([
      'Blood pressure 146/88 mmHg',
      'Pulse 76 /min',
      'Temperature 36.8 °C',
      'Oxygen saturation 98 %',
      'Weight 84.2 kg',
      'Height 168 cm',
      'Body mass index 29.8 kg/m²',
    ])
    const pressure = station.store
      .ofPatient(amaraId, 'Observation')
      .map(({ resource }) => resource as Observation)
      .find(({ component }) => component)
    expect(
      pressure?.component?.map(({ code, valueQuantity }) => [
        code.coding?.[0]?.code,
        valueQuantity?.value,
        valueQuantity?.code,
      ]),
    ).toEqual([
      ['8480-6', 146, 'mm[Hg]'],
      ['8462-4', 88, 'mm[Hg]'],
    ])
    expect(pressure?.encounter?.reference).toBe(`urn:uuid:${encounterOf('a1')}`)
    expect(pressure?.performer?.[0]?.display).toBe('Jo Ruiz, MA')
  })

  it.each([
    ['a slip', { pulse: 760 }],
    ['half a pressure', { systolic: 120 }],
    ['the two exchanged', { systolic: 80, diastolic: 120 }],
    ['Fahrenheit', { temperature: 98.6 }],
    ['Fahrenheit, as typed', { temperature: '98.60' }],
    ['nothing', {}],
  ])('refuse what cannot be: %s', async (_what, values) => {
    expect((await station.refused('vitals.record', { patient: amaraId, values })).code).toBe('invalid')
    expect(station.store.ofPatient(amaraId, 'Observation')).toEqual([])
  })

  it('join the series measured before, whatever its unit was called', async () => {
    const before = result('hr', amara, on(8), { code: '8867-4', name: 'Heart rate', value: 72, unit: '/min' })
    const vital = [{ coding: [{ code: 'vital-signs' }] }]
    station.receive({ ...before, category: vital, valueQuantity: { value: 72, unit: 'beats/min', code: '/min' } })
    await station.do('vitals.record', { patient: amaraId, values: { pulse: 76 } })
    expect(station.ask('chart.view', { patient: amaraId }).vitals).toMatchObject([
      { name: 'Pulse', readings: [{ text: '76' }, { text: '72' }] },
    ])
  })

  it('in Fahrenheit are judged as such: 98.6 is no fever', async () => {
    const temperature = (id: string, value: number) =>
      ({
        ...result(id, amara, on(9), { code: '8310-5', name: 'Temperature', value, unit: '[degF]' }),
        category: [{ coding: [{ code: 'vital-signs' }] }],
      }) as Observation
    station.receive(temperature('f1', 98.6))
    station.receive(temperature('f2', 103.1))
    const series = station.ask('chart.view', { patient: amaraId })?.vitals.find(({ id }) => id === '8310-5')
    const flags = new Map(series?.readings.map(({ text, flag }) => [text, flag]))
    expect([series?.unit, flags.get('98.6'), flags.get('103.1')]).toEqual(['°F', undefined, 'HH'])
  })

  it('are not put on another patient’s visit', async () => {
    const refusal = await station.refused('vitals.record', {
      patient: amaraId,
      encounter: encounterOf('a2'),
      values: { pulse: 70 },
    })
    expect(refusal.code).toBe('wrong-patient')
    await station.signIn('das')
    await station.open(amaraId)
    expect((await station.refused('vitals.record', { patient: amaraId, values: { pulse: 70 } })).code).toBe(
      'not-permitted',
    )
  })
})
