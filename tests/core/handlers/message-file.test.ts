import { expect, it } from 'vitest'
import { clinic, until } from '../../support/clinic.js'
import { Desk } from '../../support/desk.js'
import { pdf } from '../../support/pdf.js'

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

it('a file kept in the EHR is fetched when somebody opens it, and is said to need the EHR while the cable is out', async () => {
  const ehr = await clinic()
  const kept = await ehr.send<{ id: string }>('POST', 'Binary', {
    resourceType: 'Binary',
    contentType: 'image/png',
    data: onePixel,
  })
  const patient = { reference: 'Patient/p1' }
  const sent = await ehr.send<{ id: string }>('POST', 'Communication', {
    resourceType: 'Communication',
    status: 'completed',
    subject: patient,
    sender: patient,
    sent: new Date().toISOString(),
    payload: [{ contentAttachment: { contentType: 'image/png', url: `Binary/${kept.body.id}`, title: 'Rash' } }],
  })
  const station = await (await (await ehr.workstation('novak')).as('novak')).ready()
  const message = station.id('Communication', sent.body.id)
  await until(() => station.read('Communication', message))
  const desk = new Desk(station)
  expect(desk.see('thread.view', { root: message })?.messages[0]?.attachments).toMatchObject([{ form: 'picture' }])
  expect(await desk.do('attachment.open', { message, index: 0 })).toEqual({
    form: 'picture',
    contentType: 'image/png',
    data: onePixel,
  })
  await station.offline()
  expect((await desk.refused('attachment.open', { message, index: 0 })).code).toBe('offline-needed')
})

it('a scan kept in the EHR is given out with its document, for its patient alone, and only as what it says it is', async () => {
  const ehr = await clinic()
  const keep = (data: Buffer) =>
    ehr.send<{ id: string }>('POST', 'Binary', {
      resourceType: 'Binary',
      contentType: 'application/pdf',
      data: data.toString('base64'),
    })
  const scan = pdf('Discharge summary')
  const [kept, wrong] = [await keep(scan), await keep(Buffer.from('MZ not a letter'))]
  const sent = await ehr.send<{ id: string }>('POST', 'DocumentReference', {
    resourceType: 'DocumentReference',
    status: 'current',
    subject: { reference: 'Patient/p1' },
    date: new Date().toISOString(),
    content: [kept, wrong].map(({ body }) => ({
      attachment: { contentType: 'application/pdf', url: `Binary/${body.id}`, title: 'Fax' },
    })),
  })
  const station = await (await (await ehr.workstation('novak')).as('novak')).ready()
  const desk = new Desk(station)
  const [patient, other] = [station.id('Patient', 'p1'), station.id('Patient', 'p2')]
  const document = station.id('DocumentReference', sent.body.id)
  await until(() => station.read('DocumentReference', document))
  expect(desk.see('document.view', { patient, document })?.files).toMatchObject([{ form: 'pdf' }, { form: 'pdf' }])
  await desk.do('patient.open', { open: patient })
  expect(await desk.do('document.file', { patient, document, index: 0 })).toEqual({
    form: 'pdf',
    contentType: 'application/pdf',
    data: scan.toString('base64'),
  })
  expect((await desk.refused('document.file', { patient, document, index: 1 })).code).toBe('invalid')
  expect((await desk.refused('document.file', { patient: other, document, index: 0 })).code).toBe('wrong-patient')
  await desk.do('patient.open', { open: other })
  expect((await desk.refused('document.file', { patient: other, document, index: 0 })).code).toBe('not-found')
  await desk.do('patient.open', { open: patient })
  await station.offline()
  expect((await desk.refused('document.file', { patient, document, index: 0 })).code).toBe('offline-needed')
})
