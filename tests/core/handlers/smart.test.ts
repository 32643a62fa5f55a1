import type { Observation, Provenance, Resource } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SmartValue } from '../../../shared/contract/views/smart.js'
import { schema } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { amara, booking, local, luis, on, order, patient, practice, report, result, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
let amaraId: LocalId
afterEach(() => station.stop())

const meta = (version = '1') => ({ versionId: version, lastUpdated: `2026-11-22T09:0${version}:00.000Z` })
const number = (text: string): number => (parseJson(`{"n": ${text}}`) as { n: number }).n
const a1c = (id: string, at: string, value: string, flag = 'H') =>
  result(id, amara, at, { code: '4548-4', name: 'HbA1c', value: number(value), unit: '%', flag })
const vital = (id: string, code: string, text: string, at: string, value: string, unit: string): Observation =>
  ({
    ...result(id, amara, at, { code, name: text, value: number(value), unit }),
    category: [{ coding: [{ code: 'vital-signs' }] }],
    performer: [{ reference: 'Practitioner/ruiz', display: 'Maria Ruiz' }],
  }) as Observation

const read = (links: string[], who = amaraId): SmartValue[] => station.ask('smart.read', { patient: who, links })
const words = (value: SmartValue | undefined): string | string[] | undefined =>
  value?.kind === 'text' ? value.text : value && [value.title, ...value.rows]
const said = (link: string, who = amaraId) => words(read([link], who)[0])

describe('results in a note', () => {
  beforeEach(() => {
    station = new Workstation([
      ...practice(),
      patient(amara),
      patient(luis),
      a1c('h0', local('2025-11-02T08:00'), '7.8'),
      a1c('h1', local('2026-06-03T08:00'), '7.6'),
      a1c('h2', local('2026-11-18T08:00'), '7.9'),
      {
        ...result('k1', amara, local('2026-11-18T08:00'), {
          code: '2823-3',
          name: 'Potassium',
          value: 5.6,
          unit: 'mmol/L',
          flag: 'H',
        }),
        status: 'preliminary',
      } as Observation,
      result('na', amara, local('2026-11-20T08:00'), {
        code: '2951-2',
        name: 'Sodium',
        value: 1,
        unit: 'mmol/L',
        flag: 'LL',
      }),
      result('odd', amara, local('2026-01-05T08:00'), {
        code: '1668-3',
        name: '17-hydroxyprogesterone',
        value: 80,
        unit: 'ng/dL',
      }),
      result('other', luis, local('2026-11-21T08:00'), {
        code: '4548-4',
        name: 'HbA1c',
        value: 12.3,
        unit: '%',
        flag: 'HH',
      }),
    ])
    amaraId = station.patient('amara')
    station.receive({
      ...(station.store.read('Observation', station.id('Observation', 'na')) as Observation),
      status: 'entered-in-error',
      meta: meta('2'),
    })
  })

  it('tells the last value with its flag in words, its day, and the one before', () => {
    expect(said('a1c')).toBe('HbA1c 7.9 % high (18 Nov 2026), from 7.6 % high (3 Jun)')
    const [value] = read(['a1c'])
    expect(value?.sources).toEqual([
      { type: 'Patient', id: amaraId },
      { type: 'Observation', id: station.id('Observation', 'h2'), said: '7.9 %' },
      { type: 'Observation', id: station.id('Observation', 'h1'), said: '7.6 %' },
    ])
    expect(value).toMatchObject({ name: 'HbA1c', recorded: true, at: station.running.context.at() })
  })

  it('says preliminary, keeps a correction visible, and never tells what was entered in error', () => {
    expect(said('potassium')).toBe('Potassium 5.6 mmol/L high (18 Nov 2026, preliminary)')
    expect(said('sodium')).toBe('Sodium: none recorded')
    station.receive({ ...a1c('h2', local('2026-11-18T08:00'), '7.4'), status: 'corrected', meta: meta('2') })
    expect(said('a1c')).toBe('HbA1c 7.4 % high (18 Nov 2026, corrected, was 7.9 %), from 7.6 % high (3 Jun)')
  })

  it('offers what this patient has, by short name or by the name in the chart', () => {
    const { offers, partly } = station.ask('smart.list', { patient: amaraId })
    const names = offers.map(({ link }) => link)
    expect(partly).toBeUndefined()
    expect(names).toEqual(
      expect.arrayContaining(['a1c', 'potassium', 'lab:1668-3', 'medicines', 'allergies', 'patient']),
    )
    expect(names).not.toContain('sodium')
    expect(names).not.toContain('ldl')
    expect(offers.find(({ link }) => link === 'a1c')?.preview).toBe('7.9 % high (18 Nov 2026), from 7.6 % high (3 Jun)')
    expect(said('lab:1668-3')).toBe('17-hydroxyprogesterone 80 ng/dL (5 Jan 2026)')
    expect(read(['nonsense'])).toEqual([])
    expect(read(['sugar', 'meds', 'last-plan', 'past-history']).map(({ link, name }) => [link, name])).toEqual([
      ['sugar', 'HbA1c'],
      ['meds', 'Active medicines'],
      ['last-plan', 'Last visit’s plan'],
      ['past-history', 'Problem list'],
    ])
  })

  it('lists the results of the last day, with references and states', () => {
    expect(said('results')).toEqual([
      'Results of 18 Nov 2026',
      'HbA1c 7.9 % high',
      'Potassium 5.6 mmol/L high, preliminary',
    ])
  })

  it('is another patient’s for another patient', () => {
    expect(said('a1c', station.patient('luis'))).toBe('HbA1c 12.3 % critically high (21 Nov 2026)')
  })
})

describe('the chart in a note', () => {
  beforeEach(() => {
    const visit = (id: string, at: string, reason: string, status = 'finished') => ({
      resourceType: 'Encounter',
      id,
      meta: meta(),
      status,
      class: { code: 'AMB' },
      subject: to.patient(amara),
      period: { start: at },
      reasonCode: [{ text: reason }],
      participant: [{ individual: { display: 'Dr Lena Novak' } }],
    })
    station = new Workstation([
      ...practice(),
      patient(amara),
      patient(luis),
      {
        resourceType: 'MedicationRequest',
        id: 'met',
        meta: meta(),
        status: 'active',
        intent: 'order',
        subject: to.patient(amara),
        medicationCodeableConcept: { text: 'Metformin ER 500 mg tablet' },
        dosageInstruction: [{ text: '1,000 mg twice daily' }],
        reasonCode: [{ text: 'Type 2 diabetes' }],
      },
      {
        resourceType: 'MedicationRequest',
        id: 'old',
        meta: meta(),
        status: 'stopped',
        intent: 'order',
        subject: to.patient(amara),
        medicationCodeableConcept: { text: 'Lisinopril 10 mg tablet' },
      },
      vital('w0', '29463-7', 'Weight', local('2026-06-03T15:00'), '82.9', 'kg'),
      vital('w1', '29463-7', 'Weight', on(10, 5), '84.2', 'kg'),
      vital('p1', '8867-4', 'Pulse', on(10, 5), '76', '/min'),
      order('urine', amara, '14959-1', 'Urine albumin/creatinine', { authoredOn: local('2026-09-14T15:00') }),
      order('drawn', amara, '24320-4', 'Basic metabolic panel', { specimen: [to.thing('Specimen', 's1')] }),
      visit('e0', local('2026-09-14T15:00'), 'Video visit: diabetes'),
      visit('e1', on(10), 'Diabetes follow-up', 'in-progress'),
      booking('b1', amara, local('2026-12-03T18:20'), 'Blood pressure'),
    ] as Resource[])
    amaraId = station.patient('amara')
  })

  it('lists medicines being taken with how, orders left open and results awaited', () => {
    expect(said('medicines')).toEqual([
      'Active medicines',
      'Metformin ER 500 mg tablet, 1,000 mg twice daily, for Type 2 diabetes',
    ])
    expect(said('open-orders')).toEqual([
      'Open orders',
      'Basic metabolic panel, ordered 22 Nov 2026 by Dr Lena Novak, collected, result pending',
      'Urine albumin/creatinine, ordered 14 Sep 2026 by Dr Lena Novak',
    ])
    expect(said('pending')).toHaveLength(2)
    expect(said('problems')).toEqual(['Problem list', 'None recorded'])
  })

  it('says “no known allergies” only where somebody recorded so', () => {
    expect(said('allergies')).toBe('Allergies: none recorded')
    const allergy = (id: string, more: object) => ({
      resourceType: 'AllergyIntolerance',
      id,
      meta: meta(),
      patient: to.patient(amara),
      clinicalStatus: { coding: [{ code: 'active' }] },
      ...more,
    })
    const nkda = { code: { coding: [{ system: 'http://snomed.info/sct', code: '409137002' }] } }
    station.receive(allergy('nkda', nkda) as Resource)
    expect(said('allergies')).toBe('No known drug allergies, others not recorded')
    station.receive(
      allergy('nka', { code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] } }) as Resource,
    )
    expect(said('allergies')).toBe('No known allergies')
    station.receive(
      allergy('pen', {
        code: { text: 'Penicillin' },
        reaction: [{ manifestation: [{ text: 'anaphylaxis' }], severity: 'severe' }],
      }) as Resource,
    )
    expect(said('allergies')).toBe('Allergies: Penicillin (anaphylaxis, severe)')
  })

  it('tells vitals of the visit with when and by whom, and weight with its change', () => {
    expect(said('vitals')).toBe('Pulse 76/min, weight 84.2 kg (22 Nov 2026 10:05, Maria Ruiz)')
    expect(said('weight')).toBe('Weight 84.2 kg (22 Nov 2026), 1.3 kg more than 82.9 kg (3 Jun)')
    expect(said('bp')).toBe('Blood pressure: none recorded')
    station.later(24 * 60)
    const held = '(as held here, chart as of 22 Nov 2026 10:00)'
    // A day without a word from the EHR: the time the chart is of goes with it.
    expect(said('vitals')).toBe(
      'Vitals of this visit: none recorded on 23 Nov 2026 (as held here, chart as of 22 Nov 2026 10:00)',
    )
    expect(said('weight')).toMatch(/\(as held here, chart as of 22 Nov 2026 10:00\)$/)
    expect(said('age')).toBe('47 y')
    const visit = { patient: amaraId, encounter: station.id('Encounter', 'e1'), links: ['vitals', 'last-visit'] }
    expect(station.ask('smart.read', visit).map(words)).toEqual([
      `Pulse 76/min, weight 84.2 kg (22 Nov 2026 10:05, Maria Ruiz) ${held}`,
      `Last visit 14 Sep 2026: Video visit: diabetes, with Dr Lena Novak ${held}`,
    ])
  })

  it('tells who the patient is and when they come again', () => {
    expect(['patient', 'name', 'age', 'sex', 'pronoun', 'birth-date'].map((link) => said(link))).toEqual([
      '47-year-old woman',
      'Amara Okafor',
      '47 y',
      'female',
      'she',
      '12 Mar 1979',
    ])
    expect(said('next-appointment')).toMatch(
      /^Next appointment 3 Dec 2026 \d\d:20, Blood pressure, with Dr Lena Novak$/,
    )
  })

  it('says of a chart that is not held whole that it is not, and never that something is none', () => {
    station.store.db.prepare('DELETE FROM held_chart WHERE patient = ?').run(amaraId)
    expect(station.ask('smart.list', { patient: amaraId }).partly).toBe('as held here, the chart is not held whole')
    expect(said('allergies')).toBe('Allergies: not known here (as held here, the chart is not held whole)')
    expect(said('weight')).toMatch(/\(3 Jun\) \(as held here, the chart is not held whole\)$/)
    expect(said('immunisations-due')).toEqual([
      'Immunisations due (as held here, the chart is not held whole)',
      'Not known here',
    ])
    expect(said('age')).toBe('47 y')
  })

  it.each([
    ['Pacific/Auckland', '2026-07-01T07:00', false],
    ['America/Los_Angeles', '2026-06-30T20:00', true],
  ])('counts a dose on the day it was given here: %s', (zone, time, isDue) => {
    const { TZ } = process.env
    process.env.TZ = zone
    try {
      station.receive({
        resourceType: 'Immunization',
        id: 'flu',
        meta: meta(),
        status: 'completed',
        vaccineCode: {
          coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140', display: 'Influenza' }],
          text: 'Influenza',
        },
        patient: to.patient(amara),
        occurrenceDateTime: local(time),
      } as Resource)
      const influenza = [said('immunisations-due')].flat().filter((row) => /influenza/i.test(row ?? ''))
      expect(influenza).toEqual(isDue ? [expect.stringContaining('last 30 Jun 2026')] : [])
    } finally {
      if (TZ === undefined) delete process.env.TZ
      else process.env.TZ = TZ
    }
  })

  it('tells the plan of the last signed note of another visit', async () => {
    await station.open(amaraId)
    const encounter = station.id('Encounter', 'e0')
    const { note } = await station.do('note.create', { patient: amaraId, title: 'Visit', encounter })
    // The empty paragraphs of subjective, and of assessment and plan.
    for (const [version, at, text] of [
      [0, 10, 'Add an SGLT2 inhibitor.'],
      [1, 2, 'Walks more.'],
    ] as const) {
      const steps = [{ stepType: 'replace', from: at, to: at, slice: { content: [{ type: 'text', text }] } }]
      await station.do('note.steps', { patient: amaraId, note, version, steps })
    }
    expect(said('last-plan')).toEqual(['Last visit’s plan', 'None recorded'])
    await station.do('note.sign', { patient: amaraId, note, version: 2 })
    expect(said('last-plan')).toEqual(['Plan of 22 Nov 2026, Dr Lena Novak', 'Add an SGLT2 inhibitor.'])
    expect(station.ask('smart.read', { patient: amaraId, encounter, links: ['last-plan'] }).map(words)).toEqual([
      ['Last visit’s plan', 'None recorded'],
    ])
  })
})

describe('a note with smart links', () => {
  const linkOf = (value: SmartValue) => {
    if (value.kind !== 'text') throw new Error('not a sentence')
    const { link, text, at, sources } = value
    return schema.nodes.smart_link.create({ link, text, at, sources })
  }
  async function noteWith(value: SmartValue): Promise<LocalId> {
    await station.open(amaraId)
    const { note } = await station.do('note.create', { patient: amaraId, title: 'Visit' })
    const content = [linkOf(value).toJSON()]
    await station.do('note.steps', {
      patient: amaraId,
      note,
      version: 0,
      steps: [{ stepType: 'replace', from: 2, to: 2, slice: { content } }],
    })
    return note
  }
  beforeEach(() => {
    station = new Workstation([
      ...practice(),
      patient(amara),
      patient(luis),
      a1c('h1', local('2026-06-03T08:00'), '7.6'),
      a1c('h2', local('2026-11-18T08:00'), '7.9'),
      report('r', amara, local('2026-11-18T08:00'), 'HbA1c', ['h2']),
      result('other', luis, local('2026-11-21T08:00'), { code: '4548-4', name: 'HbA1c', value: 12.3, unit: '%' }),
    ])
    amaraId = station.patient('amara')
  })

  it('is signed with where the data came from, and tells a later correction beside what was signed', async () => {
    const note = await noteWith(read(['a1c'])[0] as SmartValue)
    await station.do('note.sign', { patient: amaraId, note, version: 1 })
    const seal = station.store.db.prepare('SELECT id FROM seal WHERE note = ?').get(note) as { id: LocalId }
    const { entity } = station.store.read('Provenance', seal.id) as Provenance
    expect(entity?.map(({ role, what }) => [role, what.reference])).toEqual([
      ['source', undefined],
      ['source', 'Observation/h2'],
      ['source', 'Observation/h1'],
    ])
    expect(station.ask('smart.changes', { patient: amaraId, note })).toEqual([])
    // The same value as the one before it: only the record tells that it is another one.
    station.receive({ ...a1c('h2', local('2026-11-18T08:00'), '7.6'), status: 'corrected', meta: meta('2') })
    const source = station.id('Observation', 'h2')
    expect(station.ask('smart.changes', { patient: amaraId, note })).toEqual([
      { source, name: 'HbA1c', said: '7.9 %', now: '7.6 %', how: 'corrected' },
    ])
    station.receive({ ...a1c('h2', local('2026-11-18T08:00'), '7.6'), status: 'entered-in-error', meta: meta('3') })
    expect(station.ask('smart.changes', { patient: amaraId, note })).toEqual([
      { source, name: 'HbA1c', said: '7.9 %', how: 'withdrawn' },
    ])
    expect(station.ask('note.paper', { note })?.note.remarks?.join(' ')).toContain('HbA1c 7.9 %')
    expect(station.ask('note.view', { note })).toMatchObject({ seal: 'intact' })
    expect(JSON.stringify(station.ask('note.view', { note })?.document)).toContain('7.9 % high (18 Nov 2026)')
  })

  it('of another patient is not signed', async () => {
    const theirs = read(['a1c'], station.patient('luis'))[0] as SmartValue
    const note = await noteWith(theirs)
    expect(await station.refused('note.sign', { patient: amaraId, note, version: 1 })).toMatchObject({
      code: 'wrong-patient',
      message: expect.stringContaining('12.3'),
    })
    const disguised = { ...theirs, sources: [{ type: 'Patient', id: amaraId }, ...theirs.sources.slice(1)] }
    const second = await noteWith(disguised)
    expect((await station.refused('note.sign', { patient: amaraId, note: second, version: 1 })).code).toBe(
      'wrong-patient',
    )
  })
})
