import type { Patient, Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { clinic, until } from '../support/clinic.js'

test('a new workstation brings the roster, the schedule, the open work and the charts of the day', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()

  const patients = await ehr.all<Patient>('Patient?_count=100')
  for (const { id } of patients) expect(a.read('Patient', a.id('Patient', id as string))?.name).toBeDefined()
  const tasks = await ehr.all<Task>('Task?status=requested,received,accepted,in-progress&_count=100')
  expect(tasks.length).toBeGreaterThan(0)
  for (const { id } of tasks) expect(a.read('Task', a.id('Task', id as string))).toBeDefined()
  expect(a.context.session.view()).toMatchObject({
    state: 'signed-in',
    practice: true,
    user: { name: expect.stringContaining('Novak'), role: 'physician' },
  })
  expect(a.context.session.view().clinic).not.toBe('')
  expect(a.context.sync.view()).toMatchObject({ state: 'online', line: 'All in the EHR' })
  expect(a.context.sync.view().firstPull).toBeUndefined()
})

test('two workstations see each other’s changes', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  const b = await (await ehr.workstation('B')).as('hale')
  await Promise.all([a.ready(), b.ready()])
  const [task] = await ehr.all<Task>('Task?status=requested')
  const id = a.id('Task', task?.id as string)
  await until(() => b.context.sync.view().asOf)

  a.edit('Task', id, (resource) => {
    resource.status = 'in-progress'
  })
  await until(() => b.read('Task', id)?.status === 'in-progress')
  // The ping of it may be there before the answer to it.
  await until(() => a.context.outbox.unsentOf('Task', id) === undefined)
  expect(a.context.outbox.counts()).toEqual({ savedHere: 0, sending: 0, needsYou: 0 })
  expect(a.read('Task', id)?.meta?.versionId).toBe(b.read('Task', id)?.meta?.versionId)
})
