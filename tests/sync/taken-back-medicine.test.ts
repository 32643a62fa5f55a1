import type { MedicationRequest } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import type { LocalId } from '../../shared/kernel/ids.js'
import { chip, rx } from '../support/chips.js'
import { until } from '../support/clinic.js'
import { Desk } from '../support/desk.js'
import { refuses, sign, takeOut, view, write } from '../support/drafts.js'
import { plan } from '../support/queue.js'
import { madeBy, one, sentAll } from '../support/sending.js'

/** A prescription that is in the EHR, and a draft that is there too; then the network goes. */
async function prescribed() {
  const { ehr, a } = await one()
  const desk = new Desk(a)
  const patient = a.id('Patient', 'p1')
  await desk.do('patient.open', { open: patient })
  const medicine = rx('Amlodipine 5 mg tablet')
  const { note: first } = await desk.do('note.create', { patient, title: 'First' })
  await write(desk, patient, first, medicine)
  await sign(desk, patient, first)
  const { note } = await desk.do('note.create', { patient, title: 'Follow-up' })
  await desk.type(patient, note, 0, 'Ankles.')
  await a.restart()
  await sentAll(a)
  await desk.do('patient.open', { open: patient })
  await a.offline()
  const of = { type: 'MedicationRequest', id: medicine.id }
  const taken = () => a.read('MedicationRequest', medicine.id as LocalId)?.status
  return { ehr, desk, patient, note, medicine, of, taken }
}
const lipids = () => chip('order', 'Lipid panel', { category: 'laboratory', codings: [], display: 'Lipid panel' })

test('a medicine the EHR has as stopped stays so when the signature is taken back, and goes on once that is given up', async () => {
  const { ehr, desk, patient, note, of, taken } = await prescribed()
  const { station } = desk
  const stop = rx('Amlodipine 5 mg tablet', { action: 'stop' }, of)
  const bad = lipids()
  await write(desk, patient, note, stop, bad)
  await sign(desk, patient, note)
  plan(ehr, { kind: 'status', status: 503 }, { method: 'POST', path: '^(ServiceRequest)?$', body: 'Lipid panel' }, 1)
  refuses(ehr)
  await station.online()
  await until(() => view(desk, note).status === 'draft')
  await sentAll(station)
  const inTheEhr = async () =>
    (await ehr.all<MedicationRequest>(`MedicationRequest?${madeBy(of.id as LocalId)}`))[0]?.status
  expect([taken(), await inTheEhr()]).toEqual(['stopped', 'stopped'])
  expect(view(desk, note).notSigned?.stays).toEqual(['Amlodipine 5 mg tablet'])
  ehr.ehr.faults.clear()
  await takeOut(desk, patient, note, stop)
  await takeOut(desk, patient, note, bad)
  await sign(desk, patient, note)
  await sentAll(station)
  expect([taken(), await inTheEhr()]).toEqual(['active', 'active'])
})

test('a medicine whose successor is refused goes on, though the EHR has it as stopped', async () => {
  const { ehr, desk, patient, note, of, taken } = await prescribed()
  const { station } = desk
  await write(desk, patient, note, rx('Amlodipine 10 mg tablet', { action: 'change' }, of))
  await sign(desk, patient, note)
  plan(ehr, { kind: 'status', status: 422 }, { method: 'POST', path: '^(MedicationRequest)?$', body: 'Amlodipine 10' })
  await station.online()
  await until(() => view(desk, note).status === 'draft')
  await sentAll(station)
  expect(taken()).toBe('active')
  const [there] = await ehr.all<MedicationRequest>(`MedicationRequest?${madeBy(of.id as LocalId)}`)
  expect([there?.status, there?.statusReason]).toEqual(['active', undefined])
})

test('what another signed note stopped stays stopped when a note that only speaks of it is taken back', async () => {
  const { ehr, desk, patient, note, of, taken } = await prescribed()
  const { station } = desk
  const { note: stopping } = await desk.do('note.create', { patient, title: 'Stop' })
  await write(desk, patient, stopping, rx('Amlodipine 5 mg tablet', { action: 'stop' }, of))
  await sign(desk, patient, stopping)
  await write(desk, patient, note, rx('Amlodipine 5 mg tablet', { action: 'continue' }, of), lipids())
  await sign(desk, patient, note)
  const { db } = station.context.store
  db.prepare(`UPDATE outbox SET state = 'parked', reason = 'refused' WHERE type = 'ServiceRequest'`).run()
  await station.restart()
  await until(() => view(desk, note).status === 'draft')
  expect([taken(), view(desk, stopping).status]).toEqual(['stopped', 'signed'])
  ehr.ehr.faults.clear()
})
