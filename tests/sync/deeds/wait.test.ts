import type { Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { createCore } from '../../../main/core/create.js'
import { until } from '../../support/clinic.js'
import { copyOf } from '../../support/damage.js'
import { call, deeds, desk, review, taskOf } from '../../support/deeds.js'
import { madeBy, sentAll } from '../../support/sending.js'

test('a message and an order wait some seconds, the task does not, and sending now does not shorten that', async () => {
  const { ehr, a, later } = await desk()
  const made = review(a)
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status === 'completed')
  a.context.sync.now()
  await a.context.sync.send(5_000)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  expect(await ehr.all(`ServiceRequest?${madeBy(made.order)}`)).toEqual([])
  expect(deeds(a)).toMatchObject([
    { state: 'held', words: 'Reviewed Potassium 6.1 mmol/L', patientName: expect.any(String) },
  ])
  later(9_000)
  await sentAll(a)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toHaveLength(1)
  expect(deeds(a)).toMatchObject([{ state: 'done' }])
  const refused = await call(a, 'deed.undo', { deed: made.deed })
  expect(refused).toMatchObject({
    ok: false,
    refusal: { code: 'stale', message: expect.stringMatching(/left at .*Nothing was changed/) },
  })
  expect((await ehr.get<Task>('Task/task-p1')).status).toBe('completed')
})

test('a signature ends the wait of that patient alone', async () => {
  const { a } = await desk()
  const made = review(a)
  const held = () =>
    a.context.outbox
      .rows()
      .filter(({ heldUntil }) => heldUntil)
      .map(({ id }) => id)
  expect(held()).toEqual([made.message, made.order])
  const note = a.create({
    ...{ resourceType: 'DocumentReference', status: 'current', docStatus: 'preliminary' },
    subject: { reference: 'Patient/p2' },
    content: [{ attachment: { contentType: 'text/plain', data: 'U2xlZXBz' } }],
  })
  const sign = (subject: string) =>
    a.edit('DocumentReference', note, (resource) => {
      resource.subject = { reference: subject }
      resource.docStatus = 'final'
    })
  sign('Patient/p2')
  expect(held()).toHaveLength(2)
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'preliminary'
  })
  a.context.store.db.prepare('UPDATE resource SET patient = ? WHERE id = ?').run(a.id('Patient', 'p1'), note)
  sign('Patient/p2')
  expect(held()).toEqual([])
})

test.each(['quits', 'signs out'])('whoever %s takes nothing back any more: it leaves at once', async (how) => {
  const { ehr, a } = await desk()
  const made = review(a)
  if (how === 'quits') await a.running.stop()
  else await call(a, 'session.sign-out', { evenIfUnsent: false })
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toHaveLength(1)
  if (how === 'signs out') expect(a.context.session.user()).toBeUndefined()
})

test('what a colleague can still take back is not sent by somebody else', async () => {
  const { a } = await desk()
  const made = review(a)
  const others = a.context.store.db.prepare('UPDATE deed SET who = ? WHERE id = ?')
  others.run(a.id('Practitioner', 'hale'), made.deed)
  a.context.store.db.prepare('UPDATE outbox SET author = ?').run(a.id('Practitioner', 'hale'))
  expect(await call(a, 'deed.send-now', { deed: made.deed })).toMatchObject({ refusal: { code: 'not-found' } })
  expect(await call(a, 'deed.send-now', { deed: 'no such' })).toMatchObject({ refusal: { code: 'not-found' } })
  expect(await call(a, 'deed.send-now', {})).toMatchObject({ ok: true })
  const held = () => a.context.outbox.rows().filter(({ heldUntil }) => heldUntil)
  expect(held()).toHaveLength(2)
  others.run(a.id('Practitioner', 'novak'), made.deed)
  a.context.store.db.prepare('UPDATE outbox SET author = ?').run(a.id('Practitioner', 'novak'))
  expect(await call(a, 'deed.send-now', { deed: made.deed })).toMatchObject({ ok: true })
  expect(held()).toEqual([])
})

test('killed in the wait, it waits on after the restart and leaves once', async () => {
  const { ehr, a, later, time } = await desk()
  const made = review(a)
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status === 'completed')
  await until(() => a.context.outbox.unsentOf('Task', taskOf(a)) === undefined)
  const killed = copyOf(a.profile)
  await a.offline()
  await a.running.stop()
  await a.online()
  const { keyHex, ehrUrl } = a
  a.running = createCore({ profile: killed, keyHex, ehrUrl, practice: true, workstation: 'A', clock: time.clock })
  a.context.sync.start()
  a.context.sync.now()
  await a.context.sync.send(5_000)
  expect(deeds(a)).toMatchObject([{ state: 'held' }])
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  later(9_000)
  await sentAll(a)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toHaveLength(1)
})
