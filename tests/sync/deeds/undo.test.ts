import type { Communication, Task } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act } from '../../../main/core/handlers/work/act.js'
import type { Writer } from '../../../main/core/store/write.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { until, type Workstation } from '../../support/clinic.js'
import { call, deeds, desk, message, order, review, taskOf } from '../../support/deeds.js'
import { madeBy, one, sentAll } from '../../support/sending.js'

test('taken back in time it never was for the patient, the words are there again, and it can be done again', async () => {
  const { ehr, a, later } = await desk()
  await call(a, 'work.draft', { task: taskOf(a), what: 'reply', text: 'Your potassium is high.' })
  const before = (await ehr.get<Task>('Task/task-p1')).note
  const made = review(a)
  expect(a.running.core.ask('work.drafts', {})).toMatchObject({ value: [] })
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status === 'completed')
  expect(await call(a, 'deed.undo', { deed: made.deed })).toMatchObject({ ok: true })
  expect(a.running.core.ask('work.drafts', {})).toMatchObject({ value: [{ text: 'Your potassium is high.' }] })
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status !== 'completed')
  later(20_000)
  await sentAll(a)
  expect((await ehr.get<Task>('Task/task-p1')).note).toEqual(before)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  expect(deeds(a)).toMatchObject([{ state: 'undone' }])
  expect(await call(a, 'deed.undo', { deed: made.deed })).toMatchObject({ ok: false, refusal: { code: 'stale' } })

  expect(await call(a, 'deed.redo', { deed: made.deed })).toMatchObject({ ok: true })
  expect(deeds(a)).toMatchObject([{ state: 'held' }])
  expect(a.running.core.ask('work.drafts', {})).toMatchObject({ value: [] })
  later(9_000)
  await sentAll(a)
  expect((await ehr.get<Task>('Task/task-p1')).status).toBe('completed')
  const sent = await ehr.all<Communication>(`Communication?${madeBy(made.message)}`)
  expect(sent).toMatchObject([{ payload: [{ contentString: 'Your potassium is high.' }] }])
  expect(sent[0]?.identifier).toHaveLength(1)
})

/** Every table a deed can change, but for the notes of what was done. */
function tables(a: Workstation): Record<string, unknown[]> {
  const { db } = a.context.store
  const names = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[]
  const apart = /^(audit|command|deed|deed_part|setting|pull_cursor|held_chart|patient_(words|numbers).*)$/
  return Object.fromEntries(
    names
      .filter((name) => !apart.test(name))
      .map((name) => [
        name,
        db
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => JSON.stringify(row))
          .filter((row) => !row.endsWith('"n":0}'))
          .sort(),
      ]),
  )
}

/** One thing a deed, or somebody before it, does to a task or what was made earlier. */
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('status', 'note', 'owner', 'flag' as const), task: fc.nat(3), word: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('message', 'order', 'task' as const), task: fc.nat(3), word: fc.nat(5) }),
  fc.record({ do: fc.constant('edit-order' as const), task: fc.nat(3), word: fc.nat(5) }),
)

function take(
  a: Workstation,
  tx: Writer,
  made: LocalId[],
  { do: what, task: number, word }: typeof step extends fc.Arbitrary<infer Value> ? Value : never,
): void {
  const id = a.id('Task', `task-p${number + 1}`)
  tx.under(id)
  const words = `word ${word}`
  if (what === 'message') tx.create(a.context.newId(), { ...message(a), payload: [{ contentString: words }] })
  else if (what === 'task')
    tx.create(a.context.newId(), { resourceType: 'Task', status: 'requested', intent: 'order', description: words })
  else if (what === 'order') {
    const order1 = a.context.newId()
    made.push(order1)
    tx.create(order1, { ...order, code: { text: words } })
  } else if (what === 'edit-order') {
    const [one] = made.slice(-1 - number)
    if (one)
      tx.edit('ServiceRequest', one, (resource) => {
        resource.priority = word > 2 ? 'stat' : 'routine'
      })
  } else
    tx.edit('Task', id, (task) => {
      if (what === 'status') task.status = word > 2 ? 'completed' : 'in-progress'
      else if (what === 'note') task.note = [...(task.note ?? []), { text: words }]
      else if (what === 'owner') task.owner = { reference: `Practitioner/${word}` }
      else task.extension = [{ url: 'https://rounds.example/fhir/result-flag', valueCode: words }]
    })
}

test('what never left is as if it had never been, to the letter, whatever waited before', async () => {
  const { a } = await one()
  await a.offline()
  const { context } = a
  const who = context.session.user() as NonNullable<ReturnType<typeof context.session.user>>
  const made: LocalId[] = []
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 4 }),
      fc.array(step, { minLength: 1, maxLength: 8 }),
      async (earlier, steps) => {
        context.store.commit({ who: who.id, at: context.at() }, (tx) => {
          for (const each of earlier) take(a, tx, made, each)
        })
        const before = tables(a)
        const there = made.length
        const deed = act(context, { who, words: 'Something' }, (tx) => {
          for (const each of steps) take(a, tx, made, each)
          return tx.deed as string
        })
        const after = tables(a)
        const undone = await call(a, 'deed.undo', { deed })
        made.length = there
        // Where nothing came of it there is nothing to take back.
        if (JSON.stringify(after) === JSON.stringify(before)) return
        expect(undone).toMatchObject({ ok: true })
        expect(tables(a)).toEqual(before)
      },
    ),
    { numRuns: 25 },
  )
})

test('somebody has changed it since: nothing is taken back, and what is in the way is said', async () => {
  const { ehr, a } = await desk()
  const made = review(a)
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status === 'completed')
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  a.context.sync.now()
  await until(() => a.read('Task', taskOf(a))?.status === 'in-progress')
  const refused = await call(a, 'deed.undo', { deed: made.deed })
  expect(refused).toMatchObject({ ok: false, refusal: { message: expect.stringMatching(/has been changed since/) } })
  expect(a.read('Communication', made.message)).toBeDefined()
})
