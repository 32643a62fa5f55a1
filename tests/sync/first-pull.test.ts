import { expect, test } from 'vitest'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'

const slowPatients = { when: { path: '^Patient' }, behaviour: { kind: 'latency' as const, milliseconds: 250 } }
/** Every page of patients, as the EHR was asked for them. */
const pages = (ehr: Clinic): number => ehr.ehr.faults.list()[0]?.struck ?? 0
const patientsHere = (a: Workstation): number => a.context.sync.holdings().patients

test('the first pull can be paused, stays so over a restart, and goes on where it was', async () => {
  const ehr = await clinic({ patients: 2600 })
  ehr.ehr.faults.add(slowPatients)
  const a = await (await ehr.workstation('A')).as('das')
  await until(() => patientsHere(a) > 500)
  expect(a.context.sync.view().firstPull).toMatchObject({ what: 'patients', paused: false })
  a.context.sync.pauseFirstPull(true)
  await until(async () => {
    const before = patientsHere(a)
    await new Promise((resolve) => setTimeout(resolve, 800))
    return patientsHere(a) === before
  })
  expect(patientsHere(a)).toBeLessThan(2600)
  expect(a.context.sync.view()).toMatchObject({
    line: 'Bringing the clinic here is paused',
    firstPull: { paused: true },
  })
  expect(a.context.sync.view().firstPull?.secondsLeft).toBeUndefined()

  // What is changed and what is opened comes all the same.
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')

  // Whatever was still under way is here or dropped with the core that asked for it.
  await a.restart()
  const paused = patientsHere(a)
  await until(() => a.context.sync.view().state === 'online')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(patientsHere(a)).toBe(paused)
  const asked = pages(ehr)
  a.context.sync.pauseFirstPull(false)
  await a.ready()
  expect(patientsHere(a)).toBe(2600)
  expect(a.context.sync.view().firstPull).toBeUndefined()
  // 6 pages in all: none that was here was asked for twice, besides the one under way when it was paused.
  expect(pages(ehr) - asked).toBeLessThanOrEqual(Math.ceil((2600 - paused) / 500) + 2)
})

test('a first pull that is cut off says so, keeps what came, and ends when the EHR answers again', async () => {
  const ehr = await clinic({ patients: 2100 })
  ehr.ehr.faults.add(slowPatients)
  const a = await (await ehr.workstation('A')).as('das')
  await until(() => patientsHere(a) > 500)
  await a.offline()
  await until(() => a.context.sync.view().state === 'offline')
  const view = a.context.sync.view()
  expect(view.line).toMatch(/^Offline since \d\d:\d\d$/)
  expect(view.firstPull?.done).toBeGreaterThan(500)
  expect(view.firstPull?.total).toBeGreaterThan(2100)
  await a.restart()
  expect(a.context.sync.view().firstPull?.done).toBeGreaterThan(500)
  await a.online()
  await a.ready()
  expect(patientsHere(a)).toBe(2100)
})
