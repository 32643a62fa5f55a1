import { expect, test } from 'vitest'
import type { Behaviour } from '../../main/ehr/faults/fault.js'
import { type Running, startEhr, task } from './server.js'

const mustBeTold = { prefer: 'return=representation' }
const playing = (...behaviours: Behaviour[]): Promise<Running> =>
  startEhr({ faults: behaviours.map((behaviour) => ({ behaviour })) })
/** A Task that was there before anything went wrong. */
async function taskIn(ehr: Running): Promise<string> {
  const faults = ehr.ehr.faults.list().map(({ fault }) => fault)
  ehr.ehr.faults.clear()
  const { id } = (await ehr.post('Task', task())).json
  for (const fault of faults) ehr.ehr.faults.add(fault)
  return id
}
const entry = (method: string, url: string, resource: object, more: object = {}) => ({
  resource,
  request: { method, url, ...more },
})
const transaction = (...entries: object[]) => ({ resourceType: 'Bundle', type: 'transaction', entry: entries })

test('does it, and says it did not', async () => {
  const ehr = await playing({ kind: 'status-after', status: 500 })
  expect((await ehr.post('Task', task())).status).toBe(500)
  ehr.ehr.faults.clear()
  expect((await ehr.get('Task?_summary=count')).json.total).toBe(1)
})

test('does it, and a proxy answers with a page', async () => {
  const ehr = await playing({ kind: 'html-after' })
  const reply = await ehr.post('Task', task())
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html'])
  ehr.ehr.faults.clear()
  expect((await ehr.get('Task?_summary=count')).json.total).toBe(1)
})

test('no body in spite of return=representation', async () => {
  const ehr = await playing({ kind: 'empty-body' })
  const reply = await ehr.post('Task', task(), mustBeTold)
  expect([reply.status, reply.text]).toEqual([201, ''])
  expect(reply.headers.get('location')).toContain('/Task/')
})

test('says where it is in its own way', async () => {
  const where = async (form: 'without-history' | 'relative' | 'other-host' | 'content-location' | 'none') => {
    const ehr = await playing({ kind: 'location', form })
    const { headers } = await ehr.post('Task', task())
    return [headers.get('location'), headers.get('content-location')]
  }
  expect((await where('without-history'))[0]).toMatch(/^http:.*\/fhir\/Task\/[^/]+$/)
  expect((await where('relative'))[0]).toMatch(/^Task\/[^/]+\/_history\/1$/)
  expect((await where('other-host'))[0]).toMatch(/^https:\/\/inside\.example\/fhir\/Task\//)
  expect((await where('content-location'))[1]).toMatch(/\/Task\/[^/]+\/_history\/1$/)
  expect(await where('none')).toEqual([null, null])
})

test('a transaction may hold so much', async () => {
  const ehr = await playing({ kind: 'transaction-limit', creates: 1, updates: 1 })
  const create = (n: number) => entry('POST', 'Task', task(), { ifNoneExist: `identifier=s|${n}` })
  expect((await ehr.post('', transaction(create(1)))).status).toBe(200)
  expect((await ehr.post('', transaction(create(2), create(3)))).status).toBe(400)
  expect((await ehr.post('', transaction(create(4), entry('POST', 'Task', task())))).status).toBe(200)
  const [a, b] = [await taskIn(ehr), await taskIn(ehr)]
  const update = (id: string) => entry('PUT', `Task/${id}`, task({ id }))
  expect((await ehr.post('', transaction(update(a), update(b)))).status).toBe(400)
  expect((await ehr.post('', transaction(update(a)))).status).toBe(200)
})

test('an answer to a transaction that is not what was asked for', async () => {
  const ehr = await playing({ kind: 'transaction-answer', type: 'batch-response', reversed: true, leaveOut: 1 })
  const named = (description: string) => entry('POST', 'Task', task({ description }))
  const { json } = await ehr.post('', transaction(named('a'), named('b'), named('c')), mustBeTold)
  expect(json.type).toBe('batch-response')
  expect(json.entry.map((each: { resource: { description: string } }) => each.resource.description)).toEqual(['b', 'a'])
})

test('tests in a patch are passed over, or refused', async () => {
  const patch = [
    { op: 'test', path: '/meta/versionId', value: '9' },
    { op: 'replace', path: '/status', value: 'completed' },
  ]
  const careless = await playing({ kind: 'ignore-test' })
  expect((await careless.patch(`Task/${await taskIn(careless)}`, patch)).json.status).toBe('completed')
  const picky = await playing({ kind: 'refuse-test' })
  expect((await picky.patch(`Task/${await taskIn(picky)}`, patch)).status).toBe(400)
  expect((await picky.patch(`Task/${await taskIn(picky)}`, patch.slice(1))).status).toBe(200)
})

test('a PUT brings back what was deleted', async () => {
  for (const status of [200, 201] as const) {
    const ehr = await playing({ kind: 'revive', status })
    const id = await taskIn(ehr)
    await ehr.remove(`Task/${id}`)
    const reply = await ehr.put(`Task/${id}`, task({ id }), { 'if-match': 'W/"1"' })
    expect([reply.status, reply.json.meta.versionId]).toEqual([status, '3'])
    expect((await ehr.get(`Task/${id}`)).status).toBe(200)
    expect((await ehr.get('Task?_summary=count')).json.total).toBe(1)
  }
})

test('a PUT creates what nobody had', async () => {
  const ehr = await playing({ kind: 'put-creates' })
  expect((await ehr.put('Task/mine', task({ id: 'mine' }))).status).toBe(201)
  expect((await ehr.get('Task/mine')).json.id).toBe('mine')
})

test('what was deleted was never there', async () => {
  const ehr = await playing({ kind: 'forget-deleted' })
  const id = await taskIn(ehr)
  await ehr.remove(`Task/${id}`)
  expect((await ehr.get(`Task/${id}`)).status).toBe(404)
})

test('an update without a change keeps its version', async () => {
  const ehr = await playing({ kind: 'no-change-no-version' })
  const id = await taskIn(ehr)
  expect((await ehr.put(`Task/${id}`, task({ id }))).json.meta.versionId).toBe('1')
  expect((await ehr.put(`Task/${id}`, task({ id, status: 'completed' }))).json.meta.versionId).toBe('2')
})

test('an update is answered with what was there before', async () => {
  const ehr = await playing({ kind: 'stale-answer' })
  const id = await taskIn(ehr)
  const reply = await ehr.put(`Task/${id}`, task({ id, status: 'completed' }), mustBeTold)
  expect([reply.json.status, reply.json.meta.versionId, reply.headers.get('etag')]).toEqual(['requested', '1', 'W/"1"'])
  expect((await ehr.get(`Task/${id}`)).json.status).toBe('completed')
})

test('what is kept is put into another form', async () => {
  const ehr = await playing({ kind: 'normalise', how: ['text', 'order', 'extensions', 'decimals'] })
  const body = JSON.stringify(
    task({
      identifier: [{ value: 'a' }, { value: 'b' }],
      extension: [{ url: 'http://example.org/x', valueDecimal: 0 }],
    }),
  )
  const { json } = await ehr.post('Task', body)
  expect([json.extension, json.text.status]).toEqual([undefined, 'generated'])
  expect(json.identifier).toEqual([{ value: 'b' }, { value: 'a' }])
  ehr.ehr.faults.clear()
  ehr.ehr.faults.add({ behaviour: { kind: 'normalise', how: ['decimals'] } })
  const dose = await ehr.post('Task', body.replace('"valueDecimal":0', '"valueDecimal":1.10'))
  expect(dose.text).toContain('"valueDecimal":1.1}')
})

test('Retry-After as a date', async () => {
  const retryAfter = new Date(Date.now() + 60_000).toUTCString()
  const ehr = await playing({ kind: 'status', status: 429, retryAfter })
  expect((await ehr.get('Task')).headers.get('retry-after')).toBe(retryAfter)
})

test('a fault that strikes a request strikes a transaction with such an entry', async () => {
  const ehr = await startEhr({
    faults: [{ when: { method: 'POST', path: '^Task' }, times: 1, behaviour: { kind: 'status', status: 422 } }],
  })
  expect((await ehr.post('', transaction(entry('POST', 'Observation', {})))).status).toBe(400)
  expect(ehr.ehr.faults.list()[0]?.struck).toBe(0)
  expect((await ehr.post('', transaction(entry('POST', 'Task', task())))).status).toBe(422)
  expect((await ehr.post('', transaction(entry('POST', 'Task', task())))).status).toBe(200)
})

test('conditions ignored, also in a transaction', async () => {
  const ehr = await playing({ kind: 'ignore-if-none-exist' })
  const twice = entry('POST', 'Task', task({ identifier: [{ system: 's', value: 'v' }] }), {
    ifNoneExist: 'identifier=s|v',
  })
  await ehr.post('', transaction(twice))
  await ehr.post('', transaction(twice))
  expect((await ehr.get('Task?_summary=count')).json.total).toBe(2)
})

test('references to nothing are taken', async () => {
  const lost = task({ focus: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' } })
  expect((await (await startEhr()).post('Task', lost)).status).toBe(422)
  expect((await (await playing({ kind: 'dangling' })).post('Task', lost)).status).toBe(201)
})

test('a transaction answered without the resources', async () => {
  const ehr = await playing({ kind: 'terse-transaction' })
  const { json } = await ehr.post('', transaction(entry('POST', 'Task', task())), mustBeTold)
  expect([json.entry[0].resource, json.entry[0].response.status]).toEqual([undefined, '201 Created'])
})
