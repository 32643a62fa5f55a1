import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { checkServer } from '../../main/shell/server-check.js'

let server: Server | undefined
afterEach(() => server?.close())

const serve = (listener: RequestListener): Promise<string> =>
  new Promise((resolve) => {
    const listening = createServer(listener)
    server = listening
    listening.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(listening.address() as AddressInfo).port}/fhir`),
    )
  })

const answering = (body: unknown, status = 200) =>
  serve((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/fhir+json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })

test.each(['4.0.1', '4.0.0', '4.0'])('a server of FHIR %s is one', async (fhirVersion) => {
  expect(await checkServer(await answering({ resourceType: 'CapabilityStatement', fhirVersion }))).toEqual({ ok: true })
})

test('it is asked for its CapabilityStatement', async () => {
  let asked: string | undefined
  const url = await serve((request, response) => {
    asked = `${request.method} ${request.url} ${request.headers.accept}`
    response.end()
  })
  await checkServer(url)
  expect(asked).toBe('GET /fhir/metadata application/fhir+json')
})

test.each([
  ['a web page', '<!doctype html><h1>Welcome</h1>', 200],
  ['a page not found', 'Not found', 404],
  ['another resource', { resourceType: 'OperationOutcome' }, 200],
  ['FHIR R5', { resourceType: 'CapabilityStatement', fhirVersion: '5.0.0' }, 200],
  ['FHIR R4B', { resourceType: 'CapabilityStatement', fhirVersion: '4.3.0' }, 200],
  ['FHIR DSTU2', { resourceType: 'CapabilityStatement', fhirVersion: '1.0.2' }, 200],
  ['null', 'null', 200],
])('%s is not FHIR R4', async (_name, body, status) => {
  const check = await checkServer(await answering(body, status))
  expect(check).toMatchObject({ ok: false, why: 'not-fhir' })
})

test('a server with a problem of its own counts as unreachable', async () => {
  expect(await checkServer(await answering('oops', 503))).toMatchObject({
    ok: false,
    why: 'ehr-unreachable',
    detail: 'status 503',
  })
})

test('nobody there is told with the address', async () => {
  const url = await answering('')
  await new Promise((resolve) => server?.close(resolve))
  const check = await checkServer(url)
  expect(check).toMatchObject({ ok: false, why: 'ehr-unreachable', detail: 'ECONNREFUSED' })
  expect(check).toHaveProperty('message', expect.stringContaining(url))
})
