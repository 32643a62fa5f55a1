import type { AllergyIntolerance, Observation } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { clinic, until } from '../../support/clinic.js'
import { arrivedOnce, at, plan, struck } from '../../support/queue.js'
import { madeBy, observation, one, sentAll, state } from '../../support/sending.js'
import { counts } from '../../support/servers.js'

const posts = { method: 'POST', path: '^Observation' }

describe('sending, on a server that', () => {
  test('asks to wait (429, seconds)', async () => {
    const { ehr, a } = await at({ kind: 'status', status: 429, retryAfter: 1 }, posts, 1)
    const began = Date.now()
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
    expect(Date.now() - began).toBeGreaterThan(950)
  })

  test('asks to wait (429, a date)', async () => {
    const { ehr, a } = await one()
    const until429 = Math.ceil(Date.now() / 1000) * 1000 + 1000
    plan(ehr, { kind: 'status', status: 429, retryAfter: new Date(until429).toUTCString() }, posts, 1)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
    expect(Date.now()).toBeGreaterThan(until429 - 50)
  })

  test('asks everybody to wait (503 with Retry-After): nothing else is sent meanwhile', async () => {
    const { ehr, a } = await at({ kind: 'status', status: 503, retryAfter: 2 }, posts, 1)
    const began = Date.now()
    const id = a.create(observation('Patient/p1'))
    // The workstation has heard it, too.
    await until(
      () =>
        struck(ehr) === 1 &&
        a.context.store.db.prepare(`SELECT 1 FROM outbox WHERE state = 'in-flight'`).get() === undefined,
    )
    a.edit('Task', a.id('Task', 'task-p1'), (task) => {
      task.status = 'in-progress'
    })
    await until(() => state(a, 'Task', a.id('Task', 'task-p1')) === undefined)
    expect(Date.now() - began).toBeGreaterThan(1_600)
    await arrivedOnce(ehr, a, 'Observation', id)
  })

  test('is not there for a moment (503)', async () => {
    const { ehr, a } = await at({ kind: 'status', status: 503 }, posts, 1)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('no longer takes the sign-in in the middle of a push: the queue is kept, and it is said', async () => {
    const { ehr, a } = await one()
    await a.offline()
    const made = Array.from({ length: 12 }, (_, n) => a.create(observation('Patient/p1', n)))
    plan(ehr, { kind: 'latency', milliseconds: 0 }, { method: 'POST' }, 1)
    ehr.ehr.faults.add({ when: { method: 'POST' }, skip: 1, behaviour: { kind: 'token-expired' } })
    await a.online()
    await until(() => a.context.session.view().again === 'expired')
    await until(() => a.context.outbox.counts().sending === 0)
    const { savedHere } = a.context.outbox.counts()
    expect(savedHere).toBeGreaterThan(0)
    expect(a.context.sync.view().line).toBe(`Sign in again, ${savedHere} saved here`)
    ehr.ehr.faults.clear()
    await a.as('novak')
    await arrivedOnce(ehr, a, 'Observation', ...made.slice(0, 2), ...made.slice(-2))
  })

  test('is slow with one change: the others get through', async () => {
    const { ehr, a } = await at(
      { kind: 'latency', milliseconds: 4_000 },
      { method: 'PATCH', path: '^AllergyIntolerance' },
      1,
    )
    const slow = a.id('AllergyIntolerance', 'allergy-p1')
    a.edit('AllergyIntolerance', slow, (allergy) => {
      allergy.criticality = 'low'
    })
    await until(() => struck(ehr) === 1)
    const made = Array.from({ length: 5 }, (_, n) => a.create(observation('Patient/p1', n)))
    await until(() => made.every((id) => state(a, 'Observation', id) === undefined))
    expect(state(a, 'AllergyIntolerance', slow)).toBeDefined()
    await sentAll(a)
  })

  test('cuts one change off every time: the others get through', async () => {
    const { ehr, a } = await at({ kind: 'lost-request' }, { method: 'POST', body: 'stumbles' })
    const cut = [1, 2, 3, 4].map(() => a.create({ ...observation('Patient/p1'), code: { text: 'stumbles' } }))
    await until(() => struck(ehr) >= 4)
    const began = performance.now()
    for (let round = 0; round < 3; round++) {
      const id = a.create(observation('Patient/p2', round))
      await until(() => state(a, 'Observation', id) === undefined)
    }
    // Each stands back further every time: the four together come a few times at first and then ever less, however long this took.
    expect(struck(ehr)).toBeLessThan(24 + (performance.now() - began) / 500)
    expect(cut.every((id) => state(a, 'Observation', id) !== undefined)).toBe(true)
  })

  test('takes its time: what is on its way is not changed by a later edit, which follows it', async () => {
    const { ehr, a } = await at({ kind: 'latency', milliseconds: 500 }, { method: 'PATCH', body: 'low' }, 1)
    const id = a.id('AllergyIntolerance', 'allergy-p1')
    const set = (criticality: 'low' | 'unable-to-assess') =>
      a.edit('AllergyIntolerance', id, (allergy) => {
        allergy.criticality = criticality
      })
    set('low')
    await until(() => struck(ehr) === 1)
    set('unable-to-assess')
    await sentAll(a)
    const versions = await ehr.all<AllergyIntolerance>('AllergyIntolerance/allergy-p1/_history')
    expect(versions.map(({ criticality }) => criticality)).toEqual(['unable-to-assess', 'low', 'high'])
  })

  test('is away while 300 changes are made: they cost a seventh of the requests, whatever they are about', async () => {
    const { ehr, a } = await one()
    await a.offline()
    const made = Array.from({ length: 300 }, (_, n) => a.create(observation(`Patient/p${1 + (n % 6)}`, n)))
    const all = counts(ehr, '', 'POST')
    await a.online()
    await until(() => a.context.outbox.counts().savedHere === 0, 60_000)
    await sentAll(a)
    expect(all()).toBeLessThanOrEqual(Math.ceil(300 / 7))
    const [last] = await ehr.all<Observation>(`Observation?${madeBy(made[299] as (typeof made)[0])}`)
    expect(last?.valueQuantity?.value).toBe(299)
  })
})

test('a clock set back a day does not put off what waited for its next try', async () => {
  const ehr = await clinic()
  let skew = 0
  const station = await ehr.workstation('A', { clock: { now: () => new Date(Date.now() + skew) } })
  const a = await (await station.as('novak')).ready()
  plan(ehr, { kind: 'status', status: 500 }, posts, 1)
  const id = a.create(observation('Patient/p1'))
  await until(() => struck(ehr) === 1)
  skew = -86_400_000
  await arrivedOnce(ehr, a, 'Observation', id)
})
