import { expect, test } from 'vitest'
import { SMALL_CLINIC, startEhr, task } from './server.js'

test('a created resource gets an id, a version and a time, and reads back', async () => {
  const ehr = await startEhr()
  const created = await ehr.post('Task', { ...task(), id: 'mine' })
  expect(created.status).toBe(201)
  const { id } = created.json
  expect(id).not.toBe('mine')
  expect(created.json.meta.versionId).toBe('1')
  expect(created.headers.get('etag')).toBe('W/"1"')
  expect(created.headers.get('location')).toBe(`${ehr.ehr.url}/Task/${id}/_history/1`)
  const read = await ehr.get(`Task/${id}`)
  expect(read.status).toBe(200)
  expect(read.headers.get('content-type')).toContain('application/fhir+json')
  expect(read.json).toEqual(created.json)
  expect((await ehr.get(`Task/${id}`, { 'if-none-match': 'W/"1"' })).status).toBe(304)
})

test('what was loaded keeps its id and its history before today', async () => {
  const ehr = await startEhr()
  const read = await ehr.get('Patient/ada')
  expect(read.json).toEqual({ ...SMALL_CLINIC.at(-1), meta: { ...SMALL_CLINIC.at(-1)?.meta, versionId: '1' } })
})

test('unknown fields, siblings and decimals travel untouched through create, update and patch', async () => {
  const ehr = await startEhr()
  const body = `{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"_status":{"id":"s"},
    "valueQuantity":{"value":4.10,"unit":"mmol/L"},"futureField":{"x":[1.00,2e0,-0,12345678901234567890]},
    "referenceRange":[{"low":{"value":3.50},"high":{"value":5.0}}],"note":[{"text":"caf\\u00e9 \\ud83d\\ude00"}]}`
  const { id } = (await ehr.post('Observation', body)).json
  const expected = ['"value":4.10', '"x":[1.00,2e0,-0,12345678901234567890]', '"value":3.50', '"_status":{"id":"s"}']
  const first = await ehr.get(`Observation/${id}`)
  for (const text of expected) expect(first.text).toContain(text)
  expect(first.json.note[0].text).toBe('café 😀')
  expect((await ehr.put(`Observation/${id}`, first.text)).status).toBe(200)
  const patched = await ehr.patch(
    `Observation/${id}`,
    `[{"op":"test","path":"/valueQuantity/value","value":4.1},{"op":"replace","path":"/status","value":"amended"},
      {"op":"copy","from":"/referenceRange/0","path":"/referenceRange/1"},
      {"op":"add","path":"/referenceRange/0/low/value","value":3.600}]`,
  )
  expect(patched.status).toBe(200)
  const last = await ehr.get(`Observation/${id}`)
  for (const text of ['"value":4.10', '"value":3.600', '"value":3.50', '"status":"amended"']) {
    expect(last.text).toContain(text)
  }
  const found = await ehr.get(`Observation?_id=${id}`)
  expect(found.text).toContain('"value":4.10')
})

test('an update makes a version; the older one stays readable', async () => {
  const ehr = await startEhr()
  const { id } = (await ehr.post('Task', task())).json
  const updated = await ehr.put(`Task/${id}`, { ...task({ status: 'in-progress' }), id })
  expect([updated.status, updated.json.meta.versionId]).toEqual([200, '2'])
  expect((await ehr.get(`Task/${id}/_history/1`)).json.status).toBe('requested')
  expect((await ehr.get(`Task/${id}/_history/2`)).json.status).toBe('in-progress')
  expect((await ehr.get(`Task/${id}/_history/3`)).status).toBe(404)
})

test('PUT never chooses an id', async () => {
  const ehr = await startEhr()
  const put = await ehr.put('Task/chosen', { ...task(), id: 'chosen' })
  expect(put.status).toBe(404)
  expect(put.json.resourceType).toBe('OperationOutcome')
  const { id } = (await ehr.post('Task', task())).json
  expect((await ehr.put(`Task/${id}`, { ...task(), id: 'other' })).status).toBe(400)
})

test('If-Match protects PUT, PATCH and DELETE', async () => {
  const ehr = await startEhr()
  const { id } = (await ehr.post('Task', task())).json
  await ehr.put(`Task/${id}`, { ...task(), id }, { 'if-match': 'W/"1"' })
  const stale = { 'if-match': 'W/"1"' }
  expect((await ehr.put(`Task/${id}`, { ...task(), id }, stale)).status).toBe(412)
  expect((await ehr.patch(`Task/${id}`, [], stale)).status).toBe(412)
  expect((await ehr.remove(`Task/${id}`, stale)).status).toBe(412)
  expect((await ehr.get(`Task/${id}`)).json.meta.versionId).toBe('2')
  expect((await ehr.patch(`Task/${id}`, [], { 'if-match': '"2"' })).status).toBe(200)
  expect((await ehr.remove(`Task/${id}`, { 'if-match': 'W/"3"' })).status).toBe(204)
})

test('a patch whose test fails changes nothing and says so with 412', async () => {
  const ehr = await startEhr()
  const { id } = (await ehr.post('Task', task())).json
  const cases: [unknown, number][] = [
    [
      [
        { op: 'test', path: '/meta/versionId', value: '9' },
        { op: 'remove', path: '/for' },
      ],
      412,
    ],
    [[{ op: 'replace', path: '/nothing/here', value: 1 }], 422],
    [[{ op: 'dance', path: '/status' }], 400],
    [{ op: 'remove' }, 400],
    [[{ op: 'replace', path: '/id', value: 'x' }], 422],
    [[{ op: 'remove', path: '/status' }], 422],
  ]
  for (const [patch, status] of cases) {
    const reply = await ehr.patch(`Task/${id}`, patch)
    expect([status, JSON.stringify(patch)]).toEqual([reply.status, JSON.stringify(patch)])
    expect(reply.json.issue[0].severity).toBe('error')
  }
  expect((await ehr.get(`Task/${id}`)).json).toMatchObject({
    meta: { versionId: '1' },
    for: { reference: 'Patient/ada' },
  })
  const good = await ehr.patch(`Task/${id}`, [
    { op: 'test', path: '/meta/versionId', value: '1' },
    { op: 'add', path: '/description', value: 'Call back' },
  ])
  expect([good.status, good.json.description]).toEqual([200, 'Call back'])
  const asJson = { 'content-type': 'application/json' }
  expect((await ehr.patch(`Task/${id}`, [], asJson)).status).toBe(415)
})

test('a deleted resource is gone for good, and its history says so', async () => {
  const ehr = await startEhr()
  const { id } = (await ehr.post('Task', task())).json
  expect((await ehr.remove(`Task/${id}`)).status).toBe(204)
  expect((await ehr.remove(`Task/${id}`)).status).toBe(204)
  expect((await ehr.get(`Task/${id}`)).status).toBe(410)
  expect((await ehr.put(`Task/${id}`, { ...task(), id })).status).toBe(410)
  expect((await ehr.patch(`Task/${id}`, [])).status).toBe(410)
  expect((await ehr.get(`Task/${id}/_history/1`)).status).toBe(200)
  expect((await ehr.get(`Task/${id}/_history/2`)).status).toBe(410)
  expect((await ehr.get('Task')).json.entry).toBeUndefined()
  expect((await ehr.remove('Task/never')).status).toBe(404)
})

test('a conditional create makes one resource however many race for it', async () => {
  const ehr = await startEhr()
  const identifier = [{ system: 'urn:ietf:rfc:3986', value: 'urn:uuid:7d9c' }]
  const header = { 'if-none-exist': 'identifier=urn:ietf:rfc:3986|urn:uuid:7d9c' }
  const replies = await Promise.all(Array.from({ length: 12 }, () => ehr.post('Task', task({ identifier }), header)))
  expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1)
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(11)
  expect(new Set(replies.map((reply) => reply.json.id)).size).toBe(1)
  await ehr.post('Task', task({ identifier }))
  expect((await ehr.post('Task', task({ identifier }), header)).status).toBe(412)
  expect((await ehr.post('Task', task(), { 'if-none-exist': 'colour=red' })).status).toBe(400)
  expect((await ehr.post('Task', task(), { 'if-none-exist': '_count=1' })).status).toBe(412)
})

test('a conditional update updates the one match, or creates', async () => {
  const ehr = await startEhr()
  const identifier = [{ system: 's', value: 'v' }]
  const made = await ehr.put('Task?identifier=s|v', task({ identifier }))
  expect(made.status).toBe(201)
  const again = await ehr.put('Task?identifier=s|v', task({ identifier, status: 'completed' }))
  expect([again.status, again.json.id, again.json.status]).toEqual([200, made.json.id, 'completed'])
  await ehr.post('Task', task({ identifier }))
  expect((await ehr.put('Task?identifier=s|v', task({ identifier }))).status).toBe(412)
})

test('Prefer decides what a write answers', async () => {
  const ehr = await startEhr()
  const minimal = await ehr.post('Task', task(), { prefer: 'return=minimal' })
  expect([minimal.status, minimal.text]).toEqual([201, ''])
  expect(minimal.headers.get('location')).toContain('/Task/')
  const outcome = await ehr.post('Task', task(), { prefer: 'return=OperationOutcome' })
  expect(outcome.json.issue[0].severity).toBe('information')
})

test('what is not well formed is refused with an OperationOutcome that says where', async () => {
  const ehr = await startEhr()
  const cases: [() => Promise<{ status: number; json: { resourceType: string } }>, number][] = [
    [() => ehr.post('Task', '{"resourceType":"Task",'), 400],
    [() => ehr.post('Task', '[]'), 400],
    [() => ehr.post('Task', { resourceType: 'Patient' }), 400],
    [() => ehr.post('Task', { resourceType: 'Task', status: 'requested' }), 422],
    [() => ehr.post('Task', task({ status: 'waiting' })), 422],
    [() => ehr.post('Task', task({ owner: { reference: 'Dr House' } })), 422],
    [() => ehr.post('Task', task(), { 'content-type': 'application/fhir+xml' }), 415],
    [() => ehr.get('Spaceship'), 404],
    [() => ehr.get('Task/x/y/z'), 404],
    [() => ehr.send('DELETE', 'Task'), 405],
    [() => ehr.get('Task', { accept: 'application/fhir+xml' }), 406],
    [() => ehr.get('Task/%zz'), 400],
    [() => ehr.post('Task', `${'['.repeat(200_000)}`), 400],
  ]
  for (const [attempt, status] of cases) {
    const reply = await attempt()
    expect([attempt.toString(), reply.status]).toEqual([attempt.toString(), status])
    expect(reply.json.resourceType).toBe('OperationOutcome')
  }
})

test('a resource comes to refer only to what is here, whatever became of what it referred to before', async () => {
  const ehr = await startEhr()
  const lost = await ehr.post('Task', task({ for: { reference: 'Patient/nobody' } }))
  expect([lost.status, lost.json.issue[0].diagnostics]).toEqual([422, 'It refers to Patient/nobody, which is not here'])
  const elsewhere = [{ reference: 'https://other.example/fhir/Task/1' }, { reference: '#inside' }]
  expect((await ehr.post('Task', task({ basedOn: elsewhere }))).status).toBe(201)

  const first = (await ehr.post('Task', task())).json.id
  const second = (await ehr.post('Task', task({ partOf: [{ reference: `Task/${first}` }] }))).json.id
  await ehr.remove(`Task/${first}`)
  expect((await ehr.patch(`Task/${second}`, [{ op: 'add', path: '/description', value: 'x' }])).status).toBe(200)
  expect((await ehr.post('Task', task({ partOf: [{ reference: `Task/${first}` }] }))).status).toBe(422)
  const put = await ehr.put(`Task/${second}`, { ...task({ owner: { reference: 'Practitioner/nobody' } }), id: second })
  expect(put.status).toBe(422)
  expect((await ehr.get(`Task/${second}`)).json.meta.versionId).toBe('2')
})

test('a member named like a prototype is data', async () => {
  const ehr = await startEhr()
  const text = '{"resourceType":"Task","status":"requested","intent":"order","extra":{"__proto__":{"a":1.0}}}'
  const { id } = (await ehr.post('Task', text)).json
  expect((await ehr.get(`Task/${id}`)).text).toContain('"extra":{"__proto__":{"a":1.0}}')
  await ehr.patch(`Task/${id}`, '[{"op":"copy","from":"/extra","path":"/more"}]')
  expect((await ehr.get(`Task/${id}`)).text).toContain('"more":{"__proto__":{"a":1.0}}')
})

test('text that is not UTF-8 is refused, not repaired', async () => {
  const { ehr } = await startEhr()
  const bytes = Buffer.concat([
    Buffer.from('{"resourceType":"Task","description":"'),
    Buffer.from([0xff]),
    Buffer.from('"}'),
  ])
  const headers = { authorization: `Bearer ${ehr.systemToken}`, 'content-type': 'application/fhir+json' }
  const reply = await fetch(`${ehr.url}/Task`, { method: 'POST', headers, body: bytes })
  expect(reply.status).toBe(400)
})

test('each write has a moment of its own, also when the machine’s clock goes back', async () => {
  let now = Date.parse('2030-01-01T00:00:00Z')
  const ehr = await startEhr({ clock: () => now })
  const moments: string[] = []
  for (const step of [0, 0, 0, -3_600_000, 0, 1]) {
    now += step
    moments.push((await ehr.post('Task', task())).json.meta.lastUpdated)
  }
  expect(moments).toEqual([...new Set(moments)].sort())
})

test('a request id is echoed, or made', async () => {
  const ehr = await startEhr()
  expect((await ehr.get('Task', { 'x-request-id': 'abc-1' })).headers.get('x-request-id')).toBe('abc-1')
  expect((await ehr.get('Task')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})
