import { expect, test } from 'vitest'
import { ids, make } from './found.js'
import { startEhr, task } from './server.js'

test('pages follow one another by key: nothing twice, nothing missed, while others write', async () => {
  const ehr = await startEhr()
  const made = new Set<string>()
  for (let i = 0; i < 23; i++) made.add(await make(ehr, task({ description: `${i}` })))
  for (const query of [
    '_sort=_lastUpdated&_count=5',
    '_sort=-_lastUpdated&_count=4',
    '_count=7&patient=ada',
    '_sort=_id&_count=6',
  ]) {
    const seen: string[] = []
    let page = await ehr.get(`Task?${query}`)
    for (;;) {
      seen.push(...ids(page))
      const next = page.json.link.find((link: { relation: string }) => link.relation === 'next')
      if (!next) break
      expect(next.url.startsWith(`${ehr.ehr.url}/Task?`)).toBe(true)
      await make(ehr, task({ description: 'written meanwhile' }))
      page = await ehr.get(next.url)
    }
    expect([query, new Set(seen).size]).toEqual([query, seen.length])
    expect([query, [...made].filter((id) => !seen.includes(id))]).toEqual([query, []])
    for (const id of seen) made.add(id)
  }
  expect((await ehr.get('Task?_cursor=rubbish')).status).toBe(400)
})

test('results come in the order asked for', async () => {
  const ehr = await startEhr()
  const dates = ['2024-03-01', '2024-01-01', '2024-02-01']
  const made: string[] = []
  for (const authoredOn of dates) made.push(await make(ehr, task({ authoredOn })))
  const [march, january, february] = made
  expect(ids(await ehr.get('Task?_sort=authored-on'))).toEqual([january, february, march])
  expect(ids(await ehr.get('Task?_sort=-authored-on&patient=ada'))).toEqual([march, february, january])
  expect(ids(await ehr.get('Task?_sort=-_lastUpdated'))).toEqual([...made].reverse())
})

test('counts, totals and elements', async () => {
  const ehr = await startEhr()
  for (let i = 0; i < 3; i++) await make(ehr, task({ description: 'x' }))
  const counted = await ehr.get('Task?_summary=count')
  expect([counted.json.total, counted.json.entry]).toEqual([3, undefined])
  expect((await ehr.get('Task?_count=0')).json.total).toBe(3)
  const total = await ehr.get('Task?_total=accurate&_count=1')
  expect([total.json.total, total.json.entry.length]).toEqual([3, 1])
  expect((await ehr.get('Task')).json.total).toBeUndefined()
  const { resource } = (await ehr.get('Task?_elements=description&_count=1')).json.entry[0]
  expect(Object.keys(resource).sort()).toEqual(['description', 'id', 'intent', 'meta', 'resourceType', 'status'])
  expect(resource.meta.tag[0].code).toBe('SUBSETTED')
  expect((await ehr.get('Task?_count=many')).status).toBe(400)
})

test('includes bring what a page refers to, and what refers to it, once', async () => {
  const ehr = await startEhr()
  const first = await make(ehr, task({ owner: { reference: 'Practitioner/doctor' } }))
  const second = await make(ehr, task({ owner: { reference: 'Practitioner/doctor' } }))
  await make(ehr, {
    resourceType: 'Provenance',
    target: [{ reference: `Task/${first}` }],
    recorded: '2024-06-01T09:20:00Z',
    agent: [{ who: { reference: 'Practitioner/doctor' } }],
  })
  const reply = await ehr.get('Task?_include=Task:owner&_include=Task:patient&_revinclude=Provenance:target')
  expect(ids(reply)).toEqual([first, second])
  const included = reply.json.entry.filter((entry: { search: { mode: string } }) => entry.search.mode === 'include')
  expect(included.map((entry: { resource: { resourceType: string } }) => entry.resource.resourceType).sort()).toEqual([
    'Patient',
    'Practitioner',
    'Provenance',
  ])
})

test('an unknown parameter is ignored and said so, or refused when the client is strict', async () => {
  const ehr = await startEhr()
  await make(ehr, task())
  const lenient = await ehr.get('Task?colour=red&status=requested')
  expect(ids(lenient)).toHaveLength(1)
  const note = lenient.json.entry.find((entry: { search: { mode: string } }) => entry.search.mode === 'outcome')
  expect(note.resource.issue[0].diagnostics).toContain('colour')
  expect(lenient.json.link[0].url).not.toContain('colour')
  expect((await ehr.get('Task?colour=red', { prefer: 'handling=strict' })).status).toBe(400)
  expect((await ehr.get('Task?authored-on=yesterday')).status).toBe(400)
  expect((await ehr.get('Task?authored-on=2024-02-30')).status).toBe(400)
  expect((await ehr.get('Task?status:above=x')).status).toBe(400)
})

test('a search may be posted as a form', async () => {
  const ehr = await startEhr()
  const id = await make(ehr, task({ description: 'a' }))
  await make(ehr, task({ status: 'completed' }))
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const reply = await ehr.post('Task/_search?patient=ada', 'status=requested&_count=10', form)
  expect(ids(reply)).toEqual([id])
  expect((await ehr.post('Task/_search', '{}')).status).toBe(415)
  expect((await ehr.get('Task/_search')).status).toBe(405)
})
