import type { Communication, MedicationRequest, Resource, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InputOf } from '../../../shared/contract/contract.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, luis, message, on, patient, practice, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

const prescription = (id: string, text: string, more: Partial<MedicationRequest> = {}): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  meta: { versionId: '1', lastUpdated: '2026-11-20T09:00:00.000Z' },
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text },
  subject: to.patient(amara),
  authoredOn: '2026-06-01T10:00:00Z',
  requester: to.practitioner('hale'),
  dosageInstruction: [{ text: '1 tablet daily' }],
  dispenseRequest: { quantity: { value: 90, unit: 'tablets' }, numberOfRepeatsAllowed: 1 },
  ...more,
})

const request = (id: string, medicine: string | undefined, text: string): Task =>
  task(id, 'refill-request', text, {
    owner: to.practitioner('novak'),
    for: to.patient(amara),
    ...(medicine && { focus: to.thing('MedicationRequest', medicine) }),
  })

let station: Workstation
beforeEach(() => {
  station = new Workstation([
    ...practice(),
    patient(amara),
    patient(luis),
    { resourceType: 'Condition', id: 'ht', subject: to.patient(amara), code: { text: 'Hypertension' } } as Resource,
    prescription('lisinopril', 'Lisinopril 20 mg tablet', { reasonReference: [to.thing('Condition', 'ht')] }),
    prescription('oxycodone', 'Oxycodone 5 mg tablet', { dispenseRequest: {} }),
    prescription('stopped', 'Amoxicillin 500 mg capsule', { status: 'stopped', statusReason: { text: 'Course over' } }),
    prescription('metformin', 'Metformin 500 mg tablet', { status: 'completed' }),
    prescription('metformin2', 'Metformin 1,000 mg tablet', {
      priorPrescription: to.thing('MedicationRequest', 'metformin'),
    }),
    {
      resourceType: 'AllergyIntolerance',
      id: 'penicillin',
      patient: to.patient(amara),
      code: { text: 'Penicillin' },
      clinicalStatus: { coding: [{ code: 'active' }] },
      reaction: [{ manifestation: [{ text: 'Anaphylaxis' }], severity: 'severe' }],
    } as Resource,
    message('wrote', amara, on(7), 'May I have my tablets?'),
    request('lisinopril', 'lisinopril', 'Refill: lisinopril 20 mg'),
    request('oxycodone', 'oxycodone', 'Refill: oxycodone 5 mg'),
    request('stopped', 'stopped', 'Refill: amoxicillin 500 mg'),
    request('metformin', 'metformin', 'Refill: metformin 500 mg'),
    request('unnamed', undefined, 'Refill: the blue inhaler'),
    { ...request('before', 'lisinopril', 'Refill: lisinopril 20 mg'), ...ended('Denied: needs a visit first') },
  ])
})
afterEach(() => station.stop())

const ended = (text: string): Partial<Task> => ({
  status: 'completed',
  executionPeriod: { end: on(8) },
  note: [{ authorReference: to.thing('Practitioner', 'hale', 'Dr Marcus Hale'), time: on(8), text }],
})

const id = (name: string): LocalId => station.id('Task', name)
const view = (name: string) => station.ask('refill.view', { task: id(name) })
const approval = { as: 'approve', sig: '1 tablet daily', quantity: 90, quantityUnit: 'tablets', refills: 3 } as const
const deciding = (name: string, more: Partial<InputOf<'refill.decide'>> = {}): InputOf<'refill.decide'> => ({
  patient: station.patient('amara'),
  task: id(name),
  seen: view(name)?.seen ?? '',
  decision: approval,
  tell: { how: 'message', text: 'Your lisinopril is at the pharmacy.' },
  ...more,
})
const decide = async (name: string, more: Partial<InputOf<'refill.decide'>> = {}) => {
  await station.open(station.patient('amara'))
  return station.do('refill.decide', deciding(name, more))
}
const refused = async (name: string, more: Partial<InputOf<'refill.decide'>> = {}) => {
  await station.open(station.patient('amara'))
  return station.refused('refill.decide', deciding(name, more))
}
const made = <T extends Resource>(type: T['resourceType']): T[] =>
  station.running.context.outbox
    .rows()
    .flatMap(({ resource }) => (resource.resourceType === type ? [resource as T] : []))

describe('a refill request', () => {
  it('shows what was prescribed, how long it lasts and what was said before', () => {
    expect(view('lisinopril')).toMatchObject({
      of: {
        text: 'Lisinopril 20 mg tablet',
        sig: '1 tablet daily',
        quantity: 90,
        refills: 1,
        prescriber: 'Marcus Hale, NP',
        until: '2026-11-28T10:00:00.000Z',
        decidedEachTime: false,
      },
      earlier: [{ who: 'Dr Marcus Hale', words: 'Denied: needs a visit first' }],
    })
    expect(view('metformin')).toMatchObject({ newer: { text: 'Metformin 1,000 mg tablet' } })
    expect(view('unnamed')).toEqual({ seen: 'no prescription', portal: 'yes', answers: [], earlier: [] })
  })

  it('is approved in one act: a prescription after the one before, the patient told, the task done', async () => {
    const { prescription: next } = await decide('lisinopril')
    expect(station.store.read('MedicationRequest', next as LocalId)).toMatchObject({
      status: 'active',
      medicationCodeableConcept: { text: 'Lisinopril 20 mg tablet' },
      dosageInstruction: [{ text: '1 tablet daily' }],
      dispenseRequest: { quantity: { unit: 'tablets' }, numberOfRepeatsAllowed: 3 },
      priorPrescription: { reference: 'MedicationRequest/lisinopril' },
      reasonReference: [{ reference: 'Condition/ht' }],
      requester: { reference: 'Practitioner/novak' },
    })
    expect(station.store.read('MedicationRequest', station.id('MedicationRequest', 'lisinopril'))?.status).toBe(
      'completed',
    )
    expect(station.store.read('Task', id('lisinopril'))).toMatchObject({
      status: 'completed',
      note: [{ text: 'Renewed, 90 tablets, 3 refills' }],
    })
    expect(made<Communication>('Communication')).toMatchObject([
      {
        basedOn: [{ reference: 'Task/lisinopril' }],
        about: [{ reference: `urn:uuid:${next}` }],
        recipient: [{ reference: 'Patient/amara' }],
        payload: [{ contentString: 'Your lisinopril is at the pharmacy.' }],
      },
    ])
    expect((await refused('lisinopril')).code).toBe('stale')
  })

  it('is answered by what was prescribed since in a note, where the EHR names no prescription or another took its place', async () => {
    station.receive(prescription('albuterol', 'Albuterol 90 mcg inhaler', { authoredOn: on(9, 30) }))
    station.receive(prescription('his', 'Salbutamol inhaler', { authoredOn: on(9, 30), subject: to.patient(luis) }))
    const [answer, other] = ['albuterol', 'his'].map((name) => station.id('MedicationRequest', name)) as [
      LocalId,
      LocalId,
    ]
    expect(view('unnamed')?.answers).toMatchObject([{ id: answer, text: 'Albuterol 90 mcg inhaler' }])
    expect(view('metformin')?.answers.map(({ text }) => text)).toEqual([
      'Metformin 1,000 mg tablet',
      'Albuterol 90 mcg inhaler',
    ])
    const by = (prescription: LocalId) => ({ decision: { as: 'prescribed', prescription } as const })
    expect((await refused('unnamed', by(other))).code).toBe('stale')
    await decide('unnamed', by(answer))
    expect(station.store.read('Task', id('unnamed'))).toMatchObject({
      status: 'completed',
      note: [{ text: 'Prescribed: Albuterol 90 mcg inhaler, 1 tablet daily' }],
      output: [{ valueReference: { reference: 'MedicationRequest/albuterol' } }],
    })
    expect(made<Communication>('Communication')).toMatchObject([
      { about: [{ reference: 'MedicationRequest/albuterol' }] },
    ])
    expect(made('MedicationRequest')).toEqual([])
  })

  it('with other directions changes the prescription', async () => {
    await decide('lisinopril', { decision: { ...approval, sig: '2 tablets daily' } })
    expect(station.store.read('MedicationRequest', station.id('MedicationRequest', 'lisinopril'))).toMatchObject({
      status: 'stopped',
    })
    expect(station.store.read('Task', id('lisinopril'))?.note?.[0]?.text).toBe(
      'Changed to 2 tablets daily, 90 tablets, 3 refills',
    )
  })

  it('is denied with its reason, and a call made instead of a message', async () => {
    const tell = { how: 'call', text: 'Please book a visit first.' } as const
    await decide('unnamed', { decision: { as: 'deny', reason: 'Not seen for two years' }, tell })
    expect(made('MedicationRequest')).toEqual([])
    expect(made('Communication')).toEqual([])
    expect(made<Task>('Task')).toContainEqual(
      expect.objectContaining({
        owner: expect.objectContaining({ reference: 'Practitioner/novak' }),
        description: 'Tell about the refill of Refill: the blue inhaler',
        input: [{ type: { text: 'What to say' }, valueString: 'Please book a visit first.' }],
      }),
    )
    expect(station.store.read('Task', id('unnamed'))).toMatchObject({
      status: 'completed',
      statusReason: { text: 'Not seen for two years' },
    })
  })
})

describe('what is not prescribed as asked', () => {
  it('is what changed since it was read', async () => {
    const before = deciding('lisinopril')
    station.receive(
      prescription('lisinopril', 'Lisinopril 20 mg tablet', { status: 'stopped', meta: { versionId: '2' } }),
    )
    await station.open(station.patient('amara'))
    expect((await station.refused('refill.decide', before)).code).toBe('stale')
    expect(made('MedicationRequest')).toEqual([])
  })

  it('is what was prescribed anew already, and what the EHR does not name', async () => {
    expect((await refused('metformin')).code).toBe('conflict')
    expect((await refused('unnamed')).code).toBe('invalid')
  })

  it('is what is not taken now, or stands against an allergy, unless somebody says why', async () => {
    expect((await refused('stopped')).message).toContain('not taken now')
    await decide('stopped', {
      decision: { ...approval, sig: '1 capsule three times daily', reason: 'Tolerated since' },
    })
    expect(made<MedicationRequest>('MedicationRequest')).toContainEqual(
      expect.objectContaining({ note: [expect.objectContaining({ text: 'Tolerated since' })] }),
    )
  })

  it('is a medicine whose supply is decided each time without a supply', async () => {
    const { quantity: _none, ...without } = approval
    expect((await refused('oxycodone', { decision: without })).code).toBe('invalid')
    expect((await refused('oxycodone', { decision: { ...without, reason: 'As ever' } })).code).toBe('invalid')
  })

  it('is what the patient would not read', async () => {
    const silent = { extension: [{ url: 'https://rounds.example/fhir/portal', valueBoolean: false }] }
    station.receive({ ...patient(amara), ...silent, meta: { versionId: '2' } } as Resource)
    expect(view('lisinopril')?.portal).toBe('no')
    expect((await refused('lisinopril')).code).toBe('no-portal')
    expect(made('MedicationRequest')).toEqual([])
  })

  it('is another patient’s, a colleague’s, and whatever one may not prescribe', async () => {
    await station.open(station.patient('luis'))
    const wrong = { ...deciding('lisinopril'), patient: station.patient('luis') }
    expect((await station.refused('refill.decide', wrong)).code).toBe('wrong-patient')
    station.receive(
      task('call', 'call', 'Ring the pharmacy', { for: to.patient(amara), owner: to.practitioner('novak') }),
    )
    await station.open(station.patient('amara'))
    const denied = { ...deciding('lisinopril'), decision: { as: 'deny', reason: 'no' } as const }
    const other = { ...denied, patient: station.patient('amara'), task: id('call') }
    expect((await station.refused('refill.decide', other)).code).toBe('not-found')
    await station.do('task.claim', { task: id('lisinopril') })
    await station.signIn('hale')
    expect((await refused('lisinopril')).code).toBe('conflict')
    await station.signIn('walsh')
    expect((await refused('oxycodone')).code).toBe('not-permitted')
    await station.signIn('ruiz')
    expect((await refused('oxycodone')).code).toBe('not-permitted')
  })

  it('is a tick, which is neither', async () => {
    const refusal = await station.refused('task.complete', { task: id('lisinopril') })
    expect(refusal).toMatchObject({ code: 'invalid', message: expect.stringContaining('approving or denying') })
    expect(station.store.read('Task', id('lisinopril'))?.status).toBe('requested')
  })
})
