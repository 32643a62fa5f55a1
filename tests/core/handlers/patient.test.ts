import type { Patient } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InputOf } from '../../../shared/contract/contract.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, booking, luis, on, patient, practice, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
let amaraId: LocalId
beforeEach(async () => {
  station = new Workstation(
    [
      ...practice(),
      patient(amara),
      patient({ ...luis, preferred: 'Lucho' }),
      booking('a1', amara, on(10, 20), 'Diabetes follow-up'),
    ],
    { as: 'das' },
  )
  amaraId = station.patient('amara')
  await station.open(amaraId)
})
afterEach(() => station.stop())

const resource = (id = amaraId): Patient => station.store.read('Patient', id) as Patient
const shown = (): InputOf<'patient.update'>['demographics'] =>
  station.ask('patient.demographics', { patient: amaraId })?.demographics as InputOf<'patient.update'>['demographics']

describe('finding', () => {
  it('says what matched, and who is expected today', () => {
    const { hits } = station.ask('patient.find', { text: 'okafur', limit: 10 })
    expect(hits[0]).toMatchObject({
      name: 'Okafor, Amara J.',
      alike: true,
      matched: ['name'],
      today: '10:20 Diabetes follow-up',
    })
    expect(station.ask('patient.find', { text: 'lucho', limit: 10 }).hits[0]).toMatchObject({ preferredName: 'Lucho' })
    expect(station.ask('patient.find', { text: '204 118', limit: 10 }).hits[0]).toMatchObject({
      mrn: '204 118',
      matched: ['MRN'],
    })
  })

  it('lists who was opened last first', async () => {
    const luisId = station.patient('luis')
    station.later(1)
    await station.open(luisId)
    expect(station.ask('patient.recent', {}).map(({ id }) => id)).toEqual([luisId, amaraId])
    const audited = station.store.db.prepare(`SELECT patient FROM audit WHERE action = 'open'`).all()
    expect(audited).toHaveLength(2)
  })
})

describe('the banner', () => {
  it('leads from a record that the EHR merged to the one that stayed, also over several, and not in circles', () => {
    const merged = (who: typeof amara, into: string, at: string): Patient => ({
      ...(patient(who) as Patient),
      active: false,
      meta: { versionId: `2-${into}`, lastUpdated: at },
      link: [{ type: 'replaced-by', other: { reference: `Patient/${into}` } }],
    })
    const shownOf = () => station.ask('patient.banner', { patient: amaraId })?.mergedInto
    expect(shownOf()).toBeUndefined()
    station.receive(merged(amara, 'luis', on(9, 1)))
    const { name, mrn } = station.ask('patient.banner', { patient: station.patient('luis') }) ?? {}
    expect(shownOf()).toEqual({ id: station.patient('luis'), name, mrn })
    station.receive(merged(luis, 'third', on(9, 2)))
    expect(shownOf()).toEqual({ id: station.patient('third'), name: 'Patient not held here', mrn: '' })
    station.receive(merged(luis, 'amara', on(9, 3)))
    expect(shownOf()).toBeUndefined()
  })

  const allergy = (id: string, code: string, text: string, more: object = {}): never =>
    ({
      resourceType: 'AllergyIntolerance',
      id,
      meta: { versionId: '1', lastUpdated: '2026-11-22T09:00:00.000Z' },
      clinicalStatus: { coding: [{ code: 'active' }] },
      code: { coding: [{ system: 'http://snomed.info/sct', code }], text },
      patient: to.patient(amara),
      ...more,
    }) as never

  it('tells none known from none recorded and from not held', () => {
    const state = (): unknown => station.ask('patient.banner', { patient: amaraId })?.allergyState
    expect(state()).toBe('none-recorded')
    station.store.db.exec(`UPDATE held_chart SET state = 'wanted'`)
    expect(state()).toBe('not-held')
    station.receive(allergy('none', '716186003', 'No known allergies'))
    expect(state()).toBe('none-known')
    station.receive(
      allergy('pen', '91936005', 'Penicillin', {
        criticality: 'high',
        reaction: [{ manifestation: [{ text: 'anaphylaxis' }], severity: 'severe' }],
      }),
    )
    expect(state()).toBe('listed')
    expect(station.ask('patient.banner', { patient: amaraId })?.allergies).toEqual([
      {
        id: station.id('AllergyIntolerance', 'pen'),
        text: 'Penicillin',
        reaction: 'anaphylaxis',
        severity: 'severe',
        dangerous: true,
      },
    ])
  })

  it('leaves out what was refuted, and keeps "no known drug allergy" apart from none at all', () => {
    station.receive(
      allergy('drug', '409137002', 'No known drug allergy'),
      allergy('old', '91935009', 'Peanut', { verificationStatus: { coding: [{ code: 'refuted' }] } }),
    )
    expect(station.ask('patient.banner', { patient: amaraId })).toMatchObject({
      allergyState: 'none-recorded',
      allergies: [],
    })
  })
})

describe('demographics', () => {
  it('change only where something was changed', async () => {
    const before = resource()
    await station.do('patient.update', { patient: amaraId, demographics: shown(), confirmed: false })
    expect(resource()).toEqual(before)
    expect(station.ask('outbox.list', {})).toEqual([])
    await station.do('patient.update', {
      patient: amaraId,
      demographics: { ...shown(), phone: '(206) 555-0177' },
      confirmed: true,
    })
    const after = resource()
    expect(after.telecom).toEqual([
      { system: 'phone', use: 'home', value: '(206) 555-0177', period: { start: '2020-01-01' } },
    ])
    expect(after.name).toEqual(before.name)
    expect((after as { _birthDate?: unknown })._birthDate).toEqual((before as { _birthDate?: unknown })._birthDate)
    expect(after.address).toEqual(before.address)
    expect(station.ask('patient.demographics', { patient: amaraId })?.confirmedAt).toBe(station.running.context.at())
    expect(station.ask('patient.find', { text: '5550177', limit: 5 }).hits).toHaveLength(1)
    expect(station.ask('patient.find', { text: '5550123', limit: 5 }).hits).toHaveLength(0)
  })

  it('keep a former name and address, by which people still ask', async () => {
    const next = { ...shown(), family: 'Balogun', line: '9 Elm Rd' }
    await station.do('patient.update', { patient: amaraId, demographics: next, confirmed: false })
    expect(resource().name?.map(({ use, family }) => `${use} ${family}`)).toEqual(['official Balogun', 'old Okafor'])
    expect(resource().name?.[0]?.extension?.[0]?.valueString).toBe('kept')
    expect(resource().address?.map(({ use, line }) => `${use} ${line?.join()}`)).toEqual([
      'home 9 Elm Rd',
      'old 14 Cedar St',
    ])
    expect(station.ask('patient.find', { text: 'okafor', limit: 5 }).hits[0]?.name).toBe('Balogun, Amara J.')
    expect(shown()).toMatchObject({ family: 'Balogun', line: '9 Elm Rd', city: 'Alderbrook' })
  })

  it('round-trip whatever is given', async () => {
    const next = {
      ...shown(),
      preferredName: 'Ama',
      mobile: '206 555 0100',
      email: 'amara@mail.example',
      language: 'Igbo',
      emergencyName: 'Chidi Okafor',
      emergencyPhone: '206 555 0101',
      emergencyRelationship: 'Brother',
    }
    await station.do('patient.update', { patient: amaraId, demographics: next, confirmed: false })
    expect(shown()).toEqual(next)
    const {
      preferredName: _1,
      mobile: _2,
      email: _3,
      language: _4,
      emergencyName: _5,
      emergencyPhone: _6,
      emergencyRelationship: _7,
      phone: _8,
      ...less
    } = next
    await station.do('patient.update', { patient: amaraId, demographics: less, confirmed: false })
    expect(shown()).toEqual(less)
  })

  it('drop a time of birth on another day with the birth date it belonged to', async () => {
    await station.do('patient.update', {
      patient: amaraId,
      demographics: { ...shown(), birthDate: '1979-03-13' },
      confirmed: false,
    })
    expect(resource()).toMatchObject({ birthDate: '1979-03-13' })
    expect((resource() as { _birthDate?: unknown })._birthDate).toBeUndefined()
  })

  it('refuse a birth date that cannot be', async () => {
    for (const birthDate of ['2026-02-30', '2027-01-01', '1880-01-01']) {
      const refusal = await station.refused('patient.update', {
        patient: amaraId,
        demographics: { ...shown(), birthDate },
        confirmed: false,
      })
      expect(refusal.code).toBe('invalid')
    }
  })
})

describe('registering', () => {
  const someone = { family: 'Abara', given: ['Ngozi'], birthDate: '1990-05-06', sex: 'female' as const }

  it('gives a provisional record number nobody has, and the patient is found at once', async () => {
    const { id, mrn } = await station.do('patient.register', {
      demographics: { ...someone, phone: '206 555 0150' },
      evenIfAlike: false,
    })
    expect(mrn).toMatch(/^9\d\d \d{3}$/)
    expect(resource(id).identifier?.find(({ use }) => use === 'temp')?.value).toBe(mrn.replace(' ', ''))
    expect(station.ask('patient.find', { text: 'ngozi abara', limit: 5 }).hits.map((hit) => hit.id)).toEqual([id])
    await station.open(id)
    expect(station.ask('patient.banner', { patient: id })?.allergyState).toBe('none-recorded')
  })

  it.each([
    ['a misspelt name', { family: 'Okafur', given: ['Amara'], birthDate: '1979-03-12' }],
    ['day and month exchanged', { family: 'Okafor', given: ['Amara'], birthDate: '1979-12-03' }],
    ['a slip in the year', { family: 'Okafor', given: ['Amara'], birthDate: '1978-03-12' }],
    ['names exchanged', { family: 'Amara', given: ['Okafor'], birthDate: '1979-03-12' }],
  ])('warns of someone already registered: %s', async (_what, parts) => {
    const demographics = { ...parts, sex: 'female' as const }
    const refusal = await station.refused('patient.register', { demographics, evenIfAlike: false })
    expect(refusal).toMatchObject({ code: 'conflict' })
    expect(refusal.message).toContain('Okafor, Amara J., born 12 Mar 1979, MRN 204 118')
    await station.do('patient.register', { demographics, evenIfAlike: true })
  })

  it('does not take namesakes of another age for duplicates', async () => {
    await station.do('patient.register', {
      demographics: { family: 'Okafor', given: ['Amara'], birthDate: '2001-07-30', sex: 'female' },
      evenIfAlike: false,
    })
  })

  it('is not the phlebotomist’s', async () => {
    await station.signIn('mbeki')
    expect((await station.refused('patient.register', { demographics: someone, evenIfAlike: false })).code).toBe(
      'not-permitted',
    )
  })
})
