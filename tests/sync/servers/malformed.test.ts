import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { FhirClient } from '../../../main/core/fhir/client.js'

test.each([
  { resourceType: 'Bundle', entry: [null] },
  { resourceType: 'Bundle', entry: {} },
  { resourceType: 'Bundle', link: [null] },
])('a Bundle that is none is an answer that failed, not an error nobody hears: %j', async (bundle) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/fhir+json')
    response.end(JSON.stringify(bundle))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`
  const tokens = { accessToken: async () => undefined, renew: async () => undefined }
  const client = new FhirClient({ base, tokens, now: () => new Date() })
  expect(await client.search('Task', [])).toMatchObject({ ok: false, kind: 'not-fhir', status: 200 })
  client.stop()
})
