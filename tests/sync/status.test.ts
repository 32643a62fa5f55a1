import { expect, test } from 'vitest'
import { offWords } from '../../shared/kernel/dates.js'
import { clinic, until } from '../support/clinic.js'

test('a clock that is wrong is noticed and said, and stops nothing', async () => {
  const ehr = await clinic()
  const ahead = 10 * 60_000
  const a = await (await ehr.workstation('A', { clock: { now: () => new Date(Date.now() + ahead) } })).as('novak')
  await a.ready()
  expect(a.context.sync.view().clockMinutesAhead).toBe(10)
  const id = a.id('Task', 'task-p1')
  a.edit('Task', id, (task) => {
    task.status = 'in-progress'
  })
  await until(() => a.context.outbox.unsentOf('Task', id) === undefined)
  await ehr.send('PATCH', 'Task/task-p2', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  await until(() => a.read('Task', a.id('Task', 'task-p2'))?.status === 'in-progress')
})

test('a clock a day behind shifts nothing: what is here and what is sent stay right, and how current it is, too', async () => {
  const ehr = await clinic()
  const behind = -86_400_000
  const a = await (await ehr.workstation('A', { clock: { now: () => new Date(Date.now() + behind) } })).as('novak')
  await until(() => a.context.sync.view().asOf)
  const { clockMinutesAhead, asOf, line } = a.context.sync.view()
  expect(clockMinutesAhead).toBe(-1440)
  expect(offWords(clockMinutesAhead as number)).toBe('about a day behind')
  expect(line).toBe('All in the EHR')
  // The EHR's time, not this computer's.
  expect(Math.abs(Date.parse(asOf as string) - Date.now())).toBeLessThan(60_000)
})

test('an EHR that only answers with errors is not called online', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  ehr.ehr.faults.add({ behaviour: { kind: 'status', status: 500 } })
  a.context.sync.now()
  await until(() => a.context.sync.view().state === 'offline')
  expect(a.context.sync.view().problem).toContain('a problem of its own')
  ehr.ehr.faults.clear()
  await until(() => a.context.sync.view().state === 'online')
})

test('a web page in place of a FHIR server is said to be one', async () => {
  const ehr = await clinic()
  ehr.ehr.faults.add({ when: { path: '^(Task|Appointment|Organization)' }, behaviour: { kind: 'html-page' } })
  const a = await (await ehr.workstation('A')).as('novak')
  await until(() => a.context.sync.view().state === 'offline')
  expect(a.context.sync.view().problem).toBe('The address answers with a web page, not as a FHIR server does.')
})

test('asleep, nothing is begun; awake, everything is caught up at once', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  a.context.sync.sleep()
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(a.read('Task', a.id('Task', 'task-p1'))?.status).toBe('requested')
  a.context.sync.wake()
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress', 4_500)
})

test('what is held, why, and how much it is', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  const { patients, charts, bytes, asOf } = a.context.sync.holdings()
  expect({ patients, charts: charts.length }).toEqual({ patients: 6, charts: 4 })
  expect(bytes).toBeGreaterThan(10_000)
  expect(asOf).toMatch(/^\d{4}-\d\d-\d\dT/)
  expect(charts.find(({ patient }) => patient === a.id('Patient', 'p1'))).toMatchObject({
    why: ['on today’s schedule', 'in your inbox'],
    resources: 6,
  })
  a.context.sync.pin(a.id('Patient', 'p6'), true)
  await until(() => a.context.sync.held(a.id('Patient', 'p6')).state === 'held')
  expect(a.context.sync.why(a.id('Patient', 'p6'))).toEqual(['pinned'])
})
