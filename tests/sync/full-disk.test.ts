import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Task } from '@medplum/fhirtypes'
import { expect, onTestFinished, test } from 'vitest'
import { clinic, until } from '../support/clinic.js'
import { temporaryFolder } from '../support/folder.js'
import { sentAll } from '../support/sending.js'

test('a disk that is full in the middle of work stops nothing but saving, says so, and goes on with space', {
  timeout: 90_000,
}, async ({ skip }) => {
  const folder = join(temporaryFolder('disk'), 'mounted')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return skip('this account may not mount a file system')
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  const ehr = await clinic()
  const a = await (await ehr.workstation('A', { profile: folder, allowance: { charts: 500, bytes: 2e9 } })).as('novak')
  await a.ready()
  const task = (n: number): Task => ({
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    description: 'x'.repeat(60_000) + n,
  })
  let saved = 0
  expect(() => {
    for (; saved < 200; saved++) a.create(task(saved))
  }).toThrow()
  expect(saved).toBeGreaterThan(3)
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/description', value: 'y'.repeat(500_000) }])
  a.context.sync.now()
  await until(() => a.context.sync.view().problem?.includes('The disk is full'))
  expect(a.read('Task', a.id('Task', 'task-p2'))).toBeDefined()

  execFileSync('mount', ['-o', 'remount,size=200m', folder])
  await sentAll(a)
  expect(
    (await ehr.all<Task>('Task?_count=200')).filter(({ description }) => description?.startsWith('xxx')),
  ).toHaveLength(saved)
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.description?.startsWith('yyy'))
  await until(() => a.context.sync.view().problem === undefined)
})
