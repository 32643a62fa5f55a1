import type { DocumentReference, Provenance } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import type { ConflictView } from '../../../shared/contract/views/conflict.js'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { type Clinic, until } from '../../support/clinic.js'
import { type Desk, two } from '../../support/desk.js'
import { plan } from '../../support/queue.js'
import { observation, sentAll, state } from '../../support/sending.js'

/** A draft of a clinician that both workstations have. */
async function draft(colleague: string) {
  const clinicOfTwo = await two('novak', colleague)
  const { a, b, patient } = clinicOfTwo
  const { note } = await a.do('note.create', { patient, title: 'Follow-up' })
  await a.type(patient, note, 0, 'Feels well.')
  await published(a, patient)
  await until(() => b.text(note).includes('Feels well.'))
  return { ...clinicOfTwo, note }
}
/** What was typed goes into the note at once, and to the EHR. */
async function published(desk: Desk, patient: LocalId): Promise<void> {
  await desk.station.restart()
  await sentAll(desk.station)
  await desk.do('patient.open', { open: patient })
}
async function sign(desk: Desk, patient: LocalId, note: LocalId): Promise<void> {
  const { version } = desk.see('note.view', { note }) as NoteView
  await desk.do('note.sign', { patient, note, version })
}
/** The note as the EHR has it, and the signatures there. */
async function inEhr(ehr: Clinic, desk: Desk, note: LocalId) {
  const id = desk.station.context.store.row('DocumentReference', note)?.server_id
  const there = await ehr.get<DocumentReference>(`DocumentReference/${id}`)
  const seals = await ehr.all<Provenance>(`Provenance?target=DocumentReference/${id}`)
  return {
    status: there.docStatus,
    text: Buffer.from(there.content?.[1]?.attachment?.data ?? '', 'base64').toString(),
    signatures: seals.length,
  }
}
/** Signed at A without a network, while the draft was written on at B. */
async function signedAndWrittenOn() {
  const clinicOfTwo = await draft('novak')
  const { a, b, patient, note } = clinicOfTwo
  await a.station.offline()
  await b.type(patient, note, 1, 'Lungs clear.')
  await published(b, patient)
  await sign(a, patient, note)
  await a.station.online()
  return { ...clinicOfTwo, view: await a.conflict() }
}
const choices = ({ parts }: ConflictView, text: 'mine' | 'theirs') =>
  Object.fromEntries(parts.map(({ key, block }) => [key, block ? text : 'mine'] as const))

test('signed here while the draft was written on elsewhere: no signature leaves before a person has decided', async () => {
  const { ehr, a, patient, note, view } = await signedAndWrittenOn()
  expect(view).toMatchObject({ kind: 'changed', critical: true, resource: note })
  expect(await inEhr(ehr, a, note)).toMatchObject({ status: 'preliminary', signatures: 0 })
  const { item, seen } = view
  await a.do('conflict.resolve', { patient, item, seen, decision: { parts: choices(view, 'mine') } })
  await a.do('sync.now', {})
  await sentAll(a.station)
  expect(await inEhr(ehr, a, note)).toMatchObject({ status: 'final', signatures: 1 })
  expect(a.see('note.view', { note })).toMatchObject({ status: 'signed', seal: 'intact' })
  expect(a.text(note)).not.toContain('Lungs clear.')
})

test('words that were not signed never stand under a signature: the note is a draft again, to be signed as it is now', async () => {
  const { ehr, a, b, patient, note, view } = await signedAndWrittenOn()
  const { item, seen } = view
  const parts = choices(view, 'theirs')
  const preview = a.see('conflict.preview', { item, seen, parts })
  expect(preview?.lines.find(({ label }) => label === 'State of the note')?.value).toMatch(/has to be signed again/)
  await a.do('conflict.resolve', { patient, item, seen, decision: { parts } })
  await a.do('sync.now', {})
  await sentAll(a.station)
  expect(await inEhr(ehr, a, note)).toMatchObject({ status: 'preliminary', signatures: 0 })
  expect(a.see('note.view', { note })).toMatchObject({ status: 'draft' })
  await sign(a, patient, note)
  await sentAll(a.station)
  const there = await inEhr(ehr, a, note)
  expect(there).toMatchObject({ status: 'final', signatures: 1 })
  expect(there.text).toContain('Lungs clear.')
  expect(a.see('note.view', { note })).toMatchObject({ status: 'signed', seal: 'intact' })
  await until(() => b.see('note.view', { note })?.seal === 'intact')
})

test('the decision to leave the signing out can be taken back, signature and all', async () => {
  const { ehr, a, patient, note, view } = await signedAndWrittenOn()
  const { item, seen } = view
  const { decision } = await a.do('conflict.resolve', { patient, item, seen, decision: { whole: 'theirs' } })
  expect(a.see('note.view', { note })?.status).toBe('draft')
  // Whatever could leave now has left.
  const other = a.station.create(observation('Patient/p2'))
  await until(() => state(a.station, 'Observation', other) === undefined)
  await a.do('conflict.undo', { patient, decision })
  const again = await a.conflict()
  const parts = choices(again, 'mine')
  await a.do('conflict.resolve', { patient, item: again.item, seen: again.seen, decision: { parts } })
  await a.do('sync.now', {})
  await sentAll(a.station)
  expect(await inEhr(ehr, a, note)).toMatchObject({ status: 'final', signatures: 1 })
  expect(a.see('note.view', { note })).toMatchObject({ seal: 'intact' })
})

test('signed here while the draft was deleted there: one decision, and the signature goes with it', async () => {
  const { ehr, a, b, patient, note } = await draft('novak')
  await a.station.offline()
  const id = b.station.context.store.row('DocumentReference', note)?.server_id
  await ehr.send('DELETE', `DocumentReference/${id}`)
  await sign(a, patient, note)
  await a.station.online()
  const view = await a.conflict()
  expect(view).toMatchObject({ kind: 'deleted', wholes: ['theirs'] })
  expect(a.station.context.outbox.counts().needsYou).toBe(1)
  const { item, seen } = view
  await a.do('conflict.resolve', { patient, item, seen, decision: { whole: 'theirs' } })
  await a.do('sync.now', {})
  await sentAll(a.station)
  expect(await ehr.all(`Provenance?target=DocumentReference/${id}`)).toEqual([])
})

test('a signing whose signature arrived and whose note was refused, given up and done again: one signature', async () => {
  const { ehr, a, patient, note } = await draft('hale')
  plan(ehr, { kind: 'status', status: 422 }, { method: ['PATCH', 'PUT'], path: '^DocumentReference', body: 'final' })
  await sign(a, patient, note)
  await until(() => state(a.station, 'DocumentReference', note) === 'needs-you')
  expect(await inEhr(ehr, a, note)).toMatchObject({ status: 'preliminary', signatures: 1 })
  const [item] = a.see('outbox.list', {})
  await a.do('outbox.fix', { item: item?.id as string, fix: 'take-theirs' })
  ehr.ehr.faults.clear()
  expect(a.see('note.view', { note })?.status).toBe('draft')
  await sign(a, patient, note)
  await sentAll(a.station)
  expect(await inEhr(ehr, a, note)).toMatchObject({ status: 'final', signatures: 1 })
  expect(a.see('note.view', { note })).toMatchObject({ status: 'signed', seal: 'intact' })
})

test('the same, written on before it is signed again: the new signature is for the new words', async () => {
  const { ehr, a, patient, note } = await draft('hale')
  plan(ehr, { kind: 'status', status: 422 }, { method: ['PATCH', 'PUT'], path: '^DocumentReference', body: 'final' })
  await sign(a, patient, note)
  await until(() => state(a.station, 'DocumentReference', note) === 'needs-you')
  const [item] = a.see('outbox.list', {})
  await a.do('outbox.fix', { item: item?.id as string, fix: 'take-theirs' })
  ehr.ehr.faults.clear()
  await a.type(patient, note, 1, 'Lungs clear.')
  await published(a, patient)
  await sign(a, patient, note)
  await sentAll(a.station)
  expect(await inEhr(ehr, a, note)).toMatchObject({ status: 'final', signatures: 2 })
  expect(a.see('note.view', { note })).toMatchObject({ status: 'signed', seal: 'intact' })
})
