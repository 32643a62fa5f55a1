import type { Communication, Patient, ServiceRequest, Task } from '@medplum/fhirtypes'
import { expect, it } from 'vitest'
import type { OutputOf } from '../../../shared/contract/contract.js'
import { clinic, until, type Workstation } from '../../support/clinic.js'
import { Window } from '../../support/window.js'
import { result, tasksAbout, three } from './arrivals.js'

it('two act on one critical result at once: the patient gets one message, and the loop closes when it was read', async () => {
  const itself = await clinic()
  const person = await itself.get<Patient>('Patient/p5')
  const portal = [{ url: 'https://rounds.example/fhir/portal', valueBoolean: true }]
  await itself.send('PUT', 'Patient/p5', { ...person, extension: portal })
  const [novak, hale] = await three(itself)
  const { report } = await result(itself, 'p5', 6.7, 'HH')
  const both = [novak, hale].map((station) => {
    const patient = station.id('Patient', 'p5')
    return { station, room: new Window(station), patient, report: station.id('DiagnosticReport', report) }
  })
  type One = (typeof both)[number]
  const taskAt = ({ station, report: focus }: One) =>
    (station.context.store.db.prepare('SELECT id, status FROM task WHERE focus = ?').all(focus) as Task[])[0]
  const shownTo = ({ room, patient, report: id }: One): OutputOf<'result.view'> =>
    room.see('result.view', { patient, report: id })
  // The task, the report, its values and whether the patient has a portal come one by one.
  await until(() =>
    both.every((one) => taskAt(one)?.id && shownTo(one)?.loop?.weight === 'critical' && shownTo(one)?.portal === 'yes'),
  )
  await until(() => shownTo(both[0] as One)?.fingerprint === shownTo(both[1] as One)?.fingerprint)
  for (const one of both) await one.room.open(one.patient)
  expect(shownTo(both[0] as One)).toMatchObject({ portal: 'yes', loop: { awaited: 'reviewed', weight: 'critical' } })

  await Promise.all(
    both.map(({ room, patient, station, ...one }) =>
      room.do('result.act', {
        patient,
        task: taskAt({ room, patient, station, ...one })?.id as never,
        seen: shownTo({ room, patient, station, ...one })?.fingerprint as string,
        message: `From ${station.name}: please come in today.`,
      }),
    ),
  )
  for (const { room } of both) await room.do('deed.send-now', {})
  const messages = () => itself.all<Communication>(`Communication?subject=Patient/p5`)
  const about = async () => (await messages()).filter(({ about: of }) => of?.length)
  await until(
    async () =>
      (await about()).length > 0 && (await tasksAbout(itself, 'DiagnosticReport', report))[0]?.status === 'completed',
  )
  const settled = ({ context }: Workstation): boolean => {
    const { savedHere, sending } = context.outbox.counts()
    return savedHere + sending === 0 || context.outbox.counts().needsYou > 0
  }
  await until(() => [novak, hale].every(settled))
  const [word, ...more] = await about()
  expect(more).toEqual([])
  // Everywhere the patient has been written to and has not read it: nothing is closed.
  await until(() => both.every((one) => shownTo(one)?.loop?.awaited === 'read'))
  const orders = () => itself.all<ServiceRequest>('ServiceRequest?subject=Patient/p5')
  const order = async () => (await orders()).find(({ code }) => code?.text === 'Basic metabolic panel')
  expect((await order())?.status).toBe('active')

  await itself.send('PUT', `Communication/${word?.id}`, { ...word, received: new Date().toISOString() })
  await until(async () => (await order())?.status === 'completed')
  expect((await order())?.extension).toEqual([
    {
      url: 'https://rounds.example/fhir/loop-closed',
      valueReference: expect.objectContaining({ reference: `Communication/${word?.id}` }),
    },
  ])
  await until(() => both.every((one) => shownTo(one)?.loop?.step === 'closed'))
})
