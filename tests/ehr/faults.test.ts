import { expect, test, vi } from 'vitest'
import type { Fault } from '../../main/ehr/faults/fault.js'
import { client, type Running, startEhr, task } from './server.js'

const withFault = (fault: Fault) => startEhr({ faults: [fault] })
const total = async (ehr: Running) => (await ehr.get('Task?_summary=count')).json.total
const onCreate = { method: 'POST', path: '^Task' }

test('a lost response: the work is done, the client never hears of it', async () => {
  const ehr = await withFault({ when: onCreate, times: 1, behaviour: { kind: 'lost-response' } })
  await expect(ehr.post('Task', task())).rejects.toThrow()
  expect(await total(ehr)).toBe(1)
  expect((await ehr.post('Task', task())).status).toBe(201)
})

test('a lost request: nothing is done', async () => {
  const ehr = await withFault({ when: onCreate, times: 1, behaviour: { kind: 'lost-request' } })
  await expect(ehr.post('Task', task())).rejects.toThrow()
  expect(await total(ehr)).toBe(0)
})

test('the nth matching request is struck, and only those', async () => {
  const ehr = await withFault({ when: onCreate, skip: 1, times: 2, behaviour: { kind: 'status', status: 503 } })
  const statuses: number[] = []
  for (let i = 0; i < 5; i++) statuses.push((await ehr.post('Task', task())).status)
  expect(statuses).toEqual([201, 503, 503, 201, 201])
  expect((await ehr.get('Task')).status).toBe(200)
  expect(ehr.ehr.faults.list()).toMatchObject([{ seen: 5, struck: 2 }])
})

test('too busy: 409, 429 with Retry-After, 503', async () => {
  for (const [status, retryAfter] of [
    [409, undefined],
    [429, 2],
    [503, 1],
  ] as const) {
    const behaviour = { kind: 'status', status, ...(retryAfter ? { retryAfter } : {}) } as const
    const ehr = await withFault({ when: onCreate, behaviour })
    const reply = await ehr.post('Task', task())
    expect([reply.status, reply.json.resourceType]).toEqual([status, 'OperationOutcome'])
    expect(reply.headers.get('retry-after')).toBe(retryAfter ? String(retryAfter) : null)
    expect(await total(ehr)).toBe(0)
  }
})

test('latency', async () => {
  const ehr = await withFault({ when: { path: '^Patient' }, behaviour: { kind: 'latency', milliseconds: 120 } })
  const started = performance.now()
  expect((await ehr.get('Patient/ada')).status).toBe(200)
  expect(performance.now() - started).toBeGreaterThanOrEqual(115)
})

test('a truncated body', async () => {
  const ehr = await withFault({
    when: { path: '^Patient' },
    times: 1,
    behaviour: { kind: 'truncated-body', bytes: 40 },
  })
  await expect(ehr.get('Patient/ada')).rejects.toThrow()
  expect((await ehr.get('Patient/ada')).json.id).toBe('ada')
})

test('a missing ETag', async () => {
  const ehr = await withFault({ behaviour: { kind: 'no-etag' } })
  const reply = await ehr.get('Patient/ada')
  expect([reply.status, reply.headers.get('etag'), reply.headers.get('last-modified')]).toEqual([200, null, null])
})

test('a transaction run silently as a batch: one entry fails, the other stays', async () => {
  const ehr = await withFault({ behaviour: { kind: 'transaction-as-batch' } })
  const entry = (status: string) => ({ resource: task({ status }), request: { method: 'POST', url: 'Task' } })
  const reply = await ehr.post('', {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [entry('requested'), entry('nonsense')],
  })
  expect([reply.status, reply.json.type]).toEqual([200, 'batch-response'])
  expect(reply.json.entry.map((each: { response: { status: string } }) => each.response.status.slice(0, 3))).toEqual([
    '201',
    '422',
  ])
  expect(await total(ehr)).toBe(1)
})

test('a slow commit becomes visible behind the watermark', async () => {
  const ehr = await withFault({
    when: { ...onCreate, body: 'slow' },
    times: 1,
    behaviour: { kind: 'slow-commit', milliseconds: 2_000 },
  })
  const slow = ehr.post('Task', task({ description: 'slow' }))
  await vi.waitFor(() => expect(ehr.ehr.faults.list()[0]?.struck).toBe(1), { timeout: 10_000, interval: 5 })
  const fast = await ehr.post('Task', task({ description: 'fast' }))
  expect(await total(ehr)).toBe(1)
  const late = await slow
  expect(late.status).toBe(201)
  expect(late.json.meta.lastUpdated < fast.json.meta.lastUpdated).toBe(true)
  const behind = await ehr.get(`Task?_lastUpdated=lt${fast.json.meta.lastUpdated}`)
  expect(behind.json.entry[0].resource.description).toBe('slow')
  const next = await ehr.post('Task', task())
  expect(next.json.meta.lastUpdated > fast.json.meta.lastUpdated).toBe(true)
})

test('a token that expires early', async () => {
  const ehr = await withFault({ times: 1, behaviour: { kind: 'token-expired' } })
  const reply = await ehr.get('Patient/ada')
  expect([reply.status, reply.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"'])
  expect((await ehr.get('Patient/ada')).status).toBe(200)
})

test('a web page instead of JSON', async () => {
  const ehr = await withFault({ behaviour: { kind: 'html-page' } })
  const reply = await ehr.get('Patient/ada')
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(reply.text).toContain('<!doctype html>')
})

test('preconditions ignored', async () => {
  const ehr = await startEhr({ faults: [{ behaviour: { kind: 'ignore-if-match' } }] })
  const { id } = (await ehr.post('Task', task())).json
  expect((await ehr.put(`Task/${id}`, { ...task(), id }, { 'if-match': 'W/"9"' })).status).toBe(200)
  ehr.ehr.faults.clear()
  expect((await ehr.put(`Task/${id}`, { ...task(), id }, { 'if-match': 'W/"9"' })).status).toBe(412)

  ehr.ehr.faults.add({ behaviour: { kind: 'ignore-if-none-exist' } })
  const identifier = [{ system: 's', value: 'v' }]
  for (let i = 0; i < 2; i++) {
    expect((await ehr.post('Task', task({ identifier }), { 'if-none-exist': 'identifier=s|v' })).status).toBe(201)
  }
})

test('_since ignored', async () => {
  const ehr = await withFault({ behaviour: { kind: 'ignore-since' } })
  await ehr.post('Task', task())
  expect((await ehr.get('Task/_history?_since=2100-01-01T00:00:00Z')).json.entry).toHaveLength(1)
})

test('a server that does not know JSON Patch', async () => {
  const ehr = await withFault({ behaviour: { kind: 'no-patch' } })
  const { id } = (await ehr.post('Task', task())).json
  expect((await ehr.patch(`Task/${id}`, [])).status).toBe(415)
  expect((await ehr.put(`Task/${id}`, { ...task(), id })).status).toBe(200)
})

test('faults combine', async () => {
  const ehr = await startEhr({
    faults: [
      { when: onCreate, behaviour: { kind: 'latency', milliseconds: 60 } },
      { when: onCreate, behaviour: { kind: 'no-etag' } },
    ],
  })
  const started = performance.now()
  const reply = await ehr.post('Task', task())
  expect([reply.status, reply.headers.get('etag')]).toEqual([201, null])
  expect(performance.now() - started).toBeGreaterThanOrEqual(55)
})

test('a running server’s faults are steered with the system token, and no other', async () => {
  const ehr = await startEhr()
  const faults = `${ehr.ehr.origin}/faults`
  const fault = { when: { path: '^Patient' }, times: 1, behaviour: { kind: 'status', status: 500 } }
  const person = await ehr.as('doctor')
  expect((await person.post(faults, fault)).status).toBe(401)
  expect((await client(ehr.ehr.url, undefined).get(faults)).status).toBe(401)
  expect((await ehr.post(faults, { behaviour: { kind: 'explode' } })).status).toBe(400)
  expect((await ehr.post(faults, { ...fault, when: { path: '(' } })).status).toBe(400)
  expect((await ehr.post(faults, '{')).status).toBe(400)
  expect((await ehr.post(faults, fault)).status).toBe(201)
  expect((await ehr.get('Patient/ada')).status).toBe(500)
  expect((await ehr.get(faults)).json).toMatchObject([{ struck: 1 }])
  expect((await ehr.remove(faults)).status).toBe(204)
  expect((await ehr.get(faults)).json).toEqual([])
})
