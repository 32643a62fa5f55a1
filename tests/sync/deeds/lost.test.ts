import type { Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { act } from '../../../main/core/handlers/work/act.js'
import type { OutboxRow } from '../../../main/core/outbox/outbox.js'
import type { Writer } from '../../../main/core/store/write.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { until } from '../../support/clinic.js'
import { call, deeds, desk, review, taskOf } from '../../support/deeds.js'
import { madeBy, observation, sentAll } from '../../support/sending.js'

/** At A, offline, a task is finished with a message and an order, while B finishes it at the EHR. */
async function bothFinish(atB = 'hale') {
  const { ehr, a, later } = await desk()
  const b = await (await (await ehr.workstation('B')).as(atB)).ready()
  await a.offline()
  const made = review(a)
  // What else waits for the patient may leave, and takes nothing along that may not.
  a.create(observation('Patient/p1'))
  a.create(observation('Patient/p1'))
  later(9_000)
  b.edit('Task', taskOf(b), (task) => {
    task.status = 'completed'
    task.owner = { reference: `Practitioner/${atB}` }
    task.executionPeriod = { start: '2026-11-22T10:31:00Z', end: '2026-11-22T10:31:40Z' }
  })
  await sentAll(b)
  await a.online()
  a.context.sync.now()
  const parked = await until(() => {
    const rows = a.context.outbox.rows().filter(({ lost }) => lost)
    return rows.length === 2 ? rows : undefined
  })
  return { ehr, a, made, parked }
}
const itemOf = (rows: readonly OutboxRow[], id: LocalId): string =>
  (rows.find((row) => row.id === id) as OutboxRow).item

test('what was done under a task somebody else had finished stays here, says whose it was, and holds up no signature', async () => {
  const { ehr, a, made, parked } = await bothFinish()
  expect(parked.map(({ state, fixes }) => ({ state, fixes }))).toEqual([
    { state: 'needs-you', fixes: ['send-anyway', 'keep-draft', 'discard'] },
    { state: 'needs-you', fixes: ['send-anyway', 'discard'] },
  ])
  const list = a.running.core.ask('outbox.list', {}) as { value: { reason: string }[] }
  expect(list.value[0]?.reason).toMatch(/^.*Hale.* dealt with this at \d\d:\d\d\. Not sent\.$/)
  expect(deeds(a)).toMatchObject([{ state: 'lost' }])
  // Another change of the order does not send it.
  a.edit('ServiceRequest', made.order, (resource) => {
    resource.priority = 'stat'
  })
  const note = a.create({
    ...{ resourceType: 'DocumentReference', status: 'current', docStatus: 'preliminary' },
    subject: { reference: 'Patient/p1' },
    content: [{ attachment: { contentType: 'text/plain', data: 'U2xlZXBz' } }],
  })
  await until(() => a.context.outbox.unsentOf('DocumentReference', note) === undefined)
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'final'
  })
  await until(() => a.context.outbox.unsentOf('DocumentReference', note) === undefined)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  expect(await ehr.all(`ServiceRequest?${madeBy(made.order)}`)).toEqual([])

  const picture = { contentType: 'image/png', data: 'iVBORw0KGgo=', title: 'Picture 1' }
  a.edit('Communication', made.message, (message) => {
    message.payload = [...(message.payload ?? []), { contentAttachment: picture }]
  })
  await call(a, 'outbox.fix', { item: itemOf(parked, made.message), fix: 'keep-draft' })
  // Its files too: chosen once, they are not lost because a colleague was first.
  expect(a.running.core.ask('work.draft-files', { who: a.id('Practitioner', 'novak') })).toMatchObject({
    value: [{ task: taskOf(a), files: [picture] }],
  })
  expect(a.running.core.ask('work.drafts', {})).toMatchObject({
    value: [{ task: taskOf(a), what: 'reply', text: 'Your potassium is high.' }],
  })
  await call(a, 'outbox.fix', { item: itemOf(parked, made.order), fix: 'discard' })
  await sentAll(a)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  expect(a.read('ServiceRequest', made.order)).toBeUndefined()
})

test('one person who finished it at two workstations is told at the second, whose message stays here', async () => {
  const { ehr, a, made } = await bothFinish('novak')
  const list = a.running.core.ask('outbox.list', {}) as { value: { reason: string }[] }
  expect(list.value[0]?.reason).toMatch(/Novak dealt with this at another workstation at \d\d:\d\d\. Not sent\.$/)
  const news = a.running.core.ask('task.news', { task: taskOf(a) })
  expect(news).toMatchObject({ value: [{ what: 'lost-finish', own: true }] })
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
})

test('a person may send it all the same', async () => {
  const { ehr, a, made, parked } = await bothFinish()
  await call(a, 'outbox.fix', { item: itemOf(parked, made.message), fix: 'send-anyway' })
  await until(async () => (await ehr.all(`Communication?${madeBy(made.message)}`)).length === 1)
  expect(await ehr.all(`ServiceRequest?${madeBy(made.order)}`)).toEqual([])
})

/** At A, offline, a task is finished, a call asked for instead of a message and another task finished with it, while B finishes it. */
async function callAndOther(decided: 'finishes' | 'claims') {
  const { ehr, a } = await desk()
  const b = await (await (await ehr.workstation('B')).as('hale')).ready()
  const { context } = a
  const who = context.session.user() as NonNullable<ReturnType<typeof context.session.user>>
  const other = a.id('Task', 'task-p2')
  await call(a, 'work.draft', { task: taskOf(a), what: 'refill', text: 'Not before a visit.' })
  await call(a, 'work.draft', { task: taskOf(a), what: 'comment', text: 'Last seen in May.' })
  await a.offline()
  const asked = act(
    context,
    { who, words: 'Denied', task: taskOf(a), patient: a.id('Patient', 'p1'), drafts: ['refill', 'comment'] },
    (tx: Writer) => {
      for (const id of [taskOf(a), other])
        tx.edit('Task', id, (resource) => {
          resource.status = 'completed'
          resource.owner = { reference: 'Practitioner/novak' }
        })
      const id = context.newId()
      tx.create(id, {
        ...{ resourceType: 'Task', status: 'requested', intent: 'order', for: { reference: 'Patient/p1' } },
        description: 'Tell about the refill',
        input: [{ type: { text: 'What to say' }, valueString: 'Not before a visit.' }],
      })
      return id
    },
  )
  // A colleague's word to the other task stays, and so does mine.
  a.edit('Task', other, (task) => {
    task.note = [...(task.note ?? []), { text: 'Said later.' }]
  })
  b.edit('Task', taskOf(b), (task) => {
    task.status = decided === 'claims' ? 'in-progress' : 'completed'
    task.owner = { reference: 'Practitioner/hale' }
    task.executionPeriod = { start: '2026-11-22T10:31:00Z' }
  })
  await sentAll(b)
  await a.online()
  a.context.sync.now()
  await sentAll(a)
  return { ehr, a, asked, other }
}

test('tasks a lost deed made are dropped with it, those it finished are open again, and the words are there', async () => {
  const { ehr, a, asked, other } = await callAndOther('finishes')
  expect(await ehr.all(`Task?${madeBy(asked)}`)).toEqual([])
  expect(a.read('Task', asked)).toBeUndefined()
  const there = await ehr.get<Task>('Task/task-p2')
  expect(there.status).not.toBe('completed')
  expect(there.note).toEqual(expect.arrayContaining([expect.objectContaining({ text: 'Said later.' })]))
  expect(a.read('Task', other)?.status).toBe(there.status)
  expect(a.running.core.ask('task.news', { task: taskOf(a) })).toMatchObject({ value: [{ what: 'lost-finish' }] })
  const { value } = a.running.core.ask('work.drafts', {}) as { value: { what: string; text: string }[] }
  expect(value.map(({ what, text }) => [what, text])).toEqual([['refill', 'Not before a visit.']])
})

test('a task finished while a colleague only had it keeps what was asked for with it', async () => {
  const { ehr, asked } = await callAndOther('claims')
  expect(await ehr.all(`Task?${madeBy(asked)}`)).toHaveLength(1)
  expect((await ehr.get<Task>('Task/task-p2')).status).toBe('completed')
})
