import type {
  Condition,
  DocumentReference,
  Encounter,
  Immunization,
  MedicationRequest,
  Observation,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes'
import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import { afterEach, describe, expect, it } from 'vitest'
import { parseDocument } from '../../../shared/document/index.js'
import type { ChipAttrs } from '../../../shared/domain/chip/chip.js'
import { dayOf } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { box, chip, dx, inline, rx, sig } from '../../support/chips.js'
import { amara, local, luis, patient, practice } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
afterEach(() => station.stop())

/** A draft whose first section holds the blocks. */
async function draft(blocks: Node[]): Promise<{ note: LocalId; patient: LocalId; version: number }> {
  const amaraId = station.patient('amara')
  await station.open(amaraId)
  const { note } = await station.do('note.create', { patient: amaraId, title: 'Follow-up' })
  return { note, patient: amaraId, version: await write(note, amaraId, blocks) }
}
async function write(note: LocalId, who: LocalId, blocks: Node[]): Promise<number> {
  const view = station.ask('note.view', { note })
  const parsed = parseDocument(view?.document)
  if (!view || !parsed.ok) throw new Error('the note does not open')
  const tr = new Transform(parsed.doc).replaceWith(1, 1 + (parsed.doc.firstChild?.content.size ?? 0), blocks)
  const steps = tr.steps.map((step) => step.toJSON())
  const answer = await station.do('note.steps', { patient: who, note, version: view.version, steps })
  return answer.version
}
const read = <T>(type: string, id: string): T => station.store.read(type as 'Task', id as LocalId) as T
const related = (note: LocalId) => read<DocumentReference>('DocumentReference', note).context?.related ?? []

describe('signing makes what the note says', () => {
  it('a diagnosis, a prescription and an order for it, a vital sign, a follow-up and a task', async () => {
    station = new Workstation([...practice(), patient(amara), patient(luis)], { as: 'novak' })
    const [problem, medicine] = [dx(), rx('Amlodipine 5 mg tablet')]
    const order = chip('order', 'HbA1c in 3 months', {
      category: 'laboratory',
      codings: [{ system: 'http://loinc.org', code: '4548-4', display: 'Hemoglobin A1c' }],
      display: 'HbA1c',
      due: '2027-02-22',
    })
    const pressure = chip('vital', 'BP 146/88', { values: { systolic: '146', diastolic: '88' } })
    const back = chip('follow-up', 'Follow-up in 3 months', {
      due: '2027-02-22',
      when: 'in 3 months',
      reason: 'diabetes',
    })
    const hale = station.id('Practitioner', 'hale')
    const task = chip('task', 'Task for Dr Hale', { text: 'Call about readings', to: hale, toName: 'Dr Hale' })
    const {
      note,
      patient: id,
      version,
    } = await draft([
      inline('Here for follow-up ', pressure),
      box(inline(problem, ' above goal. ', medicine, ' and ', order), inline(back, task)),
    ])
    await station.do('note.sign', { patient: id, note, version })

    const condition = read<Condition>('Condition', problem.id)
    expect(condition.code).toMatchObject({ text: 'Type 2 diabetes', coding: [{ code: 'E11.9' }] })
    expect(condition.category?.[0]?.coding?.[0]?.code).toBe('problem-list-item')
    const request = read<MedicationRequest>('MedicationRequest', medicine.id)
    expect(request).toMatchObject({
      status: 'active',
      dosageInstruction: [{ text: sig.text, timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } } }],
      dispenseRequest: { numberOfRepeatsAllowed: 3, quantity: { value: 90 } },
    })
    const service = read<ServiceRequest>('ServiceRequest', order.id)
    expect(service.occurrenceDateTime).toBe(local('2027-02-22T00:00'))
    for (const part of [request, service]) {
      expect(station.store.identity.resolve(part.reasonReference?.[0]?.reference)).toBe(problem.id)
    }
    expect(read<Observation>('Observation', pressure.id).component).toHaveLength(2)
    expect(read<Task>('Task', task.id)).toMatchObject({ description: 'Call about readings' })
    expect(read<Task>('Task', back.id).description).toBe('Book a visit in 3 months with Dr Lena Novak: diabetes')
    const ids = related(note).map(({ reference }) => station.store.identity.resolve(reference))
    expect(new Set(ids)).toEqual(new Set([problem, medicine, order, pressure, back, task].map((each) => each.id)))
  })

  it('a problem on the list is spoken of and not made again; a changed medicine ends the one before', async () => {
    station = new Workstation([...practice(), patient(amara)], { as: 'novak' })
    const first = await draft([box(inline(dx(), rx('Amlodipine 5 mg tablet')))])
    await station.do('note.sign', first)
    const [problem, medicine] = related(first.note).map(({ reference }) => station.store.identity.resolve(reference))
    const known = dx('Type 2 diabetes', 'E11.9', { type: 'Condition', id: problem as string })
    const changed = rx(
      'Amlodipine 10 mg tablet',
      { action: 'change' },
      { type: 'MedicationRequest', id: medicine as string },
    )
    const second = await draft([box(inline(known, changed))])
    await station.do('note.sign', second)
    expect(station.store.read('Condition', known.id as LocalId)).toBeUndefined()
    expect(read<MedicationRequest>('MedicationRequest', medicine as string)).toMatchObject({
      status: 'stopped',
      statusReason: { text: 'Changed to Amlodipine 10 mg tablet' },
    })
    const next = read<MedicationRequest>('MedicationRequest', changed.id)
    expect(station.store.identity.resolve(next.reasonReference?.[0]?.reference)).toBe(problem)
    expect(station.store.identity.resolve(next.priorPrescription?.reference)).toBe(medicine)
  })

  it('what was measured and given carries the day of the visit, however late the note is signed', async () => {
    const at = local('2026-11-20T15:00')
    const visit = {
      resourceType: 'Encounter',
      id: 'e1',
      meta: { versionId: '1', lastUpdated: '2026-11-20T09:00:00.000Z' },
      status: 'finished',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/amara' },
      period: { start: at },
    } as Resource
    station = new Workstation([...practice(), patient(amara), visit], { as: 'novak' })
    const amaraId = station.patient('amara')
    await station.open(amaraId)
    const encounter = station.id('Encounter', 'e1')
    const { note } = await station.do('note.create', { patient: amaraId, title: 'Visit', encounter })
    const pressure = chip('vital', 'BP 146/88', { values: { systolic: '146', diastolic: '88' } })
    const vaccine = chip('immunization', 'Influenza, given at this visit', {
      codings: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140', display: 'Influenza' }],
      display: 'Influenza',
    })
    const medicine = rx('Amlodipine 5 mg tablet')
    const version = await write(note, amaraId, [inline(pressure, vaccine, medicine)])
    await station.do('note.sign', { patient: amaraId, note, version })
    expect(read<Observation>('Observation', pressure.id).effectiveDateTime).toBe(at)
    expect(read<Immunization>('Immunization', vaccine.id).occurrenceDateTime).toBe(at)
    expect(dayOf(read<MedicationRequest>('MedicationRequest', medicine.id).authoredOn as string)).toBe('2026-11-22')
    const [said] = station.ask('smart.read', { patient: amaraId, encounter, links: ['vitals'] })
    expect(said).toMatchObject({ text: expect.stringMatching(/^BP 146\/88 mmHg \(20 Nov 2026/) })
  })

  it('a medicine is compared with what else the draft prescribes, and not with what it stops', async () => {
    const taking = {
      resourceType: 'MedicationRequest',
      id: 'lis',
      meta: { versionId: '1', lastUpdated: '2026-11-22T09:00:00.000Z' },
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: 'Lisinopril 10 mg tablet' },
      subject: { reference: 'Patient/amara' },
    } as Resource
    station = new Workstation([...practice(), patient(amara), patient(luis), taking], { as: 'novak' })
    const ibuprofen = rx('Ibuprofen 600 mg tablet', { ingredients: [{ name: 'ibuprofen' }] })
    const lisinopril = { type: 'MedicationRequest', id: station.id('MedicationRequest', 'lis') }
    const stop = rx('Lisinopril 10 mg tablet', { action: 'stop', ingredients: [] }, lisinopril)
    const { note, patient: amaraId } = await draft([inline(ibuprofen, stop)])
    const check = (name: string, except: LocalId[] = [], of = amaraId) =>
      station
        .ask('medication.check', { patient: of, ingredients: [{ name }], except, note })
        .duplicates.map(({ why }) => why)
    expect(check('naproxen')).toEqual(['This note prescribes Ibuprofen 600 mg tablet as well: NSAID.'])
    expect(check('ibuprofen', [ibuprofen.id as LocalId])).toEqual([])
    expect(check('losartan')).toEqual([])
    // Another patient's note says nothing.
    expect(check('naproxen', [], station.patient('luis'))).toEqual([])
  })

  it('an amendment corrects what it changes and makes nothing twice', async () => {
    station = new Workstation([...practice(), patient(amara)], { as: 'novak' })
    const pressure = chip('vital', 'BP 186/88', { values: { systolic: '186', diastolic: '88' } })
    const [medicine, back] = [
      rx('Amlodipine 5 mg tablet'),
      chip('follow-up', 'Back', { due: '2027-02-22', when: 'then' }),
    ]
    const first = await draft([inline(pressure, medicine, back)])
    await station.do('note.sign', first)
    const measured = read<Observation>('Observation', pressure.id).effectiveDateTime
    await station.do('task.complete', { task: back.id as LocalId })
    station.clock.time = new Date(station.clock.time.getTime() + 3_600_000)

    const { note } = await station.do('note.amend', { patient: first.patient, note: first.note, reason: 'Mistyped' })
    const right = { ...pressure, text: 'BP 146/88', data: { values: { systolic: '146', diastolic: '88' } } }
    const bound = (attrs: ChipAttrs, type: string): ChipAttrs => ({ ...attrs, resource: { type, id: attrs.id } })
    const version = await write(note, first.patient, [
      inline(bound(right, 'Observation'), bound(medicine, 'MedicationRequest'), bound(back, 'Task')),
    ])
    await station.do('note.sign', { patient: first.patient, note, version })
    const corrected = read<Observation>('Observation', pressure.id)
    expect(corrected).toMatchObject({ status: 'corrected', effectiveDateTime: measured })
    expect(corrected.component?.[0]?.valueQuantity?.value).toBe(146)
    const request = read<MedicationRequest>('MedicationRequest', medicine.id)
    expect([request.status, request.priorPrescription]).toEqual(['active', undefined])
    expect(read<Task>('Task', back.id).status).toBe('completed')
    expect(related(note)).toHaveLength(3)
  })

  it('an addendum adds its diagnosis to the visit’s; an amendment takes out only what is its own', async () => {
    station = new Workstation([...practice(), patient(amara)], { as: 'novak' })
    const amaraId = station.patient('amara')
    await station.open(amaraId)
    station.receive({
      resourceType: 'Encounter',
      id: 'visit',
      meta: { versionId: '1', lastUpdated: '2026-11-22T09:00:00.000Z' },
      status: 'in-progress',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/amara' },
    })
    const encounter = station.id('Encounter', 'visit')
    const { note } = await station.do('note.create', { patient: amaraId, title: 'Visit', encounter })
    const [diabetes, gout, asthma] = [dx(), dx('Gout', 'M10.9'), dx('Asthma', 'J45.20')]
    const signed = async (of: LocalId, ...chips: ChipAttrs[]) => {
      const version = await write(of, amaraId, [box(inline(...chips))])
      await station.do('note.sign', { patient: amaraId, note: of, version })
      return read<Encounter>('Encounter', encounter).diagnosis?.map(({ condition, rank }) => [
        station.store.identity.resolve(condition.reference),
        rank,
      ])
    }
    expect(await signed(note, diabetes, gout)).toEqual([
      [diabetes.id, 1],
      [gout.id, 2],
    ])
    const { note: added } = await station.do('note.addend', { patient: amaraId, note })
    expect(await signed(added, asthma)).toEqual([
      [diabetes.id, 1],
      [gout.id, 2],
      [asthma.id, 3],
    ])
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'No gout' })
    const bound = { ...diabetes, resource: { type: 'Condition', id: diabetes.id } }
    expect(await signed(next, bound)).toEqual([
      [diabetes.id, 1],
      [asthma.id, 2],
    ])
  })

  it('an amendment withdraws what it no longer says where the signer means so, and leaves what was carried out', async () => {
    station = new Workstation([...practice(), patient(amara)], { as: 'novak' })
    const lab = (display: string) => chip('order', display, { category: 'laboratory', codings: [], display })
    const old = rx('Amlodipine 5 mg tablet')
    await station.do('note.sign', await draft([inline(old)]))
    const changed = rx('Amlodipine 10 mg tablet', { action: 'change' }, { type: 'MedicationRequest', id: old.id })
    const [wrong, kept, drawn] = [lab('Lipid panel'), lab('CBC'), lab('HbA1c')]
    const weight = chip('vital', 'Weight 181 kg', { values: { weight: '181' } })
    const task = chip('task', 'Call', { text: 'Call', to: station.id('Practitioner', 'hale'), toName: 'Dr Hale' })
    const first = await draft([inline('Well. ', changed, wrong, kept, drawn, weight, task, dx())])
    await station.do('note.sign', first)
    station.acknowledgeAll()
    station.receive({
      ...read<ServiceRequest>('ServiceRequest', drawn.id),
      specimen: [{ display: 'tube' }],
      meta: { versionId: '99', lastUpdated: '2026-11-22T09:45:00.000Z' },
    })
    const { note } = await station.do('note.amend', { patient: first.patient, note: first.note, reason: 'Another’s' })
    expect(station.ask('note.left-out', { note: first.note })).toEqual([])
    const left = station.ask('note.left-out', { note })
    expect(left.map(({ text, does, stays, usual }) => [text, does ?? stays, usual])).toEqual([
      ['Amlodipine 10 mg tablet', 'Cancel the prescription and go on with the one before', true],
      ['Lipid panel', 'Cancel the order', true],
      ['CBC', 'Cancel the order', true],
      ['HbA1c', 'It was carried out already and stays in the chart.', false],
      ['Weight 181 kg', 'Mark it as entered in error', true],
      ['Call', 'Cancel the task', true],
      ['Type 2 diabetes', 'Mark it as entered in error', true],
    ])
    const other = { ...drawn, data: { category: 'laboratory', codings: [], display: 'Lipid panel' } }
    const bound = { ...other, resource: { type: 'ServiceRequest', id: drawn.id } }
    const changing = { patient: first.patient, note, version: await write(note, first.patient, [inline(bound)]) }
    expect((await station.refused('note.sign', changing)).message).toContain('was carried out as it was signed')
    const version = await write(note, first.patient, [inline('Well.')])
    const sign = (...chips: ChipAttrs[]) => ({
      ...{ patient: first.patient, note, version },
      withdraw: chips.map(({ id }) => id as LocalId),
    })
    expect((await station.refused('note.sign', sign(drawn))).code).toBe('stale')
    await station.do('note.sign', sign(changed, wrong, weight, task))
    const status = (type: string, { id }: ChipAttrs) => read<{ status?: string }>(type, id).status
    expect([status('ServiceRequest', wrong), status('ServiceRequest', kept), status('ServiceRequest', drawn)]).toEqual([
      'revoked',
      'active',
      'active',
    ])
    expect(read<MedicationRequest>('MedicationRequest', changed.id)).toMatchObject({
      status: 'cancelled',
      statusReason: { text: 'Another’s' },
    })
    expect(read<MedicationRequest>('MedicationRequest', old.id)).toMatchObject({ status: 'active' })
    expect(read<MedicationRequest>('MedicationRequest', old.id).statusReason).toBeUndefined()
    expect([status('Observation', weight), status('Task', task)]).toEqual(['entered-in-error', 'cancelled'])
  })

  it('what is over already keeps its reason; what was entered in error is not spoken of as if it held', async () => {
    station = new Workstation([...practice(), patient(amara)], { as: 'novak' })
    const medicine = rx('Amlodipine 5 mg tablet')
    const first = await draft([inline(medicine)])
    await station.do('note.sign', first)
    const of = { type: 'MedicationRequest', id: medicine.id }
    const stop = rx('Amlodipine 5 mg tablet', { action: 'stop', reason: 'Swollen ankles' }, of)
    await station.do('note.sign', await draft([inline(stop)]))
    await station.do('note.sign', await draft([inline(rx('Amlodipine 5 mg tablet', { action: 'refill' }, of))]))
    expect(read<MedicationRequest>('MedicationRequest', medicine.id)).toMatchObject({
      status: 'stopped',
      statusReason: { text: 'Swollen ankles' },
    })
    await station.do('record.void', { patient: first.patient, type: 'MedicationRequest', id: medicine.id as LocalId })
    const late = await draft([inline(rx('Amlodipine 5 mg tablet', { action: 'stop' }, of))])
    expect((await station.refused('note.sign', late)).message).toContain('entered in error')
    expect(read<MedicationRequest>('MedicationRequest', medicine.id).status).toBe('entered-in-error')
  })

  it('refuses a medicine the patient is allergic to until someone says why it is right', async () => {
    const allergy = {
      resourceType: 'AllergyIntolerance',
      id: 'pcn',
      meta: { versionId: '1', lastUpdated: '2026-11-22T09:00:00.000Z' },
      code: { text: 'PCN' },
      patient: { reference: 'Patient/amara' },
    } as Resource
    station = new Workstation([...practice(), patient(amara), allergy], { as: 'novak' })
    const amoxicillin = rx('Amoxicillin 500 mg capsule', { ingredients: [{ name: 'amoxicillin' }] })
    const first = await draft([inline(amoxicillin)])
    const refusal = await station.refused('note.sign', first)
    expect(refusal).toMatchObject({ code: 'conflict', message: expect.stringContaining('Amoxicillin') })
    const reason = 'Allergy was refuted by testing in May'
    const told = { ...amoxicillin, id: crypto.randomUUID(), data: { ...(amoxicillin.data as object), reason } }
    const second = await draft([inline(told)])
    await station.do('note.sign', second)
    expect(read<MedicationRequest>('MedicationRequest', told.id).note?.[0]?.text).toBe(reason)
  })

  it('refuses what belongs to another patient, what cannot be read, and what stands for nothing here', async () => {
    station = new Workstation([...practice(), patient(amara), patient(luis)], { as: 'novak' })
    const luisId = station.patient('luis')
    await station.open(luisId)
    const { note: other } = await station.do('note.create', { patient: luisId, title: 'Cough' })
    const his = dx('Asthma', 'J45.20')
    const version = await write(other, luisId, [inline(his)])
    await station.do('note.sign', { patient: luisId, note: other, version })

    const bad: [Node, string, RegExp][] = [
      [inline(dx('Asthma', 'J45.20', { type: 'Condition', id: his.id })), 'wrong-patient', /another patient/],
      [inline({ ...dx('Asthma', 'J45.20'), id: his.id }), 'wrong-patient', /another patient/],
      [inline(chip('diagnosis', 'Asthma', { nonsense: true })), 'invalid', /cannot be read/],
      [inline(chip('hologram', 'Scan', {})), 'invalid', /“Scan” cannot be read/],
      [
        inline(dx('Gout', 'M10.9', { type: 'Condition', id: crypto.randomUUID() })),
        'not-found',
        /not on this workstation/,
      ],
    ]
    for (const [block, code, message] of bad) {
      const { note, patient: id, version: at } = await draft([block])
      const refusal = await station.refused('note.sign', { patient: id, note, version: at })
      expect(refusal).toMatchObject({ code, message: expect.stringMatching(message) })
      expect(station.ask('note.view', { note })?.status).toBe('draft')
      expect(related(note)).toEqual([])
    }
  })
})
