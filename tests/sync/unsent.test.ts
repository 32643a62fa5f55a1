import type { Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import type { OutboxItem } from '../../shared/contract/views/session.js'
import { browser } from '../ehr/browser.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'
import { one } from '../support/sending.js'

const items = (a: Workstation): OutboxItem[] => {
  const answer = a.running.core.ask('outbox.list', {})
  if (!answer.ok) throw new Error(answer.refusal.message)
  return answer.value as OutboxItem[]
}
const only = (a: Workstation): OutboxItem => {
  const [item, ...more] = items(a)
  if (!item || more.length > 0) throw new Error(`${more.length + (item ? 1 : 0)} items`)
  return item
}
const callBack = (patient = 'p1'): Task => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  description: 'Call back',
  for: { reference: `Patient/${patient}` },
})
/** Answers every new task so, as long as it lasts. */
const onTasks = (ehr: Clinic, status: number): void =>
  void ehr.ehr.faults.add({ when: { method: 'POST', path: '^Task' }, behaviour: { kind: 'status', status } })

test('what the EHR refuses says so in clinical words, keeps the EHR’s own beside them, and goes once it is corrected', async () => {
  const { ehr, a } = await one()
  onTasks(ehr, 422)
  const id = a.create(callBack())
  await until(() => a.context.outbox.unsentOf('Task', id) === 'needs-you')
  expect(only(a)).toMatchObject({
    title: 'Task: Call back',
    patientName: 'Family1, Given1',
    state: 'needs-you',
    reason: 'The EHR did not accept this as it was entered.',
    advice: expect.stringContaining('Correct it'),
    said: expect.any(String),
    fixes: ['retry', 'take-theirs'],
  })
  ehr.ehr.faults.clear()
  a.edit('Task', id, (task) => {
    task.description = 'Call back today'
  })
  await until(() => a.context.outbox.unsentOf('Task', id) === undefined)
})

test('what waits says what it waits for and when it is tried next', async () => {
  const { ehr, a } = await one()
  onTasks(ehr, 500)
  const began = Date.now()
  const id = a.create(callBack())
  await until(() => items(a)[0]?.nextTry)
  expect(only(a)).toMatchObject({ state: 'saved-here', reason: 'The EHR has a problem of its own.' })
  expect(Date.parse(only(a).nextTry as string)).toBeGreaterThan(began + 900)

  ehr.ehr.faults.clear()
  onTasks(ehr, 403)
  a.context.sync.now()
  await until(() => a.context.outbox.unsentOf('Task', id) === 'needs-you')
  const part = a.create({ ...callBack(), description: 'And write', partOf: [{ reference: `urn:uuid:${id}` }] })
  await until(() => items(a).length === 2)
  const [first, second] = items(a)
  expect(second).toMatchObject({
    state: 'saved-here',
    behind: first?.id,
    reason: 'It belongs to “Task: Call back”, which needs you first.',
  })
  await a.offline()
  a.context.sync.now()
  await until(() => a.context.sync.view().state === 'offline')
  expect(a.context.outbox.unsentOf('Task', part)).toBe('saved-here')
})

test('what was dropped keeps a copy on this workstation', async () => {
  const { ehr, a } = await one()
  onTasks(ehr, 422)
  const id = a.create(callBack())
  await until(() => a.context.outbox.unsentOf('Task', id) === 'needs-you')
  expect(a.context.outbox.fix(only(a).id, 'take-theirs').ok).toBe(true)
  expect(items(a)).toEqual([])
  const kept = a.context.store.db.prepare('SELECT json FROM kept_version WHERE resource = ?').all(id)
  expect(JSON.stringify(kept)).toContain('Call back')
})

test('what somebody left unsent goes out under the sign-in of whoever comes next, and names who entered it', async () => {
  const { ehr, a } = await one()
  await a.offline()
  const id = a.create({ ...callBack(), requester: { reference: 'Practitioner/novak' } })
  const asked = await a.running.core.call('session.sign-out', { evenIfUnsent: false }, 'out-1', {
    window: 1,
    bound: null,
  })
  expect(asked).toMatchObject({
    ok: false,
    refusal: {
      code: 'conflict',
      message: 'One change is not in the EHR yet. It stays safe here and is sent when somebody signs in here next.',
    },
  })
  await a.context.session.signOut()
  expect(a.context.store.setting('session.grant')).toBeUndefined()
  await a.online()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(a.context.outbox.unsentOf('Task', id)).toBe('saved-here')
  await a.as('hale')
  await until(() => a.context.outbox.unsentOf('Task', id) === undefined)
  const [sent] = await ehr.all<Task>('Task?status=requested&patient=Patient/p1&_sort=-_lastUpdated')
  expect(sent?.requester?.reference).toBe('Practitioner/novak')
})

test('what the next person may not send waits for the one who entered it, and goes when they sign in', async () => {
  const ehr = await clinic()
  const a = await ehr.workstation('A', { ehrUrl: ehr.ehr.url })
  await a.as('novak')
  await a.ready()
  onTasks(ehr, 503)
  const id = a.create(callBack())
  await until(() => ehr.ehr.faults.list()[0]?.struck)
  await a.context.session.signOut()
  ehr.ehr.faults.clear()
  onTasks(ehr, 403)
  await a.as('hale')
  a.context.sync.now()
  await until(() => a.context.outbox.unsentOf('Task', id) === 'needs-you')
  expect(only(a)).toMatchObject({
    by: 'Dr Lena Novak',
    reason: 'The EHR did not allow this.',
    advice: 'Dr Lena Novak entered it. It is tried again when they sign in here.',
  })
  await a.context.session.signOut()
  ehr.ehr.faults.clear()
  const begun = await a.context.session.begin()
  if (!begun.ok) throw new Error(begun.refusal.message)
  const window = browser(new URL(begun.value.authorizationUrl).origin)
  const page = await window.open(begun.value.authorizationUrl)
  const { url } = await window.submit(page.url, { user: 'novak' })
  await a.running.core.call('session.finish-sign-in', { callbackUrl: url }, 'in-1', { window: 1, bound: null })
  await until(() => a.context.outbox.unsentOf('Task', id) === undefined)
})
