import type { DocumentReference, Provenance, ServiceRequest, Task } from '@medplum/fhirtypes'
import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { chipsIn, parseDocument } from '../../shared/document/index.js'
import type { ChipAttrs } from '../../shared/domain/chip/chip.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { chip, dx } from '../support/chips.js'
import { type Clinic, until } from '../support/clinic.js'
import { Desk } from '../support/desk.js'
import { change, refuses, sign, takeOut, view, write } from '../support/drafts.js'
import { madeBy, observation, one, sentAll, state } from '../support/sending.js'

/** A draft that is in the EHR, to which a diagnosis and two orders for it are added and which is signed, all without a network. */
async function signedOffline(): Promise<{
  ehr: Clinic
  desk: Desk
  patient: LocalId
  note: LocalId
  problem: ChipAttrs
  orders: ChipAttrs[]
}> {
  const { ehr, a } = await one()
  const desk = new Desk(a)
  const patient = a.id('Patient', 'p1')
  await desk.do('patient.open', { open: patient })
  const { note } = await desk.do('note.create', { patient, title: 'Follow-up' })
  await desk.type(patient, note, 0, 'Feels well.')
  await a.restart()
  await sentAll(a)
  await desk.do('patient.open', { open: patient })
  await a.offline()
  const problem = dx()
  const orders = ['HbA1c', 'Lipid panel'].map((display) =>
    chip('order', display, { category: 'laboratory', codings: [], display }),
  )
  await write(desk, patient, note, problem, ...orders)
  await sign(desk, patient, note)
  return { ehr, desk, patient, note, problem, orders }
}

/** The note as the EHR has it, and its signatures there. */
async function inEhr(ehr: Clinic, note: LocalId) {
  const [there] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`)
  const seals = await ehr.all<Provenance>(`Provenance?target=DocumentReference/${there?.id}`)
  return {
    status: there?.docStatus,
    signatures: seals.length,
    related: there?.context?.related?.length ?? 0,
    text: Buffer.from(there?.content?.[1]?.attachment?.data ?? '', 'base64').toString(),
  }
}

test('the EHR refuses a part: the note is a draft again and says why; mending the part signs nothing', async () => {
  const { ehr, desk, patient, note, problem, orders } = await signedOffline()
  const { station } = desk
  const [kept, bad] = orders as [ChipAttrs, ChipAttrs]
  refuses(ehr)
  expect(view(desk, note)).toMatchObject({ status: 'signed', where: 'saved-here' })
  await station.online()
  await until(() => view(desk, note).status === 'draft')
  expect(view(desk, note).notSigned?.parts).toMatchObject([
    { id: bad.id, title: 'Order: Lipid panel', reason: 'The EHR did not accept this as it was entered.' },
  ])
  expect(sealsHere(desk, note)).toBe(0)
  await until(async () => (await inEhr(ehr, note)).text.includes('Feels well.'))
  const told = (task: Task): boolean => task.description?.startsWith('Not signed after all: Follow-up') === true
  await until(async () => (await ehr.all<Task>('Task?patient=Patient/p1')).some(told))

  // It is staged in the note again, not in the chart.
  expect(station.read('ServiceRequest', bad.id as LocalId)).toBeUndefined()

  ehr.ehr.faults.clear()
  await change(desk, patient, note, bad, { category: 'laboratory', codings: [], display: 'Lipid panel, fasting' })
  await station.restart()
  await sentAll(station)
  await desk.do('patient.open', { open: patient })
  expect(await inEhr(ehr, note)).toMatchObject({ status: 'preliminary', signatures: 0 })
  expect(view(desk, note)).toMatchObject({ status: 'draft', notSigned: { parts: [{ id: bad.id }] } })
  expect(view(desk, note).notSigned?.parts[0]?.reason).toBeUndefined()

  await sign(desk, patient, note)
  await sentAll(station)
  expect(await inEhr(ehr, note)).toMatchObject({ status: 'final', signatures: 1, related: 3 })
  for (const { id } of [kept, bad]) expect(await ehr.all(`ServiceRequest?${madeBy(id as LocalId)}`)).toHaveLength(1)
  expect(await ehr.all(`Condition?${madeBy(problem.id as LocalId)}`)).toHaveLength(1)
  expect(view(desk, note)).toMatchObject({ status: 'signed', seal: 'intact', where: 'in-the-EHR' })
  expect(view(desk, note).notSigned).toBeUndefined()
})

test('what was refused and is taken out of the note before it is signed again is never ordered', async () => {
  const { ehr, desk, patient, note, orders } = await signedOffline()
  const { station } = desk
  refuses(ehr)
  await station.online()
  await until(() => view(desk, note).status === 'draft')
  const parsed = parseDocument(view(desk, note).document)
  const bad = parsed.ok ? chipsIn(parsed.doc).find(({ attrs }) => attrs.id === orders[1]?.id) : undefined
  if (!parsed.ok || !bad) throw new Error('the order is not in the note')
  const { steps } = new Transform(parsed.doc).delete(bad.at, bad.at + 1)
  const { version } = view(desk, note)
  await desk.do('note.steps', { patient, note, version, steps: steps.map((step) => step.toJSON()) })
  ehr.ehr.faults.clear()
  await sign(desk, patient, note)
  await sentAll(station)
  expect(await inEhr(ehr, note)).toMatchObject({ status: 'final', signatures: 1, related: 2 })
  expect(await ehr.all('ServiceRequest?patient=Patient/p1')).toHaveLength(1)
})

const sealsHere = (desk: Desk, note: LocalId): number =>
  desk.station.context.store.db.prepare('SELECT id FROM seal WHERE note = ?').all(note).length

test('stopped between the refusal and taking the signature back: it is taken back at the next start', async () => {
  const { ehr, desk, note, orders } = await signedOffline()
  const { store } = desk.station.context
  store.db.prepare(`UPDATE outbox SET state = 'parked', reason = 'refused' WHERE resource = ?`).run(orders[1]?.id)
  await desk.station.restart()
  await until(() => view(desk, note).status === 'draft')
  expect((await inEhr(ehr, note)).signatures).toBe(0)
})

test('something else of the patient is refused: the note stays signed here and waits', async () => {
  const { ehr, desk, note } = await signedOffline()
  const { station } = desk
  const other = station.create(observation('Patient/p1', 99))
  refuses(ehr, '99')
  await station.online()
  await until(() => state(station, 'Observation', other) === 'needs-you')
  await until(() => state(station, 'DocumentReference', note) === undefined)
  expect(await inEhr(ehr, note)).toMatchObject({ status: 'final', signatures: 1 })
})

test('the amendment of a signed note is refused a part: the version before stands again', async () => {
  const { ehr, desk, patient, note } = await signedOffline()
  const { station } = desk
  await station.online()
  await sentAll(station)
  const { note: next } = await desk.do('note.amend', { patient, note, reason: 'An order was left out' })
  await station.restart()
  await sentAll(station)
  await desk.do('patient.open', { open: patient })
  await station.offline()
  const late = chip('order', 'Urine albumin', { category: 'laboratory', codings: [], display: 'Urine albumin' })
  await write(desk, patient, next, late)
  await sign(desk, patient, next)
  expect(view(desk, note).superseded).toBe(true)
  refuses(ehr, 'Urine albumin')
  await station.online()
  await until(() => view(desk, next).status === 'draft')
  expect(view(desk, note)).toMatchObject({ status: 'signed', superseded: false })
  await until(() => state(station, 'DocumentReference', note) === undefined)
  const [original] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`)
  expect(original?.status).toBe('current')
  ehr.ehr.faults.clear()
  await sign(desk, patient, next)
  await sentAll(station)
  const [superseded] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`)
  expect(superseded?.status).toBe('superseded')
  expect(await ehr.all('ServiceRequest?patient=Patient/p1')).toHaveLength(3)
})

test('what the amendment withdrew holds again when its signature is taken back before that left', async () => {
  const { ehr, desk, patient, note, orders } = await signedOffline()
  const { station } = desk
  const [wrong] = orders as [ChipAttrs]
  await station.online()
  await sentAll(station)
  const { note: next } = await desk.do('note.amend', { patient, note, reason: 'Another patient’s' })
  await station.restart()
  await sentAll(station)
  await desk.do('patient.open', { open: patient })
  await station.offline()
  const late = chip('order', 'Urine albumin', { category: 'laboratory', codings: [], display: 'Urine albumin' })
  await write(desk, patient, next, late)
  await takeOut(desk, patient, next, wrong)
  const withdraw = [wrong.id as LocalId]
  await desk.do('note.sign', { patient, note: next, version: view(desk, next).version, withdraw })
  const ordered = () => station.read('ServiceRequest', wrong.id as LocalId)?.status
  expect(ordered()).toBe('revoked')
  const { db } = station.context.store
  db.prepare(`UPDATE outbox SET state = 'parked', reason = 'refused' WHERE resource = ?`).run(late.id)
  await station.restart()
  await until(() => view(desk, next).status === 'draft')
  expect(ordered()).toBe('active')
  // Once the EHR has it, it stays, is said to, and is put back only when nobody wants it any more.
  await desk.do('patient.open', { open: patient })
  await desk.do('note.sign', { patient, note: next, version: view(desk, next).version, withdraw })
  refuses(ehr, 'Urine albumin')
  await station.online()
  await until(() => view(desk, next).status === 'draft')
  await sentAll(station)
  expect([ordered(), view(desk, next).notSigned?.stays]).toEqual(['revoked', ['Withdrawn: HbA1c']])
  expect(desk.see('note.left-out', { note: next })[1]).toMatchObject({ does: 'Cancel the order: done already' })
  ehr.ehr.faults.clear()
  await desk.do('note.sign', { patient, note: next, version: view(desk, next).version })
  await sentAll(station)
  expect(ordered()).toBe('active')
})

test('what the EHR has of an amendment that is discarded says again what the signed version says', async () => {
  const { ehr, desk, patient, note, orders } = await signedOffline()
  const { station } = desk
  const [order] = orders as [ChipAttrs]
  await station.online()
  await sentAll(station)
  const { note: next } = await desk.do('note.amend', { patient, note, reason: 'With a word' })
  await change(desk, patient, next, order, { category: 'laboratory', codings: [], display: 'HbA1c', note: 'Left arm' })
  const late = chip('order', 'Urine albumin', { category: 'laboratory', codings: [], display: 'Urine albumin' })
  await write(desk, patient, next, late)
  refuses(ehr, 'Urine albumin')
  await sign(desk, patient, next)
  await until(() => view(desk, next).status === 'draft')
  await sentAll(station)
  const inTheEhr = async () => (await ehr.all<ServiceRequest>(`ServiceRequest?${madeBy(order.id as LocalId)}`))[0]
  expect((await inTheEhr())?.note?.[0]?.text).toBe('Left arm')
  ehr.ehr.faults.clear()
  await desk.do('note.discard', { patient, note: next })
  await sentAll(station)
  expect(await inTheEhr()).toMatchObject({ status: 'active', code: { text: 'HbA1c' } })
  expect((await inTheEhr())?.note).toBeUndefined()
})

test('what was done meanwhile with a part the EHR took is not undone by signing again: no second draw', async () => {
  const { ehr, desk, patient, note, orders } = await signedOffline()
  const { station } = desk
  const [kept, bad] = orders as [ChipAttrs, ChipAttrs]
  refuses(ehr)
  await station.online()
  await until(() => view(desk, note).status === 'draft')
  const there = await until(
    async () => (await ehr.all<ServiceRequest>(`ServiceRequest?${madeBy(kept.id as LocalId)}`))[0],
  )
  const specimen = {
    resourceType: 'Specimen',
    subject: { reference: 'Patient/p1' },
    request: [{ reference: `ServiceRequest/${there.id}` }],
  }
  const { body: tube } = await ehr.send('POST', 'Specimen', specimen)
  await ehr.send('PUT', `ServiceRequest/${there.id}`, { ...there, specimen: [{ reference: `Specimen/${tube.id}` }] })
  await until(async () => {
    await desk.do('sync.now', {})
    return (station.read('ServiceRequest', kept.id as LocalId)?.specimen?.length ?? 0) > 0
  })
  ehr.ehr.faults.clear()
  await takeOut(desk, patient, note, bad)
  await sign(desk, patient, note)
  await sentAll(station)
  const drawn = await ehr.get<ServiceRequest>(`ServiceRequest/${there.id}`)
  expect([drawn.status, drawn.specimen?.length, drawn.authoredOn]).toEqual(['active', 1, there.authoredOn])
})

test('discarding a note that was taken back withdraws what the EHR had taken of it', async () => {
  const { ehr, desk, patient, note, problem, orders } = await signedOffline()
  const { station } = desk
  refuses(ehr)
  await station.online()
  await until(() => view(desk, note).status === 'draft')
  await sentAll(station)
  ehr.ehr.faults.clear()
  await desk.do('note.discard', { patient, note })
  await sentAll(station)
  const [order] = await ehr.all<ServiceRequest>(`ServiceRequest?${madeBy(orders[0]?.id as LocalId)}`)
  expect(order?.status).toBe('entered-in-error')
  expect((await ehr.all(`Condition?${madeBy(problem.id as LocalId)}`))[0]).toMatchObject({
    verificationStatus: { coding: [{ code: 'entered-in-error' }] },
  })
  const tasks = await ehr.all<Task>('Task?patient=Patient/p1')
  const told = tasks.filter(({ description }) => description?.startsWith('Not signed after all'))
  expect(told.map(({ status }) => status)).toEqual(['cancelled'])
  // Restored and signed, it holds again.
  await desk.do('note.restore', { patient, note })
  await takeOut(desk, patient, note, orders[1] as ChipAttrs)
  await sign(desk, patient, note)
  await sentAll(station)
  const [again] = await ehr.all<ServiceRequest>(`ServiceRequest?${madeBy(orders[0]?.id as LocalId)}`)
  expect(again?.status).toBe('active')
})

test('what amends or adds to a note that is a draft again is not signed before it', async () => {
  const { ehr, desk, patient, note, orders } = await signedOffline()
  const { station } = desk
  const { note: next } = await desk.do('note.amend', { patient, note, reason: 'Other side' })
  const { note: added } = await desk.do('note.addend', { patient, note })
  await desk.type(patient, added, 0, 'Called.')
  refuses(ehr)
  await station.online()
  await until(() => view(desk, note).status === 'draft')
  for (const each of [next, added]) {
    const { version } = view(desk, each)
    const refusal = await desk.refused('note.sign', { patient, note: each, version })
    expect(refusal.message).toContain('not signed after all')
  }
  expect(station.read('ServiceRequest', orders[1]?.id as LocalId)).toBeUndefined()
})
