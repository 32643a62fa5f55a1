import { expect, test } from 'vitest'
import { type Reply, type Running, startEhr, task } from './server.js'

const versions = (reply: Reply): string[] =>
  (reply.json.entry ?? []).map(
    (entry: { request: { method: string }; fullUrl: string; response: { etag: string } }) =>
      `${entry.request.method} ${entry.fullUrl.split('/').slice(-2).join('/')} ${entry.response.etag}`,
  )

async function threeVersions(ehr: Running): Promise<string> {
  const { id } = (await ehr.post('Task', task())).json
  await ehr.put(`Task/${id}`, { ...task({ status: 'completed' }), id })
  await ehr.remove(`Task/${id}`)
  return id
}

test('a resource’s history tells its making, its changes and its end', async () => {
  const ehr = await startEhr()
  const id = await threeVersions(ehr)
  const reply = await ehr.get(`Task/${id}/_history`)
  expect(versions(reply)).toEqual([`DELETE Task/${id} W/"3"`, `PUT Task/${id} W/"2"`, `POST Task/${id} W/"1"`])
  expect(reply.json.entry[0].resource).toBeUndefined()
  expect(reply.json.entry[1].resource.status).toBe('completed')
  expect((await ehr.get('Task/nobody/_history')).status).toBe(404)
})

test('_since finds what changed, deletions among it, from one type or all', async () => {
  const ehr = await startEhr()
  await ehr.post('Task', task())
  const since = encodeURIComponent((await ehr.get('Task')).json.entry[0].resource.meta.lastUpdated)
  const id = await threeVersions(ehr)
  const note = (await ehr.post('Communication', { resourceType: 'Communication', status: 'completed' })).json.id
  const ofType = versions(await ehr.get(`Task/_history?_since=${since}`))
  expect(ofType).toHaveLength(4)
  expect(ofType[0]).toBe(`DELETE Task/${id} W/"3"`)
  const ofAll = versions(await ehr.get(`_history?_since=${since}`))
  expect(ofAll).toHaveLength(5)
  expect(ofAll[0]).toBe(`POST Communication/${note} W/"1"`)
  expect((await ehr.get('Task/_history?_since=yesterday')).status).toBe(400)
})

test('history pages hold still while others write', async () => {
  const ehr = await startEhr()
  for (let i = 0; i < 4; i++) await threeVersions(ehr)
  for (const path of ['Task/_history', '_history']) {
    const whole = versions(await ehr.get(`${path}?_count=1000`))
    const paged: string[] = []
    let page = await ehr.get(`${path}?_count=5`)
    for (;;) {
      paged.push(...versions(page))
      const next = page.json.link.find((link: { relation: string }) => link.relation === 'next')
      if (!next) break
      await ehr.post('Task', task({ description: 'written meanwhile' }))
      page = await ehr.get(next.url)
    }
    expect(paged).toEqual(whole)
  }
})

test('$everything is the patient, their chart, and whom it names', async () => {
  const ehr = await startEhr()
  const mine = (await ehr.post('Task', task({ owner: { reference: 'Practitioner/doctor' } }))).json
  await ehr.post('Task', task({ for: { reference: 'Patient/bob' } }))
  const proof = await ehr.post('Provenance', {
    resourceType: 'Provenance',
    target: [{ reference: `Task/${mine.id}` }],
    recorded: '2024-06-01T09:20:00Z',
    agent: [{ who: { reference: 'Practitioner/front' } }],
  })
  const named = (reply: Reply): string[] =>
    reply.json.entry.map((entry: { resource: { resourceType: string; id: string } }) => {
      return `${entry.resource.resourceType}/${entry.resource.id}`
    })
  const all = [
    `Task/${mine.id}`,
    `Provenance/${proof.json.id}`,
    'Patient/ada',
    'Practitioner/doctor',
    'Practitioner/front',
  ]
  expect(named(await ehr.get('Patient/ada/$everything')).sort()).toEqual(all.sort())
  const since = encodeURIComponent(mine.meta.lastUpdated)
  expect(named(await ehr.get(`Patient/ada/$everything?_since=${since}`))).not.toContain('Patient/ada')
  expect(named(await ehr.get('Patient/ada/$everything?_type=Patient'))).toEqual(['Patient/ada'])

  const paged = new Set<string>()
  let page = await ehr.get('Patient/ada/$everything?_count=1')
  for (;;) {
    for (const name of named(page)) paged.add(name)
    const next = page.json.link.find((link: { relation: string }) => link.relation === 'next')
    if (!next) break
    page = await ehr.get(next.url)
  }
  expect([...paged].sort()).toEqual(all.sort())
  expect((await ehr.get('Patient/nobody/$everything')).status).toBe(404)
})
