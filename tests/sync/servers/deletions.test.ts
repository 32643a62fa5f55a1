import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { stages } from '../../../main/core/sync/first-pull.js'
import { Window } from '../../../main/core/sync/window.js'
import type { Behaviour } from '../../../main/ehr/faults/fault.js'
import { clinic, until, type Workstation } from '../../support/clinic.js'
import { rawStore } from '../../support/damage.js'
import { clinicThat, counts, held, imports, missing, plays, tasks } from '../../support/servers.js'

const noHistory: Behaviour = { kind: 'undeclared', interactions: ['history-system', 'history-type'] }

const has = (a: Workstation, type: Resource['resourceType'], id: string): boolean =>
  a.context.store.row(type, a.id(type, id)) !== undefined

const compared = async (a: Workstation): Promise<void> => {
  const ended = (): string | undefined => JSON.parse(a.context.store.setting('census') ?? '{}').ended
  const before = ended()
  a.context.sync.compare()
  await until(() => ended() !== before && JSON.parse(a.context.store.setting('census') ?? '{}').done === undefined)
}

test('`_since` not heeded by histories: what is deleted goes, and reading ends at what is older than asked', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'ignore-since' }], { patients: 500 })
  const pages = counts(ehr, '_history')
  await ehr.send('DELETE', 'Observation/observation-p1')
  await until(() => !has(a, 'Observation', 'observation-p1'))
  // The history of observations alone has three pages of 200.
  expect(pages()).toBeLessThanOrEqual(2)
  expect(has(a, 'Observation', 'observation-p2')).toBe(true)
})

test.each([404, 400, 501])(
  'histories declared and answered with %i: deletions are found by `_deleted=true`',
  async (status) => {
    const { ehr, a } = await clinicThat([{ kind: 'tombstone-search', as: 'stub' }])
    plays(ehr, { kind: 'status', status }, { when: { path: '_history' } })
    await ehr.send('DELETE', 'Observation/observation-p1')
    a.context.sync.now()
    await until(() => !has(a, 'Observation', 'observation-p1'))
    expect(a.context.sync.view().state).toBe('online')
  },
)

test.each(['stub', 'entry'] as const)('no histories, deletions by `_deleted=true` only, told as %s', async (as) => {
  const { ehr, a } = await clinicThat([noHistory, { kind: 'tombstone-search', as }])
  const histories = counts(ehr, '_history')
  await ehr.send('DELETE', 'Observation/observation-p1')
  await ehr.send('DELETE', 'Task/task-p2')
  a.context.sync.now()
  await until(() => !has(a, 'Observation', 'observation-p1') && !has(a, 'Task', 'task-p2'))
  expect([has(a, 'Observation', 'observation-p2'), has(a, 'Task', 'task-p1'), histories()]).toEqual([true, true, 0])
})

test('`_deleted=true` taken no notice of: what the search brings is not believed to be deleted', async () => {
  const { ehr, a } = await clinicThat([noHistory])
  let vanished = false
  a.context.store.onChange(() => {
    vanished ||= !has(a, 'Task', 'task-p1')
  })
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')
  const looked = counts(ehr, '^Task')
  await ehr.send('DELETE', 'Task/task-p2')
  await until(() => looked() > 0)
  await compared(a)
  expect([has(a, 'Task', 'task-p1'), has(a, 'Task', 'task-p2'), vanished]).toEqual([true, false, false])
})

test('neither histories nor `_deleted`, pages of 7: the census lets go of what is gone and fetches what is not here', async () => {
  const { ehr, a } = await clinicThat([noHistory, { kind: 'count-cap', count: 7 }], { patients: 40 })
  plays(ehr, { kind: 'backdated', milliseconds: 900_000 }, { when: { method: ['POST', 'PATCH'] } })
  const [late] = await imports(ehr, tasks(1))
  const [newcomer] = await imports(ehr, [{ resourceType: 'Patient', name: [{ family: 'Late' }] }])
  const { body: result } = await ehr.send<Resource>('POST', 'Observation', {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Pulse' },
    subject: { reference: 'Patient/p1' },
  })
  await ehr.send('PATCH', 'Patient/p30', [{ op: 'replace', path: '/gender', value: 'other' }])
  await ehr.send('DELETE', 'Patient/p39')
  await ehr.send('DELETE', 'Observation/observation-p1')
  await compared(a)
  expect(missing(a, 'Task', [late as string])).toEqual([])
  expect(missing(a, 'Patient', [newcomer as string])).toEqual([])
  expect(has(a, 'Observation', result.id as string)).toBe(true)
  expect(a.read('Patient', a.id('Patient', 'p30'))?.gender).toBe('other')
  expect([has(a, 'Patient', 'p39'), has(a, 'Observation', 'observation-p1')]).toEqual([false, false])
  expect(held(a, 'Patient')).toBe(40)
  expect(a.context.sync.view().problem).toBeUndefined()
})

test('what is deleted while the first pull runs, or waits, is gone when it ends', async () => {
  const ehr = await clinic()
  const before = plays(ehr, { kind: 'backdated', milliseconds: 7_200_000 }, { when: { method: 'POST' } })
  const [task] = (await imports(ehr, [{ resourceType: 'Task', status: 'requested', intent: 'order' }])) as [string]
  before.end()
  const a = await ehr.workstation('A')
  const late = plays(ehr, { kind: 'status', status: 503 }, { when: { path: '^Patient\\?.*_sort' } })
  await a.as('novak')
  await until(() => has(a, 'Task', task) && late.struck() > 0)
  a.context.sync.sleep()
  await a.running.stop()
  // Long ago: deltas have read far beyond it by the time the first pull ends.
  const db = rawStore(a.profile, a.keyHex)
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
  db.prepare(`UPDATE pull_cursor SET watermark = ? WHERE type LIKE 'deletions%'`).run(ago(60))
  db.close()
  const past = plays(ehr, { kind: 'backdated', milliseconds: 1_800_000 }, { when: { method: 'DELETE' } })
  await ehr.send('DELETE', `Task/${task}`)
  past.end()
  late.end()
  await a.restart()
  await a.ready()
  await until(() => !has(a, 'Task', task), 10_000)
})

test('a clock set back a day in the middle of it: what is deleted afterwards goes as soon as before', async () => {
  const ehr = await clinic({ ehr: { faults: [{ behaviour: { kind: 'live', what: 'mute' } }] } })
  const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) }
  const a = await (await (await ehr.workstation('A', { clock })).as('novak')).ready()
  await until(() => a.context.store.db.prepare(`SELECT 1 FROM pull_cursor WHERE type = 'deletions'`).get())
  await a.context.sync.once('pull')
  clock.ahead = -86_400_000
  await ehr.send('DELETE', 'Observation/observation-p1')
  a.context.sync.now()
  await until(() => !has(a, 'Observation', 'observation-p1'), 10_000)
})

test('a patient deleted while a workstation was away: what fails half way is done anew, and the chart goes', async () => {
  const { ehr, a } = await clinicThat([])
  const p2 = a.id('Patient', 'p2')
  const rows = (): unknown =>
    a.context.store.db.prepare('SELECT count(*) FROM resource WHERE patient = ?').pluck().get(p2)
  await a.running.stop()
  const past = plays(ehr, { kind: 'backdated', milliseconds: 1_800_000 }, { when: { method: 'DELETE' } })
  expect((await ehr.send('DELETE', 'Patient/p2')).status).toBeLessThan(300)
  past.end()
  const db = rawStore(a.profile, a.keyHex)
  db.prepare('UPDATE pull_cursor SET watermark = ?').run(new Date(Date.now() - 3_600_000).toISOString())
  db.exec(`CREATE TRIGGER fails BEFORE DELETE ON held_chart BEGIN SELECT RAISE(ABORT, 'no'); END`)
  db.close()
  await a.restart()
  await until(() => a.context.sync.view().problem)
  a.context.store.db.exec('DROP TRIGGER fails')
  await a.restart()
  await until(() => rows() === 0, 10_000)
  expect(a.context.sync.held(p2).state).toBe('not-held')
})

test('the census goes on where it was interrupted', async () => {
  const { ehr, a } = await clinicThat([noHistory])
  const walks = counts(ehr, '_elements=')
  const gone = plays(ehr, { kind: 'latency', milliseconds: 150 }, { when: { path: '_id=' } })
  // Everything of the first pull has been walked; asking for what is gone has begun or comes next.
  const steps = stages(new Window(new Date())).length
  a.context.sync.compare()
  await ehr.send('DELETE', 'Observation/observation-p1')
  await until(() => gone.struck() > 0 || JSON.parse(a.context.store.setting('census') ?? '{}').done?.length >= steps)
  const walked = walks()
  await a.restart()
  await until(() => JSON.parse(a.context.store.setting('census') ?? '{}').done === undefined)
  expect(walks()).toBe(walked)
})

test('a server that suddenly finds nothing empties no workstation', async () => {
  const { ehr, a } = await clinicThat([noHistory], { patients: 60 })
  const fault = plays(ehr, { kind: 'finds-nothing' }, { when: { path: '^[A-Z]\\w+\\?' } })
  const before = ['Patient', 'Observation', 'Task', 'Practitioner'].map((type) => held(a, type))
  await compared(a)
  expect(['Patient', 'Observation', 'Task', 'Practitioner'].map((type) => held(a, type))).toEqual(before)
  expect(a.context.sync.view().problem).toBe(
    'The EHR no longer lists 60 of 60 held here (patients). They are kept until it has said so again.',
  )
  fault.end()
  await until(() => a.context.sync.view().state === 'online')
})

test('much that is really gone goes once the EHR has said so twice, ten minutes apart', async () => {
  let ahead = 0
  const ehr = await clinic({ patients: 60, ehr: { faults: [{ behaviour: noHistory }] } })
  const station = await ehr.workstation('A', { clock: { now: () => new Date(Date.now() + ahead) } })
  const a = await (await station.as('novak')).ready()
  for (let n = 30; n <= 55; n++) await ehr.send('DELETE', `Patient/p${n}`)
  await compared(a)
  expect(held(a, 'Patient')).toBe(60)
  expect(a.context.sync.view().problem).toContain('no longer lists 26 of 60')
  ahead = 601_000
  a.context.sync.now()
  await until(() => held(a, 'Patient') === 34)
  await until(() => a.context.sync.view().problem === undefined)
})
