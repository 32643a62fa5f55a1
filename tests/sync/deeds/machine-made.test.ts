import type { Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { machineId } from '../../../main/core/store/identity.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { until } from '../../support/clinic.js'
import { call, desk, review } from '../../support/deeds.js'
import { madeBy, sentAll } from '../../support/sending.js'

/** Work both workstations made of the same thing, which neither has sent; at B it is finished, with a message. */
async function madeAtBoth() {
  const { ehr, a, later } = await desk()
  const b = await (await (await ehr.workstation('B')).as('hale')).ready()
  const made: Task = {
    ...{ resourceType: 'Task', status: 'requested', intent: 'order', for: { reference: 'Patient/p1' } },
    ...{ description: 'Potassium 6.1', owner: { reference: 'CareTeam/blue' }, authoredOn: '2026-11-22T10:00:00Z' },
    extension: [{ url: 'https://rounds.example/fhir/made-by', valueCode: 'routing' }],
  }
  const id = machineId('unsigned', 'potassium' as LocalId)
  for (const each of [a, b]) {
    await each.offline()
    each.context.store.commit({ who: undefined, at: each.context.at() }, (tx) => tx.create(id, made))
  }
  const atB = review(b, id)
  await call(b, 'deed.send-now', { deed: atB.deed })
  return { ehr, a, b, later, id, atB }
}
const copiesOf = (ehr: { all<T>(path: string): Promise<T[]> }, id: LocalId) => ehr.all<Task>(`Task?${madeBy(id)}`)

test('work of the machine that two finished before it left reaches the patient once', async () => {
  const { ehr, a, b, later, id, atB } = await madeAtBoth()
  const atA = review(a, id)
  await a.online()
  later(9_000)
  await sentAll(a)
  await b.online()
  b.context.sync.now()
  await until(() => b.context.outbox.rows().filter(({ lost }) => lost).length === 2)
  expect(await copiesOf(ehr, id)).toMatchObject([{ status: 'completed', owner: { reference: 'Practitioner/novak' } }])
  expect(await ehr.all(`Communication?${madeBy(atA.message)}`)).toHaveLength(1)
  expect(await ehr.all(`Communication?${madeBy(atB.message)}`)).toEqual([])
  expect(b.running.core.ask('task.news', { task: id })).toMatchObject({ value: [{ what: 'lost-finish' }] })
})

test('work of the machine that one finished before another’s copy of it was known stays finished', async () => {
  const { ehr, a, b, id, atB } = await madeAtBoth()
  await a.online()
  await sentAll(a)
  await b.online()
  await sentAll(b)
  expect(await copiesOf(ehr, id)).toMatchObject([{ status: 'completed', note: [{ text: 'Not haemolysed.' }] }])
  expect(await ehr.all(`Communication?${madeBy(atB.message)}`)).toHaveLength(1)
})
