import type { DocumentReference, Encounter, Observation, Resource } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generatePatient } from '../../../main/ehr/practice/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { amara, local, luis, on, order, patient, practice, report, result, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
afterEach(() => station.stop())
const stamp = { versionId: '1', lastUpdated: '2026-11-22T09:00:00.000Z' }

describe('the chart', () => {
  let amaraId: LocalId
  beforeEach(() => {
    const written = parseJson('{"potassium": 5.10, "creatinine": 1.0}') as { potassium: number; creatinine: number }
    const corrected = {
      ...result('k2', amara, on(8), {
        code: '2823-3',
        name: 'Potassium',
        value: written.potassium,
        unit: 'mmol/L',
        low: 3.5,
        high: 5.1,
        flag: 'N',
      }),
      status: 'corrected',
      meta: { versionId: '2', lastUpdated: '2026-11-22T09:05:00.000Z' },
    } as Observation
    station = new Workstation([
      ...practice(),
      patient(amara),
      patient(luis),
      {
        resourceType: 'Condition',
        id: 'dm',
        meta: stamp,
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9' }], text: 'Type 2 diabetes' },
        clinicalStatus: { coding: [{ code: 'active' }] },
        category: [{ coding: [{ code: 'problem-list-item' }] }],
        subject: to.patient(amara),
        onsetDateTime: '2017',
      },
      {
        resourceType: 'Condition',
        id: 'wrong',
        meta: stamp,
        code: { text: 'Gout' },
        verificationStatus: { coding: [{ code: 'entered-in-error' }] },
        subject: to.patient(amara),
      },
      {
        resourceType: 'MedicationRequest',
        id: 'met',
        meta: stamp,
        status: 'active',
        intent: 'order',
        subject: to.patient(amara),
        medicationCodeableConcept: { text: 'Metformin ER 500 mg tablet' },
        dosageInstruction: [{ text: '1,000 mg twice daily' }],
        reasonReference: [to.thing('Condition', 'dm')],
        authoredOn: '2024-02-01T10:00:00Z',
      },
      result('k0', amara, '2026-05-01T08:00:00Z', { code: '2823-3', name: 'Potassium', value: 4.4, unit: 'mmol/L' }),
      result('k2', amara, on(8), { code: '2823-3', name: 'Potassium', value: 6.9, unit: 'mmol/L', flag: 'HH' }),
      corrected,
      result('cr', amara, on(8), {
        code: '2160-0',
        name: 'Creatinine',
        value: written.creatinine,
        unit: 'mg/dL',
        low: 0.5,
        high: 1.1,
        flag: 'H',
      }),
      result('void', amara, on(8), { code: '2951-2', name: 'Sodium', value: 1, unit: 'mmol/L', flag: 'LL' }),
      report('bmp', amara, on(8), 'Basic metabolic panel', ['k2', 'cr', 'missing']),
      order('urine', amara, '14959-1', 'Urine albumin/creatinine', { encounter: to.thing('Encounter', 'e0') }),
      {
        resourceType: 'Encounter',
        id: 'e0',
        meta: stamp,
        status: 'finished',
        class: { code: 'VR' },
        subject: to.patient(amara),
        period: { start: '2026-09-14T15:00:00Z', end: '2026-09-14T15:20:00Z' },
        reasonCode: [{ text: 'Video visit' }],
      } as Encounter,
    ] as Resource[])
    amaraId = station.patient('amara')
    station.receive({
      ...(station.store.read('Observation', station.id('Observation', 'void')) as Observation),
      status: 'entered-in-error',
      meta: { versionId: '2', lastUpdated: '2026-11-22T09:10:00.000Z' },
    })
  })

  it('keeps every digit as the laboratory wrote it', () => {
    const { results } = station.ask('chart.view', { patient: amaraId })
    expect(results.map(({ name, readings }) => [name, ...readings.map(({ text }) => text)])).toEqual([
      ['Creatinine', '1.0'],
      ['Potassium', '5.10', '4.4'],
    ])
  })

  it('never hides what a correction replaced, and leaves out what was entered in error', () => {
    const { results, problems } = station.ask('chart.view', { patient: amaraId })
    expect(results[1]?.readings[0]).toMatchObject({ text: '5.10', status: 'corrected', earlier: '6.9', flag: 'N' })
    expect(results.some(({ name }) => name === 'Sodium')).toBe(false)
    expect(problems).toEqual([
      { id: station.id('Condition', 'dm'), text: 'Type 2 diabetes', code: 'E11.9', onset: '2017', status: 'active' },
    ])
  })

  it('lets go of an earlier value with its chart', () => {
    station.store.receive(station.running.context.at(), (tx) =>
      tx.forget('Observation', station.id('Observation', 'k2')),
    )
    expect(station.store.db.prepare('SELECT count(*) AS n FROM corrected_value').get()).toEqual({ n: 0 })
  })

  it('says what each medicine is for and what a visit left open', () => {
    const { medicines, timeline, held } = station.ask('chart.view', { patient: amaraId })
    expect(medicines).toMatchObject([
      {
        text: 'Metformin ER 500 mg tablet',
        sig: '1,000 mg twice daily',
        for: 'Type 2 diabetes',
        since: '2024-02-01',
        status: 'active',
      },
    ])
    expect(timeline.find(({ kind }) => kind === 'video-visit')?.leftOpen).toEqual(['Urine albumin/creatinine'])
    expect(timeline.find(({ kind }) => kind === 'result')).toMatchObject({
      abnormal: true,
      detail: 'Creatinine 1.0 mg/dL H',
      target: { kind: 'report' },
    })
    expect(held).toMatchObject({ state: 'held' })
  })

  it('shows a report with last values, in its own order', () => {
    const view = station.ask('report.view', { patient: amaraId, report: station.id('DiagnosticReport', 'bmp') })
    expect(view?.rows.map(({ name, last, earlier }) => [name, last, earlier])).toEqual([
      ['Potassium', '4.4', '6.9'],
      ['Creatinine', undefined, undefined],
    ])
    expect(
      station.ask('report.view', { patient: station.patient('luis'), report: station.id('DiagnosticReport', 'bmp') }),
    ).toBeNull()
  })

  it('keeps the words of a reference range and leaves out the unit it repeats', () => {
    const inr = result('inr', amara, on(9), { code: '6301-6', name: 'INR', value: 2.4, unit: '{INR}' })
    station.receive(
      { ...inr, referenceRange: [{ low: { value: 2 }, high: { value: 3 }, text: '2.0 – 3.0, on warfarin' }] },
      {
        ...result('ldl', amara, on(9), { code: '13457-7', name: 'LDL', value: 79, unit: 'mg/dL' }),
        referenceRange: [{ high: { value: 130, unit: 'mg/dL' }, text: '< 130 mg/dL' }],
      },
    )
    const { results } = station.ask('chart.view', { patient: amaraId })
    expect(results.find(({ name }) => name === 'INR')).toMatchObject({
      reference: '2.0 – 3.0, on warfarin',
      unit: '',
      low: 2,
      high: 3,
    })
    expect(results.find(({ name }) => name === 'LDL')?.reference).toBe('< 130')
    expect(results.find(({ name }) => name === 'Creatinine')?.reference).toBe('0.5 – 1.1')
  })

  it('follows a change of one resource', () => {
    const before = station.ask('chart.view', { patient: amaraId })
    station.receive(
      result('k3', amara, on(9, 30), { code: '2823-3', name: 'Potassium', value: 5.6, unit: 'mmol/L', flag: 'H' }),
    )
    const after = station.ask('chart.view', { patient: amaraId })
    expect(after.results[0]).toMatchObject({
      name: 'Potassium',
      readings: [{ text: '5.6', flag: 'H' }, { text: '5.10' }, { text: '4.4' }],
    })
    expect(after.medicines).toEqual(before.medicines)
  })
})

describe('a practice patient’s chart', () => {
  it('has problems, medicines, vitals and results that read as a chart', () => {
    const resources = generatePatient(7, 1, new Date(2026, 10, 22, 10))
    station = new Workstation([...practice(), ...resources])
    const id = station.patient(resources[0]?.id as string)
    const view = station.ask('chart.view', { patient: id })
    expect(view.problems.length).toBeGreaterThan(1)
    expect(view.medicines.some(({ status }) => status === 'active')).toBe(true)
    expect(view.vitals[0]).toMatchObject({ id: '85354-9', name: 'Blood pressure', unit: 'mmHg' })
    expect(view.vitals[0]?.readings[0]?.text).toMatch(/^\d{2,3}\/\d{2,3}$/)
    for (const { readings } of [...view.vitals, ...view.results]) {
      expect(readings.map(({ at }) => at)).toEqual(
        readings
          .map(({ at }) => at)
          .sort()
          .reverse(),
      )
    }
    const note = view.timeline.find(({ kind }) => kind === 'note')
    expect(station.ask('note.view', { note: note?.id as LocalId })).toMatchObject({
      status: 'signed',
      seal: 'intact',
      where: 'in-the-EHR',
      editable: true,
    })
  })
})

describe('the timeline', () => {
  const organization = (id: string, name: string, partOf?: string) =>
    ({
      resourceType: 'Organization',
      id,
      meta: stamp,
      name,
      type: [{ coding: [{ code: 'prov' }] }],
      ...(partOf && { partOf: { reference: `Organization/${partOf}` } }),
    }) as Resource
  const stay = (id: string, code: string, provider: string, more: Partial<Encounter> = {}): Encounter => ({
    resourceType: 'Encounter',
    id,
    meta: stamp,
    status: 'finished',
    class: { code },
    subject: { reference: 'Patient/amara' },
    reasonCode: [{ text: id }],
    period: { start: local('2026-11-01T10:00'), end: local('2026-11-05T10:00') },
    serviceProvider: { reference: `Organization/${provider}`, display: provider },
    ...more,
  })
  const at = (id: string): { encounter: { reference: `Encounter/${string}` } } => ({
    encounter: { reference: `Encounter/${id}` },
  })
  const letter = (id: string, encounter: string): DocumentReference => ({
    resourceType: 'DocumentReference',
    id,
    meta: stamp,
    status: 'current',
    subject: { reference: 'Patient/amara' },
    date: '2026-11-05T12:00:00Z',
    description: 'Discharge summary',
    author: [{ display: 'Harbor General Hospital' }],
    content: [{ attachment: { contentType: 'text/plain', data: 'V2VsbC4=' } }],
    context: { encounter: [{ reference: `Encounter/${encounter}` }] },
  })

  it('tells visits elsewhere from the clinic’s own, and what each left open', () => {
    station = new Workstation([
      ...practice(),
      organization('ours', 'Our second floor', 'alder-street'),
      organization('harbor', 'Harbor General Hospital'),
      patient(amara),
      stay('Fall', 'EMER', 'harbor', { period: { start: local('2026-11-01T10:00'), end: local('2026-11-01T18:00') } }),
      stay('Heart failure', 'IMP', 'harbor', {
        hospitalization: { dischargeDisposition: { text: 'home' } },
      }),
      stay('Knee', 'AMB', 'harbor'),
      stay('Upstairs', 'AMB', 'ours'),
      stay('By video', 'VR', 'alder-street'),
      stay('Nowhere said', 'AMB', 'alder-street', { serviceProvider: undefined as never }),
      order('echo', amara, '42148-7', 'Echocardiogram', at('Heart failure')),
      task('ring', 'call', 'Ring about the weights', {
        owner: to.practitioner('novak'),
        for: to.patient(amara),
        ...at('Heart failure'),
      }),
      task('done', 'call', 'Rang', {
        owner: to.practitioner('novak'),
        for: to.patient(amara),
        status: 'completed',
        ...at('Heart failure'),
      }),
      letter('summary', 'Heart failure'),
      letter('read', 'Knee'),
      task('read-it', 'document', 'Read the summary', {
        owner: to.practitioner('novak'),
        for: to.patient(amara),
        focus: to.thing('DocumentReference', 'summary'),
        ...at('Heart failure'),
      }),
      {
        resourceType: 'MedicationRequest',
        id: 'starts',
        meta: stamp,
        status: 'active',
        intent: 'proposal',
        subject: { reference: 'Patient/amara' },
        medicationCodeableConcept: { text: 'Empagliflozin 10 mg' },
        ...at('Heart failure'),
      } as Resource,
      {
        ...letter('draft', 'By video'),
        docStatus: 'preliminary',
        author: [{ reference: 'Practitioner/novak' }],
      } as Resource,
    ])
    const { timeline } = station.ask('chart.view', { patient: station.patient('amara') })
    const of = (title: string) => timeline.find((item) => item.title === title)
    expect(of('Fall')).toMatchObject({ kind: 'outside-visit', who: 'harbor', detail: 'Emergency department' })
    expect(of('Heart failure')).toMatchObject({
      kind: 'outside-visit',
      detail: 'Hospital stay, until 5 Nov 2026, home',
      leftOpen: [
        'Echocardiogram',
        'Ring about the weights',
        'Discharge summary: not read',
        'Empagliflozin 10 mg: proposed, not decided',
      ],
    })
    expect(['Knee', 'Upstairs', 'By video', 'Nowhere said'].map((title) => of(title)?.kind)).toEqual([
      'outside-visit',
      'visit',
      'video-visit',
      'visit',
    ])
    expect(of('By video')?.leftOpen).toEqual(['note not signed'])
    const documents = timeline.filter(({ kind }) => kind === 'document')
    expect(documents.map(({ status, who }) => `${who}: ${status ?? 'read'}`).sort()).toEqual([
      'Harbor General Hospital: read',
      'Harbor General Hospital: unread',
    ])
  })
})
