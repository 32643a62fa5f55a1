import type { Observation, Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { FhirClient } from '../../../main/core/fhir/client.js'
import { clinic, until } from '../../support/clinic.js'
import { clinicThat, counts, held, imports, missing, patientPages, plays, tasks } from '../../support/servers.js'

/** A copy that is given for 60 s must not be what ends the waiting, milliseconds. */
const soonerThanACopyEnds = 40_000
const twoMinutes = { kind: 'backdated', milliseconds: 118_000 } as const
const claimed = [{ op: 'replace', path: '/status', value: 'in-progress' }]

const pulse = (patient: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Pulse' },
  subject: { reference: `Patient/${patient}` },
})

test('rows of several types that become visible two minutes behind the watermark', async () => {
  const { ehr, a } = await clinicThat([])
  await ehr.send('PATCH', 'Task/task-p1', claimed)
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')
  plays(ehr, twoMinutes, { when: { method: ['POST', 'PATCH'] } })
  const [task] = await imports(ehr, tasks(1))
  const [result] = await imports(ehr, [pulse('p1')])
  const [patient] = await imports(ehr, [{ resourceType: 'Patient', name: [{ family: 'Late' }] }])
  await until(
    () =>
      missing(a, 'Task', [task as string]).length === 0 &&
      missing(a, 'Observation', [result as string]).length === 0 &&
      missing(a, 'Patient', [patient as string]).length === 0,
  )
})

test('a row that becomes visible two minutes behind while the first pull runs', async () => {
  const ehr = await clinic({ patients: 600 })
  const page = plays(
    ehr,
    { kind: 'latency', milliseconds: 500 },
    { when: { method: 'GET', path: patientPages }, skip: 1, times: 1 },
  )
  const a = await (await ehr.workstation('A')).as('novak')
  await until(() => page.struck() === 1)
  plays(ehr, twoMinutes, { when: { method: ['POST', 'PATCH'] } })
  const [task] = await imports(ehr, tasks(1))
  await ehr.send('PATCH', 'Appointment/appointment-p1', [{ op: 'replace', path: '/status', value: 'arrived' }])
  await a.ready()
  await until(() => missing(a, 'Task', [task as string]).length === 0)
  await until(() => a.read('Appointment', a.id('Appointment', 'appointment-p1'))?.status === 'arrived')
  expect(held(a, 'Patient')).toBe(600)
})

test('a row that becomes visible two minutes behind while a chart is fetched', async () => {
  const { ehr, a } = await clinicThat([])
  const fetched = plays(
    ehr,
    { kind: 'latency', milliseconds: 400 },
    { when: { path: 'Provenance|^Immunization\\?' }, times: 1 },
  )
  const everything = plays(ehr, { kind: 'status', status: 501 }, { when: { path: '\\$everything' } })
  const p6 = a.id('Patient', 'p6')
  a.context.sync.openChart(p6)
  await until(() => everything.struck() > 0 && fetched.struck() > 0)
  plays(ehr, twoMinutes, { when: { method: 'POST' } })
  const [result] = await imports(ehr, [pulse('p6')])
  await until(() => a.context.sync.held(p6).state === 'held')
  await until(() => missing(a, 'Observation', [result as string]).length === 0)
})

test('identical searches answered from a copy for 60 s unless asked with no-cache', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'cached-answers', seconds: 60, heeds: true, loosely: true }])
  for (const task of ['task-p1', 'task-p2', 'task-p3']) {
    await ehr.send('PATCH', `Task/${task}`, claimed)
    await until(() => a.read('Task', a.id('Task', task))?.status === 'in-progress', soonerThanACopyEnds)
  }
})

test('identical searches answered from a copy whatever is asked: no two are identical', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'cached-answers', seconds: 60 }])
  for (const task of ['task-p1', 'task-p2', 'task-p3']) {
    await ehr.send('PATCH', `Task/${task}`, claimed)
    await until(() => a.read('Task', a.id('Task', task))?.status === 'in-progress', soonerThanACopyEnds)
  }
  // As before a create that may have arrived is repeated: it is looked for.
  const client = new FhirClient({
    base: ehr.ehr.url,
    now: () => new Date(),
    tokens: { accessToken: async () => ehr.ehr.systemToken, renew: async () => undefined },
  })
  const find = async () => {
    const answer = await client.search('Task', [['identifier', 'urn:x|1']])
    return answer.ok ? answer.value.resources.length : answer.message
  }
  expect(await find()).toBe(0)
  await imports(ehr, [{ ...tasks(1)[0], identifier: [{ system: 'urn:x', value: '1' }] } as Resource])
  expect(await find()).toBe(1)
})

test.each(['age', 'bundle'] as const)(
  'similar searches answered from a copy that says how old it is (%s): `as of` claims no more than the copy',
  async (says) => {
    let ahead = 0
    const ehr = await clinic({ ehr: { clock: () => Date.now() + ahead } })
    const a = await (await (await ehr.workstation('A')).as('novak')).ready()
    const copies = plays(
      ehr,
      { kind: 'cached-answers', seconds: 60, says, loosely: true },
      { when: { method: 'GET', path: '^Task\\?_lastUpdated' } },
    )
    a.context.sync.now()
    await until(() => copies.struck() > 0)
    const made = Date.now() + 1_000
    ahead = 40_000
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    await ehr.send('PATCH', 'Task/task-p1', claimed)
    const before = copies.struck()
    for (let i = 1; i <= 2; i++) {
      a.context.sync.now()
      await until(() => copies.struck() >= before + i)
    }
    await until(() => a.context.sync.view().state === 'online')
    expect(Date.parse(a.context.sync.view().asOf as string)).toBeLessThanOrEqual(made)
    const { watermark } = a.context.store.db.prepare(`SELECT watermark FROM pull_cursor WHERE type = 'Task'`).get() as {
      watermark: string
    }
    expect(Date.parse(watermark)).toBeLessThanOrEqual(made)
    expect(a.read('Task', a.id('Task', 'task-p1'))?.status).toBe('requested')
    ahead = 70_000
    a.context.sync.now()
    await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')
    copies.end()
  },
)

test('no ETag: versions are taken from the resources', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'no-etag' }])
  await ehr.send('PATCH', 'Task/task-p1', claimed)
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')
})

test('no versions at all: compared by content, what is unchanged is no news', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'no-version' }])
  await ehr.send('PATCH', 'Task/task-p1', claimed)
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')
  let news = 0
  const stop = a.context.store.onChange((topics) => {
    if (topics.has('Task')) news += 1
  })
  const rounds = counts(ehr, '^Task\\?_lastUpdated')
  for (let i = 1; i <= 2; i++) {
    a.context.sync.now()
    await until(() => rounds() >= i)
  }
  stop()
  expect(news).toBe(0)
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'completed' }])
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'completed')
  const stored = a.context.store.row('Task', a.id('Task', 'task-p1'))
  expect((JSON.parse(stored?.json ?? '') as Resource).meta?.versionId).toBeUndefined()
})
