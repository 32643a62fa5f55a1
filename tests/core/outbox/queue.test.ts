import type { Observation, Resource } from '@medplum/fhirtypes'
import { expect, onTestFinished, test } from 'vitest'
import { back, done, type Entry } from '../../../main/core/outbox/entry.js'
import type { Order } from '../../../main/core/outbox/order.js'
import { Queue } from '../../../main/core/outbox/queue.js'
import { openStore } from '../../../main/core/store/connection.js'
import { projectors } from '../../../main/core/store/projections.js'
import { Store } from '../../../main/core/store/store.js'
import { asInstant, asLocalId, type LocalId } from '../../../shared/kernel/ids.js'
import { temporaryFolder, testKey } from '../../support/folder.js'

const at = asInstant('2026-11-22T10:31:07.123Z')
const idOf = (n: number): LocalId => asLocalId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)

/** A store whose reads of resources are counted. */
class Counting extends Store {
  reads = 0
  override row(type: string, id: LocalId): ReturnType<Store['row']> {
    this.reads += 1
    return super.row(type, id)
  }
}

function emptyStore(): Counting {
  const store = new Counting(openStore(temporaryFolder('profile'), testKey()), projectors)
  onTestFinished(() => store.close())
  return store
}
const create = (store: Store, ...resources: [LocalId, Resource][]): void =>
  store.commit({ who: undefined, at }, (tx) => {
    for (const [id, resource] of resources) tx.create(id, resource)
  })
const pulse = (patient: LocalId): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Pulse' },
  subject: { reference: `urn:uuid:${patient}` },
})
const free = (order: Order): Entry[] => [...order.entries()].filter((entry) => !order.blocked(entry))

test('2,000 changes waiting cost what changed among them, not what waits', () => {
  const store = emptyStore()
  const [patients, each] = [200, 9]
  for (let p = 0; p < patients; p++) {
    const parts = Array.from({ length: each }, (_, n): [LocalId, Resource] => [
      idOf(10_000 + p * each + n),
      pulse(idOf(p)),
    ])
    create(store, [idOf(p), { resourceType: 'Patient', name: [{ family: `Family${p}` }] }], ...parts)
  }
  const queue = new Queue(store)
  expect(free(queue.order())).toHaveLength(patients)
  const first = store.reads
  expect(first).toBeLessThanOrEqual(patients * (each + 1))
  expect(free(queue.order())).toHaveLength(patients)
  expect(store.reads).toBe(first)

  store.receive(at, (tx) => {
    tx.claim({ resourceType: 'Patient', id: 'p7' }, 'p7', idOf(7))
    done(tx.db, 'Patient', idOf(7))
  })
  expect(free(queue.order())).toHaveLength(patients - 1 + each)
  expect(store.reads - first).toBeLessThanOrEqual(each + 1)
})

test('what was found out does not outlive what it hung on', () => {
  const store = emptyStore()
  const [patient, order, specimen] = [idOf(1), idOf(2), idOf(3)]
  const subject = { reference: `urn:uuid:${patient}` }
  create(
    store,
    [patient, { resourceType: 'Patient' }],
    [order, { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject }],
    [specimen, { resourceType: 'Specimen', subject, request: [{ reference: `urn:uuid:${order}` }] }],
  )
  const queue = new Queue(store)
  const waiting = () => {
    const asked = queue.order()
    return [...asked.entries()].map((entry) => [entry.type, asked.blocked(entry)?.by.type])
  }
  expect(waiting()).toEqual([
    ['Patient', undefined],
    ['ServiceRequest', 'Patient'],
    ['Specimen', 'Patient'],
  ])
  const [first] = [...queue.order().entries()]
  store.receive(at, (tx) => back(tx.db, first as Entry, 'parked', null, 'refused'))
  expect([...queue.order().entries()].map((entry) => queue.order().blocked(entry)?.by.state)).toEqual([
    undefined,
    'parked',
    'parked',
  ])
  store.receive(at, (tx) => done(tx.db, 'Patient', patient))
  expect(waiting()).toEqual([
    ['ServiceRequest', undefined],
    ['Specimen', 'ServiceRequest'],
  ])
  store.commit({ who: undefined, at }, (tx) =>
    tx.edit('ServiceRequest', order, (resource) => {
      resource.specimen = [{ reference: `urn:uuid:${specimen}` }]
    }),
  )
  expect(waiting()).toEqual([
    ['ServiceRequest', undefined],
    ['Specimen', 'ServiceRequest'],
  ])
  store.commit({ who: undefined, at }, (tx) =>
    tx.edit('Specimen', specimen, (resource) => {
      resource.request = []
    }),
  )
  expect(waiting()).toEqual([
    ['ServiceRequest', 'Specimen'],
    ['Specimen', undefined],
  ])
})

test('a change that was undone with its transaction is not believed', () => {
  const store = emptyStore()
  create(store, [idOf(1), { resourceType: 'Patient' }])
  const queue = new Queue(store)
  expect(() =>
    store.receive(at, (tx) => {
      done(tx.db, 'Patient', idOf(1))
      throw new Error('the disk is full')
    }),
  ).toThrow()
  expect(free(queue.order())).toHaveLength(1)
})
