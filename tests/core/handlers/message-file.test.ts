import { expect, it } from 'vitest'
import { clinic, until } from '../../support/clinic.js'
import { Desk } from '../../support/desk.js'

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
