import { expect, test, vi } from 'vitest'
import { Pings } from '../../../main/core/sync/live.js'
import { type Clinic, clinic, until, type Workstation } from '../../support/clinic.js'
import { clinicThat, counts, plays } from '../../support/servers.js'

const claimed = [{ op: 'replace', path: '/status', value: 'in-progress' }]
const isClaimed = (a: Workstation, task: string): boolean =>
  a.read('Task', a.id('Task', task))?.status === 'in-progress'

const sockets = vi.spyOn(Pings.prototype, 'start')

/** Until the workstation that was made last listens to every type, and has asked for each once more for that reason. */
async function listens(ehr: Clinic): Promise<void> {
  await until(() => (sockets.mock.contexts.at(-1) as Pings | undefined)?.listening)
  const asked = counts(ehr, '')
  await until(async () => {
    const before = asked()
    await new Promise((resolve) => setTimeout(resolve, 300))
    return asked() === before
  })
}

test('a websocket that works: what changes is here by its ping, not by the next regular round', async () => {
  const { ehr, a } = await clinicThat([])
  await listens(ehr)
  const rounds = counts(ehr, '^Organization\\?')
  await until(() => rounds() === 1)
  await listens(ehr)
  await ehr.send('PATCH', 'Task/task-p1', claimed)
  await until(() => isClaimed(a, 'task-p1'))
  expect(rounds()).toBe(1)
})

test.each([
  ['takes no notice', 'mute'],
  ['refuses every subscription', 'refuses'],
] as const)('a websocket that %s: regular rounds bring what changes', async (_name, what) => {
  const ehr = await clinic({ ehr: { faults: [{ behaviour: { kind: 'live', what } }] } })
  const a = await (await (await ehr.workstation('A')).as('novak')).ready()
  await ehr.send('PATCH', 'Task/task-p1', claimed)
  await until(() => isClaimed(a, 'task-p1'), 12_000)
})

test('a websocket that loses frames: the round brings it, and the socket is not relied on for a while', async () => {
  const { ehr, a } = await clinicThat([])
  await listens(ehr)
  const lost = plays(ehr, { kind: 'live', what: 'lost-ping' })
  await ehr.send('PATCH', 'Task/task-p1', claimed)
  await until(() => lost.struck() > 0)
  expect(isClaimed(a, 'task-p1')).toBe(false)
  a.context.sync.now()
  await until(() => isClaimed(a, 'task-p1'))
  const rounds = counts(ehr, '^Organization\\?')
  await until(() => rounds() >= 1, 13_000)
  // A listening workstation asks every 15 s only.
  const [before, began] = [rounds(), Date.now()]
  await until(() => rounds() > before)
  expect(Date.now() - began).toBeLessThan(13_000)
})

test('a websocket that treats a delete as an update: what is deleted goes', async () => {
  const { ehr, a } = await clinicThat([])
  await ehr.send('DELETE', 'Task/task-p1')
  await until(() => a.read('Task', a.id('Task', 'task-p1')) === undefined, 14_000)
})

test.each([
  ['drops', 'the connection is made anew and everything asked for once'],
  ['ends', 'the subscription is made anew'],
] as const)('a websocket that %s in place of a ping: %s', async (what, _then) => {
  const { ehr, a } = await clinicThat([])
  await listens(ehr)
  const trouble = plays(ehr, { kind: 'live', what }, { times: 1 })
  await ehr.send('PATCH', 'Task/task-p1', claimed)
  await until(() => trouble.struck() === 1)
  await until(() => isClaimed(a, 'task-p1'), 20_000)
  await ehr.send('PATCH', 'Task/task-p2', claimed)
  await until(() => isClaimed(a, 'task-p2'), 14_000)
})
