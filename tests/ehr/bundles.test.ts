import { expect, test } from 'vitest'
import { startEhr, task } from './server.js'

const bundle = (type: string, entry: unknown[]) => ({ resourceType: 'Bundle', type, entry })
const statuses = (json: { entry: { response: { status: string } }[] }) =>
  json.entry.map((entry) => entry.response.status.slice(0, 3))

test('a transaction creates what refers to each other, under the ids the server chose', async () => {
  const ehr = await startEhr()
  const reply = await ehr.post(
    '',
    bundle('transaction', [
      {
        fullUrl: 'urn:uuid:task-1',
        resource: task({
          focus: { reference: 'urn:uuid:order-1' },
          identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:uuid:task-1' }],
        }),
        request: { method: 'POST', url: 'Task', ifNoneExist: 'identifier=urn:ietf:rfc:3986|urn:uuid:task-1' },
      },
      {
        fullUrl: 'urn:uuid:order-1',
        resource: {
          resourceType: 'ServiceRequest',
          status: 'active',
          intent: 'order',
          subject: { reference: 'Patient/ada' },
        },
        request: { method: 'POST', url: 'ServiceRequest' },
      },
      { request: { method: 'GET', url: 'Patient/ada' } },
    ]),
  )
  expect([reply.status, reply.json.type]).toEqual([200, 'transaction-response'])
  expect(statuses(reply.json)).toEqual(['201', '201', '200'])
  const [task1, order, patient] = reply.json.entry
  expect(patient.resource.id).toBe('ada')
  const orderId = /ServiceRequest\/([^/]+)\/_history\/1$/.exec(order.response.location)?.[1]
  const read = await ehr.get(/Task\/[^/]+/.exec(task1.response.location)?.[0] as string)
  expect(read.json.focus.reference).toBe(`ServiceRequest/${orderId}`)
  expect(read.json.identifier[0].value).toBe('urn:uuid:task-1')
  expect(Date.parse(task1.response.lastModified)).toBe(Date.parse(read.json.meta.lastUpdated))
})

test('a repeated transaction finds what it made, and refers to that', async () => {
  const ehr = await startEhr()
  const identifier = [{ system: 'urn:ietf:rfc:3986', value: 'urn:uuid:o' }]
  const order = {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/ada' },
  }
  const send = () =>
    ehr.post(
      '',
      bundle('transaction', [
        {
          fullUrl: 'urn:uuid:o',
          resource: { ...order, identifier },
          request: { method: 'POST', url: 'ServiceRequest', ifNoneExist: 'identifier=urn:ietf:rfc:3986|urn:uuid:o' },
        },
        { resource: task({ focus: { reference: 'urn:uuid:o' } }), request: { method: 'POST', url: 'Task' } },
      ]),
    )
  expect(statuses((await send()).json)).toEqual(['201', '201'])
  expect(statuses((await send()).json)).toEqual(['200', '201'])
  const orders = (await ehr.get('ServiceRequest?patient=ada')).json.entry
  const tasks = (await ehr.get('Task')).json.entry
  expect(orders).toHaveLength(1)
  for (const { resource } of tasks) expect(resource.focus.reference).toBe(`ServiceRequest/${orders[0].resource.id}`)
})

test('a transaction is done whole or not at all', async () => {
  const ehr = await startEhr()
  const { id } = (await ehr.post('Task', task())).json
  const failing: [unknown, number][] = [
    [{ resource: task({ status: 'nonsense' }), request: { method: 'POST', url: 'Task' } }, 422],
    [{ resource: { ...task(), id }, request: { method: 'PUT', url: `Task/${id}`, ifMatch: 'W/"9"' } }, 412],
    [{ request: { method: 'GET', url: 'Task/nobody' } }, 404],
    [{ resource: task(), request: { method: 'JUMP', url: 'Task' } }, 400],
    [{ resource: task() }, 400],
  ]
  for (const [entry, status] of failing) {
    const reply = await ehr.post(
      '',
      bundle('transaction', [
        { resource: task({ description: 'half' }), request: { method: 'POST', url: 'Task' } },
        { request: { method: 'DELETE', url: `Task/${id}` } },
        entry,
      ]),
    )
    expect([reply.status, reply.json.resourceType]).toEqual([status === 412 ? 400 : status, 'OperationOutcome'])
    expect((await ehr.get('Task?_summary=count')).json.total).toBe(1)
    expect((await ehr.get(`Task/${id}`)).json.meta.versionId).toBe('1')
  }
})

test('a transaction may change a resource once, and refers only to what it contains', async () => {
  const ehr = await startEhr()
  const { id } = (await ehr.post('Task', task())).json
  const put = { resource: { ...task(), id }, request: { method: 'PUT', url: `Task/${id}` } }
  expect((await ehr.post('', bundle('transaction', [put, put]))).status).toBe(400)
  const dangling = {
    resource: task({ focus: { reference: 'urn:uuid:nobody' } }),
    request: { method: 'POST', url: 'Task' },
  }
  expect((await ehr.post('', bundle('transaction', [dangling]))).status).toBe(422)
  expect((await ehr.get('Task?_summary=count')).json.total).toBe(1)
})

test('entries may refer to each other in a circle, and to nothing that is not here', async () => {
  const ehr = await startEhr()
  const entry = (mine: string, other: string) => ({
    fullUrl: `urn:uuid:${mine}`,
    resource: task({ partOf: [{ reference: other }] }),
    request: { method: 'POST', url: 'Task' },
  })
  const circle = [entry('a', 'urn:uuid:b'), entry('b', 'urn:uuid:a')]
  expect(statuses((await ehr.post('', bundle('transaction', circle))).json)).toEqual(['201', '201'])
  const into = await ehr.post('', bundle('transaction', [...circle, entry('c', 'Task/nobody')]))
  expect([into.status, into.json.issue[0].expression]).toEqual([422, ['Bundle.entry[2]']])
  expect((await ehr.get('Task?_summary=count')).json.total).toBe(2)
})

test('a patch travels in a transaction as a Binary', async () => {
  const ehr = await startEhr()
  const { id } = (await ehr.post('Task', task())).json
  const operations = [{ op: 'replace', path: '/status', value: 'completed' }]
  const resource = {
    resourceType: 'Binary',
    contentType: 'application/json-patch+json',
    data: Buffer.from(JSON.stringify(operations)).toString('base64'),
  }
  const request = { method: 'PATCH', url: `Task/${id}`, ifMatch: 'W/"1"' }
  const reply = await ehr.post('', bundle('transaction', [{ resource, request }]))
  expect(statuses(reply.json)).toEqual(['200'])
  expect((await ehr.get(`Task/${id}`)).json.status).toBe('completed')
})

test('in a batch each entry stands alone', async () => {
  const ehr = await startEhr()
  const reply = await ehr.post(
    '',
    bundle('batch', [
      { resource: task(), request: { method: 'POST', url: 'Task' } },
      { resource: task({ status: 'nonsense' }), request: { method: 'POST', url: 'Task' } },
      { request: { method: 'GET', url: 'Patient?name=nunez' } },
      { request: { method: 'GET', url: 'Task/nobody' } },
    ]),
  )
  expect([reply.status, reply.json.type]).toEqual([200, 'batch-response'])
  expect(statuses(reply.json)).toEqual(['201', '422', '200', '404'])
  expect(reply.json.entry[2].resource.entry[0].resource.id).toBe('ada')
  expect(reply.json.entry[3].response.outcome.resourceType).toBe('OperationOutcome')
  expect((await ehr.get('Task?_summary=count')).json.total).toBe(1)
})

test('what is no batch or transaction is refused', async () => {
  const ehr = await startEhr()
  expect((await ehr.post('', task())).status).toBe(400)
  expect((await ehr.post('', bundle('collection', []))).status).toBe(400)
  expect((await ehr.get('')).status).toBe(405)
})

test('decimals travel through a transaction untouched', async () => {
  const ehr = await startEhr()
  const text = `{"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:a","resource":
    {"resourceType":"Observation","status":"final","code":{"text":"INR"},"valueQuantity":{"value":1.10}},
    "request":{"method":"POST","url":"Observation"}}]}`
  const reply = await ehr.post('', text, { prefer: 'return=representation' })
  expect(reply.text).toContain('"value":1.10')
  expect((await ehr.get('Observation')).text).toContain('"value":1.10')
})
