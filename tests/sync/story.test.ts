import type { DocumentReference, Encounter, Provenance, Specimen } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import type { Connection } from '../../main/core/handlers/context.js'
import type { NoteView } from '../../shared/contract/views/note.js'
import { clinic, until, type Workstation } from '../support/clinic.js'
import { sentAll } from '../support/sending.js'

/** Commands as a window bound to a patient gives them. */
class Window {
  readonly #a: Workstation
  readonly #connection: Connection = { window: 1, bound: null }
  constructor(a: Workstation) {
    this.#a = a
  }
  async do<T = unknown>(name: string, input: unknown): Promise<T> {
    const result = await this.#a.running.core.call(name, input, crypto.randomUUID(), this.#connection)
    if (!result.ok) throw new Error(`${name}: ${result.refusal.message}`)
    return result.value as T
  }
  see<T>(name: string, input: unknown): T {
    const result = this.#a.running.core.ask(name, input)
    if (!result.ok) throw new Error(`${name}: ${result.refusal.message}`)
    return result.value as T
  }
}

test('a note typed and signed at one workstation is in the EHR, sealed, and at the other', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  const b = await (await ehr.workstation('B')).as('hale')
  await Promise.all([a.ready(), b.ready()])
  const [patient, window] = [a.id('Patient', 'p1'), new Window(a)]
  await window.do('patient.open', { open: patient })
  const { note } = await window.do<{ note: string }>('note.create', { patient, title: 'Blood pressure follow-up' })
  const step = { stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text: 'Feels well.' }] } }
  const { version } = await window.do<{ version: number }>('note.steps', { patient, note, version: 0, steps: [step] })
  await window.do('note.sign', { patient, note, version })
  await sentAll(a)

  const [signed] = await ehr.all<DocumentReference>('DocumentReference?patient=p1')
  expect(signed).toMatchObject({ docStatus: 'final', description: 'Blood pressure follow-up' })
  const xhtml = signed?.content?.find(({ attachment }) => attachment?.contentType === 'application/xhtml+xml')
  expect(Buffer.from(xhtml?.attachment?.data ?? '', 'base64').toString()).toContain('Feels well.')
  const seals = await ehr.all<Provenance>(`Provenance?target=DocumentReference/${signed?.id}`)
  expect(seals).toHaveLength(1)
  expect(window.see<NoteView>('note.view', { note })).toMatchObject({
    status: 'signed',
    where: 'in-the-EHR',
    seal: 'intact',
  })

  const other = new Window(b)
  await other.do('patient.open', { open: patient })
  await until(() => other.see<NoteView | null>('note.view', { note })?.seal === 'intact')
  expect(other.see<NoteView>('note.view', { note })).toMatchObject({
    status: 'signed',
    where: 'in-the-EHR',
    mine: false,
  })
})

test('a patient who arrives at the front desk offline is in the EHR and at the clinician’s once the network is back', async () => {
  const ehr = await clinic()
  const desk = await (await ehr.workstation('desk')).as('das')
  const doctor = await (await ehr.workstation('doctor')).as('novak')
  await Promise.all([desk.ready(), doctor.ready()])
  const [patient, appointment, window] = [
    desk.id('Patient', 'p2'),
    desk.id('Appointment', 'appointment-p2'),
    new Window(desk),
  ]
  await desk.offline()
  await window.do('patient.open', { open: patient })
  await window.do('visit.arrive', { patient, appointment })
  await window.do('visit.check-in', { patient, appointment, identifiers: ['name', 'birth date'] })
  await window.do('visit.room', { patient, appointment, room: desk.id('Location', 'room-1') })
  await desk.online()
  await sentAll(desk)
  const encounters = await ehr.all<Encounter>('Encounter?patient=p2')
  expect(encounters).toHaveLength(1)
  expect(encounters[0]).toMatchObject({
    status: 'triaged',
    appointment: [{ reference: 'Appointment/appointment-p2' }],
    location: [{ location: { reference: 'Location/room-1' }, status: 'active' }],
  })
  await until(() =>
    doctor.context.store.db
      .prepare(`SELECT 1 FROM encounter WHERE appointment = ? AND status = 'triaged'`)
      .get(appointment),
  )
})

test('a draw is recorded on the order and as a specimen, each referring to the other', async () => {
  const ehr = await clinic()
  const order = {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    priority: 'routine',
    subject: { reference: 'Patient/p1' },
    requester: { reference: 'Practitioner/novak' },
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '108252007' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '24323-8' }], text: 'Comprehensive metabolic panel' },
    authoredOn: new Date().toISOString(),
  }
  const { body } = await ehr.send<{ id: string }>('POST', 'ServiceRequest', order)
  const a = await (await ehr.workstation('A')).as('flint')
  await a.ready()
  const [patient, window] = [a.id('Patient', 'p1'), new Window(a)]
  await window.do('patient.open', { open: patient })
  const person = a.read('Patient', patient)
  await window.do('draw.identify', {
    patient,
    birthDate: person?.birthDate,
    name: `${person?.name?.[0]?.given?.[0]} ${person?.name?.[0]?.family}`,
  })
  const { labels } = await window.do<{ labels: { tube: string; accession: string }[] }>('draw.label', { patient })
  for (const label of labels) await window.do('draw.collect', { patient, ...label })
  await sentAll(a)
  const [specimen] = await ehr.all<Specimen>('Specimen?patient=p1')
  expect(specimen).toMatchObject({
    request: [{ reference: `ServiceRequest/${body.id}` }],
    accessionIdentifier: { value: labels[0]?.accession },
  })
  expect(await ehr.get(`ServiceRequest/${body.id}`)).toMatchObject({
    specimen: [{ reference: `Specimen/${specimen?.id}` }],
  })
})
