import type { Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { act } from '../../../main/core/handlers/work/act.js'
import type { Writer } from '../../../main/core/store/write.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { until } from '../../support/clinic.js'
import { desk, review, taskOf } from '../../support/deeds.js'
import { madeBy, sentAll } from '../../support/sending.js'

test('nothing leaves under a claim the EHR has not confirmed', async () => {
  const { ehr, a, later } = await desk()
  await a.offline()
  const made = review(a)
  later(9_000)
  // Another edit keeps the task busy after the cable is back: the EHR refuses it.
  a.edit('Task', taskOf(a), (task) => {
    task.for = { reference: 'Patient/p2' }
  })
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/for', value: { reference: 'Patient/p3' } }])
  await a.online()
  a.context.sync.now()
  await until(() => a.context.outbox.unsentOf('Task', taskOf(a)) === 'needs-you')
  await a.context.sync.send(5_000)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  const waits = a.context.outbox.rows().find(({ id }) => id === made.message)
  expect(waits?.behind).toMatchObject({ because: 'claim', needsYou: true })
})

test('tasks finished with each other do not wait for each other', async () => {
  const { ehr, a } = await desk()
  const { context } = a
  const who = context.session.user() as NonNullable<ReturnType<typeof context.session.user>>
  const [one, two] = [taskOf(a), a.id('Task', 'task-p2')]
  await a.offline()
  const finish = (under: LocalId, words: string) =>
    act(context, { who, words, task: under }, (tx: Writer) => {
      for (const id of [one, two])
        tx.edit('Task', id, (task) => {
          task.note = [...(task.note ?? []), { text: words }]
        })
    })
  finish(one, 'first')
  finish(two, 'second')
  await a.online()
  a.context.sync.now()
  await sentAll(a)
  for (const path of ['Task/task-p1', 'Task/task-p2'])
    expect((await ehr.get<Task>(path)).note?.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['first', 'second']),
    )
})
