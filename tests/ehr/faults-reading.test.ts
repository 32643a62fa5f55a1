import { expect, test } from 'vitest'
import type { Fault } from '../../main/ehr/faults/fault.js'
import { type Running, startEhr, task } from './server.js'

const withFault = (behaviour: Fault['behaviour'], more: Partial<Fault> = {}) =>
  startEhr({ faults: [{ behaviour, ...more }] })

const nextOf = (json: { link?: { relation: string; url: string }[] }) =>
  json.link?.find(({ relation }) => relation === 'next')?.url

const idsOf = (json: { entry?: { resource: { id: string } }[] }) =>
  (json.entry ?? []).map(({ resource }) => resource.id)

async function tasks(ehr: Running, n: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < n; i++) ids.push((await ehr.post('Task', task({ description: `task ${i}` }))).json.id)
  return ids
}

test('interactions, types and $everything kept out of the CapabilityStatement', async () => {
  const ehr = await withFault({
    kind: 'undeclared',
    interactions: ['history-system', 'history-type'],
    types: ['Provenance'],
    everything: true,
  })
  const rest = (await ehr.get('metadata')).json.rest[0]
  expect(rest.interaction.map((each: { code: string }) => each.code)).toEqual(['transaction', 'batch'])
  const types = rest.resource.map((each: { type: string }) => each.type)
  expect(types).toContain('Task')
  expect(types).not.toContain('Provenance')
  expect(JSON.stringify(rest)).not.toMatch(/history-type|everything/)
  expect((await ehr.get('_history')).status).toBe(200)
  ehr.ehr.faults.clear()
  expect(JSON.stringify((await ehr.get('metadata')).json)).toMatch(/history-system/)
})

test('tombstones by _deleted=true, in two forms', async () => {
  const ehr = await withFault({ kind: 'tombstone-search', as: 'stub' }, { when: { path: '_deleted' }, times: 2 })
  ehr.ehr.faults.add({ when: { path: '_deleted' }, behaviour: { kind: 'tombstone-search', as: 'entry' }, skip: 2 })
  const [id] = await tasks(ehr, 2)
  const before = new Date().toISOString()
  await ehr.remove(`Task/${id}`)
  const search = `Task?_deleted=true&_lastUpdated=ge${before}`
  expect((await ehr.get(search)).json.entry).toEqual([
    { resource: { resourceType: 'Task', id, meta: { lastUpdated: expect.any(String) } }, search: { mode: 'match' } },
  ])
  expect((await ehr.get('Task?_deleted=true&_lastUpdated=ge2100-01-01T00:00:00Z')).json.entry).toBeUndefined()
  expect((await ehr.get(search)).json.entry).toEqual([
    { fullUrl: `Task/${id}`, response: { status: '410', lastModified: expect.any(String) } },
  ])
  expect((await ehr.get('Task')).json.entry).toHaveLength(1)
})

test('a write that commits under a moment two minutes ago', async () => {
  const ehr = await withFault({ kind: 'backdated', milliseconds: 120_000 }, { when: { method: 'POST' }, times: 1 })
  const late = (await ehr.post('Task', task())).json.meta.lastUpdated
  const next = (await ehr.post('Task', task())).json.meta.lastUpdated
  expect(Math.round((Date.parse(next) - Date.parse(late)) / 1000)).toBe(120)
})

test('a bulk import: every row at one moment', async () => {
  const ehr = await withFault({ kind: 'same-moment' }, { when: { method: 'POST' } })
  const entry = () => ({ resource: task(), request: { method: 'POST', url: 'Task' } })
  for (let i = 0; i < 2; i++) {
    await ehr.post('', { resourceType: 'Bundle', type: 'transaction', entry: [entry(), entry(), entry()] })
  }
  const found = (await ehr.get('Task')).json.entry as { resource: { meta: { lastUpdated: string } } }[]
  expect(new Set(found.map(({ resource }) => resource.meta.lastUpdated)).size).toBe(1)
  expect(found).toHaveLength(6)
})

test('pages counted by offset shift when a row moves, and end at the limit', async () => {
  const ehr = await withFault({ kind: 'offset-paging', most: 4 })
  const ids = await tasks(ehr, 9)
  const first = (await ehr.get('Task?_sort=_lastUpdated&_count=2')).json
  expect(nextOf(first)).toContain('_offset=2')
  await ehr.patch(`Task/${ids[0]}`, [{ op: 'replace', path: '/status', value: 'completed' }])
  const second = (await ehr.get(nextOf(first) as string)).json
  // The third row slipped to the page before.
  expect(idsOf(second)).toEqual([ids[3], ids[4]])
  const third = (await ehr.get(nextOf(second) as string)).json
  expect((await ehr.get(nextOf(third) as string)).status).toBe(400)
})

test('_count capped, _sort not heeded', async () => {
  const ehr = await withFault({ kind: 'count-cap', count: 2 })
  await tasks(ehr, 5)
  const sizes: number[] = []
  for (let url: string | undefined = 'Task?_count=100'; url; ) {
    const { json } = await ehr.get(url)
    sizes.push(json.entry.length)
    url = nextOf(json)
  }
  expect(sizes).toEqual([2, 2, 1])
  ehr.ehr.faults.add({ behaviour: { kind: 'unsorted' } })
  const ids = idsOf((await ehr.get('Task?_sort=-_lastUpdated')).json)
  expect(ids).toEqual([...ids].sort())
})

test('identical searches answered from a copy, which some say', async () => {
  let now = Date.now()
  const ehr = await startEhr({ clock: () => now })
  const copy = ehr.ehr.faults.add({ behaviour: { kind: 'cached-answers', seconds: 60, heeds: true, says: 'age' } })
  const total = async (path = 'Task?_count=9', headers = {}) => (await ehr.get(path, headers)).json.entry?.length ?? 0
  await tasks(ehr, 1)
  expect(await total()).toBe(1)
  await tasks(ehr, 1)
  now += 30_000
  const kept = await ehr.get('Task?_count=9')
  expect([kept.json.entry.length, kept.headers.get('age')]).toEqual([1, '30'])
  expect(await total('Task?_count=8')).toBe(2)
  expect(await total('Task?_count=9', { 'cache-control': 'no-cache' })).toBe(2)
  now += 31_000
  expect(await total()).toBe(2)
  ehr.ehr.faults.remove(copy)
  ehr.ehr.faults.add({ behaviour: { kind: 'cached-answers', seconds: 60, says: 'bundle', loosely: true } })
  expect(await total()).toBe(2)
  const made = now
  now += 10_000
  await tasks(ehr, 1)
  const loose = await ehr.get('Task?_count=7', { 'cache-control': 'no-cache' })
  expect(loose.json.entry).toHaveLength(2)
  expect(Date.parse(loose.json.meta.lastUpdated)).toBe(made)
})

test('resources without versions', async () => {
  const ehr = await withFault({ kind: 'no-version' })
  const reply = await ehr.get('Patient/ada')
  expect([reply.headers.get('etag'), reply.json.meta.versionId]).toEqual([null, undefined])
  expect(reply.json.meta.lastUpdated).toBeDefined()
})

test('next links: elsewhere, relative, to the base address, in a circle', async () => {
  const ehr = await startEhr()
  await tasks(ehr, 5)
  const next = async (behaviour: Fault['behaviour']) => {
    ehr.ehr.faults.clear()
    ehr.ehr.faults.add({ behaviour })
    return nextOf((await ehr.get('Task?_count=2')).json) as string
  }
  expect(await next({ kind: 'next-link', form: 'elsewhere', to: 'http://other.example/fhir' })).toMatch(
    /^http:\/\/other\.example\/fhir\/Task\?/,
  )
  expect(await next({ kind: 'next-link', form: 'relative' })).toMatch(/^Task\?/)
  const page = await next({ kind: 'next-link', form: 'get-pages' })
  expect(page).toMatch(/\/fhir\?_getpages=/)
  expect((await ehr.get(page)).json.entry).toHaveLength(2)
  const loop = await next({ kind: 'next-link', form: 'loop' })
  expect(nextOf((await ehr.get(loop)).json)).toBe(loop)
})

test('a patient the caller may not see', async () => {
  const ehr = await withFault({ kind: 'hidden-patient', patient: 'ada', status: 403 })
  const { id } = (await ehr.post('Task', task({ for: { reference: 'Patient/bob' } }))).json
  expect((await ehr.get('Patient/ada')).status).toBe(403)
  expect((await ehr.get('Patient/ada/$everything')).status).toBe(403)
  expect((await ehr.get('Patient/ada')).json.resourceType).toBe('OperationOutcome')
  expect(idsOf((await ehr.get('Patient')).json)).toEqual(['bob'])
  expect((await ehr.post('Task', task())).status).toBe(403)
  expect((await ehr.get(`Task/${id}`)).status).toBe(200)
  expect((await ehr.get('Task?patient=ada')).json.entry ?? []).toEqual([])
})

test('$everything without some types; an empty answer to everything; a bare plus refused', async () => {
  const ehr = await withFault({ kind: 'partial-everything', types: ['Task'] })
  await tasks(ehr, 1)
  expect(idsOf((await ehr.get('Patient/ada/$everything')).json)).toEqual(['ada'])
  ehr.ehr.faults.add({ behaviour: { kind: 'plus-refused' } })
  expect((await ehr.get('Task?_lastUpdated=ge2024-01-01T00:00:00+00:00')).status).toBe(400)
  expect((await ehr.get('Task?_lastUpdated=ge2024-01-01T00:00:00Z')).status).toBe(200)
  ehr.ehr.faults.add({ behaviour: { kind: 'finds-nothing' } })
  expect((await ehr.get('Task')).json).toEqual({ resourceType: 'Bundle', type: 'searchset' })
})

test('half an answer that says so', async () => {
  const ehr = await withFault({ kind: 'answers-in-part' })
  await tasks(ehr, 4)
  const { json } = await ehr.get('Task?_count=3')
  expect(json.entry.map((each: { resource: { resourceType: string } }) => each.resource.resourceType)).toEqual([
    'Task',
    'OperationOutcome',
  ])
  expect(nextOf(json)).toBeUndefined()
})
