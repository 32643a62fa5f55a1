import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { clinic, until } from '../../support/clinic.js'
import {
  asleepWhile,
  clinicThat,
  counts,
  held,
  imports,
  missing,
  patientPages,
  plays,
  tasks,
} from '../../support/servers.js'

const completed = [{ op: 'replace', path: '/status', value: 'in-progress' }]
const renamed = [{ op: 'replace', path: '/gender', value: 'other' }]

test('`_count` capped below what was asked', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'count-cap', count: 7 }], { patients: 40 })
  expect(held(a, 'Patient')).toBe(40)
  const ids = await imports(ehr, tasks(30))
  await until(() => missing(a, 'Task', ids).length === 0)
})

test('an unescaped `+00:00` refused: Rounds asks in UTC with a Z', async () => {
  const ehr = await clinic({ ehr: { faults: [{ behaviour: { kind: 'plus-refused' } }] } })
  const inUtc = counts(ehr, '_lastUpdated=ge[^&]*Z(&|$)')
  const zoned = counts(ehr, '_lastUpdated=[^&]*(%2B|[+ ]|%20)')
  const a = await (await (await ehr.workstation('A')).as('novak')).ready()
  const [id] = await imports(ehr, tasks(1))
  await until(() => missing(a, 'Task', [id as string]).length === 0)
  expect(inUtc()).toBeGreaterThan(0)
  expect(zoned()).toBe(0)
})

test('offset paging refused past 10,000 (here 300): the first pull and a delta go on by the time of the last row', async () => {
  const { ehr, a } = await clinicThat(
    [
      { kind: 'offset-paging', most: 300 },
      { kind: 'count-cap', count: 100 },
    ],
    {
      patients: 600,
    },
  )
  expect(held(a, 'Patient')).toBe(600)
  const ids = await imports(ehr, tasks(450))
  await until(() => missing(a, 'Task', ids).length === 0)
  expect(a.context.sync.view().problem).toBeUndefined()
})

test('a row updated and one deleted while a delta is paged by offset: no other row is skipped', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'offset-paging' }])
  const ids = await asleepWhile(ehr, a, 450)
  const page = plays(
    ehr,
    { kind: 'latency', milliseconds: 400 },
    { when: { method: 'GET', path: '^Task\\?' }, skip: 1, times: 1 },
  )
  a.context.sync.wake()
  await until(() => page.struck() === 1)
  await ehr.send('PATCH', `Task/${ids[0]}`, completed)
  await ehr.send('DELETE', `Task/${ids[1]}`)
  await until(() => a.read('Task', a.id('Task', ids[0] as string))?.status === 'in-progress')
  await until(() => missing(a, 'Task', [ids[0] as string, ...ids.slice(2)]).length === 0)
})

test('a row updated and one deleted while the first pull is paged by offset: no other row is skipped', async () => {
  const ehr = await clinic({ patients: 700, ehr: { faults: [{ behaviour: { kind: 'offset-paging' } }] } })
  const page = plays(
    ehr,
    { kind: 'latency', milliseconds: 400 },
    { when: { method: 'GET', path: patientPages }, skip: 1, times: 1 },
  )
  const a = await (await ehr.workstation('A')).as('novak')
  await until(() => page.struck() === 1)
  await ehr.send('PATCH', 'Patient/p10', renamed)
  await ehr.send('PATCH', 'Patient/p11', renamed)
  await a.ready()
  expect(held(a, 'Patient')).toBe(700)
})

test('rows of one moment that shift while they are paged by offset are counted and read again', async () => {
  const ehr = await clinic({ ehr: { faults: [{ behaviour: { kind: 'offset-paging' } }] } })
  const import_ = plays(ehr, { kind: 'same-moment', ago: 3_600_000 }, { when: { method: 'POST' } })
  const patients = Array.from(
    { length: 700 },
    (_, i): Resource => ({ resourceType: 'Patient', birthDate: '1970-01-01', id: `n${i}` }),
  )
  const ids = await imports(ehr, patients)
  import_.end()
  const page = plays(
    ehr,
    { kind: 'latency', milliseconds: 400 },
    { when: { method: 'GET', path: '^Patient\\?.*_offset' }, times: 1 },
  )
  const a = await (await ehr.workstation('A')).as('novak')
  await until(() => page.struck() === 1)
  await ehr.send('PATCH', `Patient/${ids[0]}`, [{ op: 'add', path: '/gender', value: 'other' }])
  await ehr.send('PATCH', `Patient/${ids[1]}`, [{ op: 'add', path: '/gender', value: 'other' }])
  await a.ready()
  expect(missing(a, 'Patient', ids)).toEqual([])
})

test('more rows than a page within one millisecond', async () => {
  const { ehr, a } = await clinicThat([])
  a.context.sync.sleep()
  plays(ehr, { kind: 'same-moment' }, { when: { method: 'POST' } })
  const ids = await imports(ehr, tasks(450))
  a.context.sync.wake()
  await until(() => missing(a, 'Task', ids).length === 0)
  expect(a.context.sync.view().problem).toBeUndefined()
})

test('more rows of one moment than the server lets be paged: read by the day they were written', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'offset-paging', most: 250 }])
  a.context.sync.sleep()
  plays(ehr, { kind: 'same-moment' }, { when: { method: 'POST' } })
  const ids = await imports(ehr, tasks(600))
  a.context.sync.wake()
  await until(() => missing(a, 'Task', ids).length === 0)
  await until(() => a.context.sync.view().state === 'online')
  expect(a.context.sync.view().problem).toBeUndefined()
})

test('more rows of one moment than can be read in any way: it is said, and the rest goes on', async () => {
  const { ehr, a } = await clinicThat([
    { kind: 'offset-paging', most: 250 },
    { kind: 'count-cap', count: 200 },
  ])
  const import_ = plays(ehr, { kind: 'same-moment' }, { when: { method: 'POST' } })
  await imports(
    ehr,
    Array.from({ length: 600 }, (): Resource => ({ resourceType: 'CareTeam', name: 'Team', status: 'active' })),
  )
  import_.end()
  await until(() => a.context.sync.view().problem)
  expect(a.context.sync.view().problem).toBe(
    'The EHR does not give out everything of: teams. Some may be missing here.',
  )
  const [id] = await imports(ehr, tasks(1))
  await until(() => missing(a, 'Task', [id as string]).length === 0)
  const { watermark } = a.context.store.db
    .prepare(`SELECT watermark FROM pull_cursor WHERE type = 'CareTeam'`)
    .get() as { watermark: string }
  await until(() => Date.parse(a.context.sync.view().asOf as string) > Date.parse(watermark))
})

test('a server that does not sort by the last change', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'unsorted' }], { patients: 520 })
  expect(held(a, 'Patient')).toBe(520)
  const ids = await imports(ehr, tasks(250))
  await until(() => missing(a, 'Task', ids).length === 0)
})

test.each([
  ['relative', 'relative'],
  ['at the base address', 'get-pages'],
  ['in a circle', 'loop'],
] as const)('`next` links that are %s', async (_name, form) => {
  const { ehr, a } = await clinicThat([{ kind: 'next-link', form }])
  a.context.sync.sleep()
  plays(ehr, { kind: 'same-moment' }, { when: { method: 'POST' } })
  const ids = await imports(ehr, tasks(450))
  a.context.sync.wake()
  await until(() => missing(a, 'Task', ids).length === 0)
  expect(a.context.sync.view().problem).toBeUndefined()
})

test('`next` links to another origin are not followed, the token does not go there, and all arrives', async () => {
  const elsewhere = await clinic()
  const visits = counts(elsewhere, '.*')
  const { ehr, a } = await clinicThat([{ kind: 'next-link', form: 'elsewhere', to: elsewhere.ehr.url }])
  a.context.sync.sleep()
  plays(ehr, { kind: 'same-moment' }, { when: { method: 'POST' } })
  const ids = await imports(ehr, tasks(450))
  a.context.sync.wake()
  await until(() => missing(a, 'Task', ids).length === 0)
  expect(visits()).toBe(0)
})
