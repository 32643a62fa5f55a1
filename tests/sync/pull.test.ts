import type { Observation, Patient, Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { createEhr } from '../../main/ehr/server.js'
import { clinic, until, type Workstation } from '../support/clinic.js'
import { temporaryFolder } from '../support/folder.js'
import { smallClinic } from '../support/small-clinic.js'

const count = (a: Workstation, type: string): number =>
  (a.context.store.db.prepare('SELECT count(*) AS n FROM resource WHERE type = ?').get(type) as { n: number }).n

test('a first pull that is interrupted goes on where it was', async () => {
  const ehr = await clinic({ patients: 1_300 })
  const a = await (await ehr.workstation('A')).as('novak')
  await until(() => count(a, 'Patient') >= 500)
  const before = count(a, 'Patient')
  expect(before).toBeLessThan(1_300)
  await a.restart()
  const pages = ehr.ehr.faults.add({
    when: { method: 'GET', path: '^Patient\\?' },
    behaviour: { kind: 'latency', milliseconds: 0 },
  })
  expect(a.context.sync.view().firstPull?.done ?? 0).toBeGreaterThanOrEqual(500)
  await until(() => a.context.sync.view().asOf !== undefined)
  expect(count(a, 'Patient')).toBe(1_300)
  // Three pages in all, of which at least one was here already; the rest are pulls of what changed.
  const { seen } = ehr.ehr.faults.list().find(({ number }) => number === pages) ?? { seen: 0 }
  expect(seen).toBeLessThan(6)
})

test('a first pull survives an EHR that stops in the middle', async () => {
  const ehr = await clinic({ patients: 1_300 })
  const a = await (await ehr.workstation('A')).as('novak')
  await until(() => count(a, 'Patient') >= 500)
  await ehr.stopEhr()
  await until(() => a.context.sync.view().state === 'offline')
  expect(a.context.sync.view().problem).toBeDefined()
  await ehr.startEhr()
  await until(() => a.context.sync.view().asOf !== undefined)
  expect(count(a, 'Patient')).toBe(1_300)
})

test('what a pull of changes costs does not follow the size of the clinic', async () => {
  const requests: number[] = []
  for (const patients of [6, 600]) {
    const ehr = await clinic({ patients })
    const a = await (await ehr.workstation('A')).as('novak')
    await a.ready()
    const seen = ehr.ehr.faults.add({
      when: { method: 'GET', path: '^Task' },
      behaviour: { kind: 'latency', milliseconds: 0 },
    })
    const bytes = ehr.ehr.faults.add({
      when: { method: 'GET', path: '\\$everything' },
      behaviour: { kind: 'latency', milliseconds: 0 },
    })
    await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'in-progress' }])
    await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')
    const of = (number: number) => ehr.ehr.faults.list().find((fault) => fault.number === number)?.seen ?? 0
    requests.push(of(seen))
    expect(of(bytes)).toBe(0)
  }
  expect(Math.abs((requests[0] as number) - (requests[1] as number))).toBeLessThanOrEqual(2)
})

test('changes of charts nobody here holds are not kept; opening one fetches it first', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  const p6 = a.id('Patient', 'p6')
  const { body } = await ehr.send<Observation>('POST', 'Observation', {
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: 'Patient/p6' },
    code: { text: 'Pulse' },
  })
  const held = await ehr.send<Observation>('POST', 'Observation', {
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: 'Patient/p1' },
    code: { text: 'Pulse' },
  })
  await until(() => a.read('Observation', a.id('Observation', held.body.id as string)))
  expect(a.read('Observation', a.id('Observation', body.id as string))).toBeUndefined()
  expect(a.context.sync.held(p6)).toEqual({ state: 'not-held', reachable: true })

  a.context.sync.openChart(p6)
  expect(a.context.sync.held(p6)).toMatchObject({ state: 'loading' })
  await until(() => a.context.sync.held(p6).state === 'held')
  expect(a.read('Observation', a.id('Observation', body.id as string))?.code?.text).toBe('Pulse')
  expect(a.read('AllergyIntolerance', a.id('AllergyIntolerance', 'allergy-p6'))).toBeDefined()
  expect(a.context.sync.why(p6)).toEqual(['opened recently'])
  expect(a.context.sync.recent(5)).toEqual([p6])
})

test('a chart that leaves the working set leaves the disk, but nothing unsent and no draft does', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('das')
  await a.ready()
  const p4 = a.id('Patient', 'p4')
  expect(a.context.sync.held(p4).state).toBe('held')
  await ehr.send('POST', 'DocumentReference', {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    subject: { reference: 'Patient/p4' },
    content: [{ attachment: { contentType: 'text/plain', data: 'QQ==' } }],
  })
  await until(() => count(a, 'DocumentReference') === 1)
  await ehr.send('PATCH', 'Appointment/appointment-p4', [{ op: 'replace', path: '/status', value: 'cancelled' }])
  await until(() => a.context.sync.held(p4).state === 'not-held')
  await until(() => a.read('Observation', a.id('Observation', 'observation-p4')) === undefined)
  expect(a.read('Patient', p4)?.name).toBeDefined()
  expect(a.read('Task', a.id('Task', 'task-p4'))).toBeDefined()
  expect(count(a, 'DocumentReference')).toBe(1)
})

test('what is deleted in the EHR goes from here too', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  await ehr.send('DELETE', 'Observation/observation-p1')
  await until(() => a.read('Observation', a.id('Observation', 'observation-p1')) === undefined)
  expect(a.read('Observation', a.id('Observation', 'observation-p2'))).toBeDefined()
})

test('a patient registered at one workstation is the same one at the other, with their work', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('das')
  const b = await (await ehr.workstation('B')).as('novak')
  await Promise.all([a.ready(), b.ready()])
  const patient = a.create({ resourceType: 'Patient', name: [{ family: 'Newcomer', given: ['Nia'] }] } as Patient)
  const task = a.create({
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    description: 'Call back',
    for: { reference: `urn:uuid:${patient}` },
    owner: { reference: 'Practitioner/novak' },
  } as Task)
  await until(() => b.read('Task', task) && b.read('Patient', patient))
  expect(b.context.store.db.prepare('SELECT patient FROM task WHERE id = ?').get(task)).toEqual({ patient })
  await until(() => b.context.sync.held(patient).state === 'held')
})

test('a page that breaks off and a web page in place of an answer change nothing here', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  ehr.ehr.faults.add({
    when: { method: 'GET', path: '^Task' },
    times: 1,
    behaviour: { kind: 'truncated-body', bytes: 40 },
  })
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')
  ehr.ehr.faults.add({ when: { method: 'GET' }, times: 3, behaviour: { kind: 'html-page' } })
  await ehr.send('PATCH', 'Task/task-p2', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  await until(() => a.read('Task', a.id('Task', 'task-p2'))?.status === 'in-progress')
  expect(count(a, 'Patient')).toBe(6)
})

test('a write that becomes visible behind the watermark is not missed', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  ehr.ehr.faults.add({
    when: { method: 'PATCH', path: '^Task/task-p1' },
    times: 1,
    behaviour: { kind: 'slow-commit', milliseconds: 1_500 },
  })
  const slow = ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  await ehr.send('PATCH', 'Task/task-p2', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  await until(() => a.read('Task', a.id('Task', 'task-p2'))?.status === 'in-progress')
  await slow
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')
})

test('a page on another origin is not followed, and the token does not go there', async () => {
  const elsewhere = await createEhr({ data: temporaryFolder('elsewhere'), resources: smallClinic(1) })
  const ehr = await clinic()
  const a = await ehr.workstation('A')
  await a.as('novak')
  await a.ready()
  const client = (await import('../../main/core/fhir/client.js')).FhirClient
  const asked: string[] = []
  const direct = new client({
    base: a.ehrUrl,
    now: () => new Date(),
    tokens: {
      accessToken: async () => {
        asked.push('token')
        return 'secret'
      },
      renew: async () => undefined,
    },
  })
  expect(await direct.next(`${elsewhere.url}/Patient?_count=1`)).toMatchObject({ ok: false, kind: 'not-fhir' })
  expect(asked).toEqual([])
  await elsewhere.close()
})
