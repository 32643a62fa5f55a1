import { existsSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createEhr } from '../../main/ehr/server.js'
import { CannotOpen } from '../../main/ehr/store/database.js'
import { SMALL_CLINIC, startEhr, task, temporaryDirectory } from './server.js'

test('a restart keeps every version, the clock and the port', async () => {
  const data = temporaryDirectory()
  const before = await startEhr({ data, clock: () => Date.parse('2040-01-01T00:00:00Z') })
  const { id } = (await before.post('Task', task())).json
  await before.put(`Task/${id}`, { ...task({ status: 'completed' }), id })
  const gone = (await before.post('Task', task())).json.id
  await before.remove(`Task/${gone}`)
  const history = (await before.get('_history?_count=1000')).json.entry.length
  await before.ehr.close()

  const after = await startEhr({ data, clock: () => Date.parse('2039-01-01T00:00:00Z') })
  expect(after.ehr.url).toBe(before.ehr.url)
  expect((await after.get(`Task/${id}`)).json).toMatchObject({ status: 'completed', meta: { versionId: '2' } })
  expect((await after.get(`Task/${gone}`)).status).toBe(410)
  expect((await after.get('_history?_count=1000')).json.entry).toHaveLength(history)
  const next = (await after.post('Task', task())).json.meta.lastUpdated
  expect(next > '2040-01-01T00:00:00.003Z').toBe(true)
})

test('a load that fails half way leaves nothing behind', async () => {
  const data = temporaryDirectory()
  function* failing() {
    yield* SMALL_CLINIC
    throw new Error('The generator stopped')
  }
  await expect(createEhr({ data, resources: failing() })).rejects.toThrow('The generator stopped')
  expect(readdirSync(data)).toEqual([])
  await expect(createEhr({ data, resources: [{ resourceType: 'Patient' }] })).rejects.toThrow('needs an id')
  expect(readdirSync(data)).toEqual([])
})

test('a database from a newer version is refused and left alone', async () => {
  const data = temporaryDirectory()
  const made = await startEhr({ data })
  await made.ehr.close()
  const db = new Sqlite(join(data, 'ehr.sqlite'))
  db.pragma('user_version = 99')
  db.close()
  await expect(createEhr({ data })).rejects.toMatchObject({ failure: 'newer' })
  await expect(createEhr({ data })).rejects.toBeInstanceOf(CannotOpen)
  const again = new Sqlite(join(data, 'ehr.sqlite'))
  expect(again.pragma('user_version', { simple: true })).toBe(99)
  again.close()
})

test('a database of the first version is brought up to date', async () => {
  const data = temporaryDirectory()
  const made = await startEhr({ data })
  await made.ehr.close()
  const db = new Sqlite(join(data, 'ehr.sqlite'))
  db.exec('drop table made_chart; drop index resource_deleted; pragma user_version = 1')
  db.close()
  const ehr = await startEhr({ data })
  expect(ehr.ehr.db.pragma('user_version', { simple: true })).toBe(2)
  const { id } = (await ehr.post('Task', task())).json
  expect((await ehr.get('Task?_summary=count')).json.total).toBe(1)
  await ehr.remove(`Task/${id}`)
  expect((await ehr.get('Task?_summary=count')).json.total).toBe(0)
})

test('a database cut short is refused with a sentence, or its failures are', async () => {
  const data = temporaryDirectory()
  const file = join(data, 'ehr.sqlite')
  const made = await startEhr({ data })
  for (let i = 0; i < 40; i++) await made.post('Task', task({ description: 'x'.repeat(20_000) }))
  await made.ehr.close()
  truncateSync(file, Math.floor(statSync(file).size / 2))
  const bytes = statSync(file).size
  await expect(createEhr({ data })).rejects.toMatchObject({
    failure: 'damaged',
    message: expect.stringContaining('damaged'),
  })
  expect(statSync(file).size).toBe(bytes)
})

test('with no space left a write is refused whole, and reading goes on', async () => {
  const ehr = await startEhr()
  const pages = ehr.ehr.db.pragma('page_count', { simple: true })
  ehr.ehr.db.pragma(`max_page_count = ${pages}`)
  const large = task({ description: 'x'.repeat(200_000) })
  const refused = await ehr.post('Task', large)
  expect([refused.status, refused.json.resourceType]).toEqual([507, 'OperationOutcome'])
  expect((await ehr.get('Task?_summary=count')).json.total).toBe(0)
  expect((await ehr.get('Patient/ada')).status).toBe(200)
  ehr.ehr.db.pragma('max_page_count = 1000000')
  expect((await ehr.post('Task', large)).status).toBe(201)
})

test('what is indexed differently since is indexed anew at the next start', async () => {
  const data = temporaryDirectory()
  const before = await startEhr({ data })
  const { id } = (await before.post('Task', task({ owner: { reference: 'Practitioner/doctor' } }))).json
  before.ehr.db.exec(
    `delete from term; update resource set patient = null; update setting set value = 'old' where name = 'index'`,
  )
  await before.ehr.close()
  const after = await startEhr({ data })
  expect((await after.get('Task?owner=doctor&patient=ada')).json.entry[0].resource.id).toBe(id)
  expect(existsSync(join(data, 'ehr.sqlite'))).toBe(true)
})

test('a request that was held up until the server stopped asks nothing of a database that is closed', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => void said.mockRestore())
  let goesOn = () => {}
  const held = new Promise<void>((resolve) => {
    goesOn = resolve
  })
  const server = await startEhr({
    delay: () => held,
    faults: [{ behaviour: { kind: 'latency', milliseconds: 1 }, when: { path: '^Patient' } }],
  })
  const asked = server.get('Patient/ada').catch(() => 'cut off')
  await vi.waitUntil(() => server.ehr.faults.list()[0]?.struck === 1, 60_000)
  await server.ehr.close()
  expect(await asked).toBe('cut off')
  goesOn()
  // The handler goes on in this turn; there is nobody left to answer.
  await new Promise((resolve) => setImmediate(resolve))
  expect(said).not.toHaveBeenCalled()
})
