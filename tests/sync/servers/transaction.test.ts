import type { Bundle, Observation, Patient, Resource, ServiceRequest, Specimen } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import type { Behaviour } from '../../../main/ehr/faults/fault.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { type Clinic, until, type Workstation } from '../../support/clinic.js'
import { arrivedOnce, needsYou, plan } from '../../support/queue.js'
import { madeBy, observation, one, sentAll, state } from '../../support/sending.js'
import { clinicThat, counts } from '../../support/servers.js'

/** Work done offline, sent at a server that takes transactions in its own way. */
async function offlineAt(...behaviours: Behaviour[]): Promise<{ ehr: Clinic; a: Workstation }> {
  const { ehr, a } = await one()
  await a.offline()
  for (const behaviour of behaviours) plan(ehr, behaviour, { method: 'POST', path: '^$' })
  return { ehr, a }
}
const pulses = (a: Workstation, n: number): LocalId[] =>
  Array.from({ length: n }, (_, i) => a.create(observation(`Patient/p${1 + (i % 3)}`, 60 + i)))
const requests = (ehr: Clinic): (() => number) => counts(ehr, '^$', 'POST')

/** A new patient with an order and its specimen, which refer to each other. */
function newcomer(a: Workstation): { patient: LocalId; order: LocalId; specimen: LocalId } {
  const [patient, order, specimen] = [a.context.newId(), a.context.newId(), a.context.newId()]
  const subject = { reference: `urn:uuid:${patient}` }
  a.create({ resourceType: 'Patient', name: [{ family: 'Newcomer' }] } as Patient, patient)
  const request: ServiceRequest = { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject }
  a.create({ ...request, specimen: [{ reference: `urn:uuid:${specimen}` }] }, order)
  a.create({ resourceType: 'Specimen', subject, request: [{ reference: `urn:uuid:${order}` }] } as Specimen, specimen)
  return { patient, order, specimen }
}

async function refersProperly(ehr: Clinic, made: ReturnType<typeof newcomer>): Promise<void> {
  const [patient] = await ehr.all<Patient>(`Patient?${madeBy(made.patient)}`)
  const [order, ...more] = await ehr.all<ServiceRequest>(`ServiceRequest?${madeBy(made.order)}`)
  const [specimen, ...others] = await ehr.all<Specimen>(`Specimen?${madeBy(made.specimen)}`)
  expect([...more, ...others]).toEqual([])
  expect(order?.subject?.reference).toBe(`Patient/${patient?.id}`)
  expect(specimen?.subject?.reference).toBe(`Patient/${patient?.id}`)
  expect(order?.specimen?.[0]?.reference).toBe(`Specimen/${specimen?.id}`)
  expect(specimen?.request?.[0]?.reference).toBe(`ServiceRequest/${order?.id}`)
}

describe('new resources travel together, on a server that', () => {
  test('takes transactions: 100 made offline cost 13 requests', async () => {
    const { ehr, a } = await offlineAt()
    const made = pulses(a, 100)
    const [bundles, whole] = [counts(ehr, '^$', 'POST'), counts(ehr, '^Observation$', 'POST')]
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...made.slice(0, 3), ...made.slice(-3))
    // A fault strikes a Bundle by its entries, too: what is no Bundle is what remains.
    expect([bundles(), whole() - bundles()]).toEqual([13, 0])
  })

  test('takes transactions: what refers to each other in a circle arrives whole, in one request', async () => {
    const { ehr, a } = await offlineAt()
    const made = newcomer(a)
    const updates = counts(ehr, '^(ServiceRequest|Specimen)/', 'PATCH')
    await a.online()
    await sentAll(a)
    await refersProperly(ehr, made)
    expect(updates()).toBe(0)
  })

  for (const status of [400, 403, 404, 405, 409, 412, 422, 501]) {
    test(`refuses transactions (${status}): one by one`, async () => {
      const { ehr, a } = await offlineAt({ kind: 'status', status })
      const [made, circle] = [pulses(a, 4), newcomer(a)]
      await a.online()
      await arrivedOnce(ehr, a, 'Observation', ...made)
      await refersProperly(ehr, circle)
    })
  }

  test('refuses them for good (405): it is not asked again', async () => {
    const { ehr, a } = await offlineAt({ kind: 'status', status: 405 })
    const together = requests(ehr)
    const made = pulses(a, 10)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...made)
    const asked = together()
    await a.offline()
    const more = pulses(a, 10)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...more)
    expect([asked <= 2, together()]).toEqual([true, asked])
  })

  test('does not declare them: one by one', async () => {
    const { ehr, a } = await clinicThat([{ kind: 'undeclared', interactions: ['transaction'] }])
    await a.offline()
    const together = requests(ehr)
    const made = pulses(a, 4)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...made)
    expect(together()).toBe(0)
  })

  test('takes 8 conditional creates and no more: never sent more', async () => {
    const { ehr, a } = await offlineAt({ kind: 'transaction-limit', creates: 8, updates: 50 })
    const together = requests(ehr)
    const made = pulses(a, 20)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...made)
    expect(together()).toBe(3)
  })

  test('takes 3 conditional creates and no more: fewer together, then all arrive', async () => {
    const { ehr, a } = await offlineAt({ kind: 'transaction-limit', creates: 3 })
    const made = pulses(a, 40)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...made)
  })

  test.each([
    ['silently as a batch', []],
    ['as a batch and calls it a transaction', [{ kind: 'transaction-answer', type: 'transaction-response' }]],
  ] as [string, Behaviour[]][])(
    'runs them %s, one entry refused: the created are acknowledged, the other is parked',
    async (_, more) => {
      const { ehr, a } = await offlineAt({ kind: 'transaction-as-batch' }, ...more)
      const [made, bad] = [
        pulses(a, 3),
        a.create({ ...observation('Patient/p1'), status: 'nonsense' } as unknown as Resource),
      ]
      await a.online()
      expect(await needsYou(a, 'Observation', bad)).toContain('The EHR did not accept this')
      await until(() => made.every((id) => state(a, 'Observation', id) === undefined))
      for (const id of made) expect(await ehr.all(`Observation?${madeBy(id)}`)).toHaveLength(1)
    },
  )

  test('runs them as a batch, so that what refers to each other is refused: it arrives all the same', async () => {
    const { ehr, a } = await offlineAt({ kind: 'transaction-as-batch' })
    const made = newcomer(a)
    await a.online()
    await sentAll(a)
    await refersProperly(ehr, made)
  })

  test('answers in another order', async () => {
    const { ehr, a } = await offlineAt({ kind: 'transaction-answer', reversed: true })
    const made = pulses(a, 5)
    await a.online()
    await sentAll(a)
    for (const [i, id] of made.entries()) {
      const [found, ...others] = await ehr.all<Observation>(`Observation?${madeBy(id)}`)
      expect([others.length, found?.valueQuantity?.value, a.read('Observation', id)?.id]).toEqual([
        0,
        60 + i,
        found?.id,
      ])
    }
  })

  test('answers for fewer than were sent', async () => {
    const { ehr, a } = await offlineAt({ kind: 'transaction-answer', leaveOut: 2 })
    const made = pulses(a, 5)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...made)
  })

  test('answers with something else', async () => {
    const { ehr, a } = await offlineAt({ kind: 'transaction-answer', type: 'searchset', leaveOut: 5 })
    const made = pulses(a, 5)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...made)
  })

  test('answers without the resources', async () => {
    const { ehr, a } = await offlineAt({ kind: 'terse-transaction' })
    const made = pulses(a, 5)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...made)
  })

  test('gives no body at all', async () => {
    const { ehr, a } = await offlineAt({ kind: 'empty-body' })
    const made = pulses(a, 3)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', ...made)
  })

  for (const [what, behaviour] of [
    ['loses its answer', { kind: 'lost-response' }],
    ['breaks its answer off', { kind: 'truncated-body' }],
    ['answers 500 after the work', { kind: 'status-after', status: 500 }],
    ['does the work and lets a proxy answer with a page', { kind: 'html-after' }],
  ] as [string, Behaviour][]) {
    test(`${what}, ignoring conditions: nothing is made twice`, async () => {
      const { ehr, a } = await one()
      await a.offline()
      plan(ehr, behaviour, { method: 'POST', path: '^$' }, 1)
      plan(ehr, { kind: 'ignore-if-none-exist' })
      const [made, circle] = [pulses(a, 3), newcomer(a)]
      await a.online()
      await arrivedOnce(ehr, a, 'Observation', ...made)
      await refersProperly(ehr, circle)
    })
  }

  test('answers 500 whenever one of them is among others: the others get through', async () => {
    const { ehr, a } = await one()
    await a.offline()
    plan(ehr, { kind: 'status', status: 500 }, { method: 'POST', body: 'explosive' })
    const [made, bad] = [pulses(a, 5), a.create({ ...observation('Patient/p1'), code: { text: 'explosive' } })]
    await a.online()
    await until(() => made.every((id) => state(a, 'Observation', id) === undefined))
    expect(['saved-here', 'sending']).toContain(state(a, 'Observation', bad))
    for (const id of made) expect(await ehr.all(`Observation?${madeBy(id)}`)).toHaveLength(1)
  })

  test('refuses one of them: it is parked with what depends on it, the others go on', async () => {
    const { ehr, a } = await one()
    await a.offline()
    plan(ehr, { kind: 'status', status: 422 }, { method: 'POST', body: 'Newcomer' })
    const [circle, made] = [newcomer(a), pulses(a, 3)]
    await a.online()
    expect(await needsYou(a, 'Patient', circle.patient)).toContain('The EHR did not accept this')
    await until(() => made.every((id) => state(a, 'Observation', id) === undefined))
    expect(state(a, 'Specimen', circle.specimen)).toBe('saved-here')
    ehr.ehr.faults.clear()
    const row = a.context.outbox.rows().find(({ id }) => id === circle.patient)
    a.context.outbox.fix(row?.item as string, 'retry')
    await sentAll(a)
    await refersProperly(ehr, circle)
  })

  test('runs them as a batch and keeps references by UUID as they came: they are put right', async () => {
    const { ehr, a } = await offlineAt({ kind: 'transaction-as-batch' }, { kind: 'dangling' })
    const made = newcomer(a)
    await a.online()
    await sentAll(a)
    await refersProperly(ehr, made)
  })
})

test('what is sent together is one valid transaction: at most eight, parents first, each on its own UUID', async () => {
  const { ehr, a } = await one()
  await a.offline()
  const made = newcomer(a)
  pulses(a, 12)
  // An update is refused alone, so it travels alone.
  for (const task of ['task-p1', 'task-p3'])
    a.edit('Task', a.id('Task', task), (edited) => {
      edited.status = 'in-progress'
    })
  const sent: Bundle[] = []
  const { strike } = ehr.ehr.faults
  ehr.ehr.faults.strike = (exchange) => {
    if (exchange.method === 'POST' && exchange.path === '') sent.push(JSON.parse(exchange.body) as Bundle)
    return strike(exchange)
  }
  await a.online()
  await sentAll(a)
  expect(sent.map(({ type, entry }) => [type, (entry?.length ?? 0) <= 8])).toEqual(
    sent.map(() => ['transaction', true]),
  )
  const first = sent.flatMap(({ entry }) => entry ?? [])
  expect(first[0]?.fullUrl).toBe(`urn:uuid:${made.patient}`)
  for (const { fullUrl, request } of first)
    expect(request).toMatchObject({ method: 'POST', ifNoneExist: `identifier=urn:ietf:rfc:3986|${fullUrl}` })
})
