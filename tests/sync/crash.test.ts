import { join } from 'node:path'
import type { Task } from '@medplum/fhirtypes'
import { beforeAll, expect, test } from 'vitest'
import { bundle } from '../../build/bundle/index.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'
import { CoreProcess } from '../support/core-process.js'
import { flip, pagesOf } from '../support/damage.js'

const root = join(import.meta.dirname, '../..')

beforeAll(() => bundle(() => {}, ['core']), 120_000)

const entry = join(root, 'out/app/core/entry.mjs')

/** A generator that gives the same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function prepared(): Promise<{ ehr: Clinic; a: Workstation; novak: string }> {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  const novak = a.id('Practitioner', 'novak')
  await a.running.stop()
  return { ehr, a, novak }
}

test('killed at any moment, everything that was answered arrives exactly once', { timeout: 300_000 }, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  const next = random(seed)
  const { ehr, a, novak } = await prepared()
  // A slow server makes the moments around sending longer.
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Task' }, behaviour: { kind: 'latency', milliseconds: 20 } })

  const answered = new Set<string>()
  let commands = 0
  for (let round = 0; round < 8; round++) {
    const core = await new CoreProcess(entry, a).ready()
    const rest = 10 + next() * 300
    let end = Number.POSITIVE_INFINITY
    while (Date.now() < end) {
      commands += 1
      const input = { kind: 'follow-up', text: `Task ${commands}`, to: novak, priority: 'routine' }
      const call = core.call('task.create', input, `command-${commands}`)
      // The first is waited for, so that the moment of death does not depend on how busy this computer is.
      const dies = new Promise<undefined>((resolve) => setTimeout(resolve, Math.min(end - Date.now(), 60_000)))
      const reply = await Promise.race([call, dies])
      if (reply?.ok) answered.add((reply.value as { task: string }).task)
      else if (reply) throw new Error(`seed ${seed}: ${reply.refusal.message}`)
      if (end === Number.POSITIVE_INFINITY) end = Date.now() + rest
    }
    await core.kill()
  }
  expect(answered.size, `seed ${seed}`).toBeGreaterThanOrEqual(8)

  const core = await new CoreProcess(entry, a).ready()
  await until(() => core.unsent === 0, 60_000)
  await core.stop()
  const tasks = await ehr.all<Task>('Task?code=follow-up&_count=200')
  const ids = tasks.flatMap(({ identifier }) =>
    (identifier ?? []).map(({ value }) => value?.replace('urn:uuid:', '') ?? ''),
  )
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i)
  expect(twice, `seed ${seed}: made more than once`).toEqual([])
  const lost = [...answered].filter((id) => !ids.includes(id))
  expect(lost, `seed ${seed}: answered and never arrived`).toEqual([])
  const texts = tasks.map(({ description }) => description).filter((text) => text?.startsWith('Task '))
  expect(texts.length, `seed ${seed}: one command, one task`).toBe(new Set(texts).size)
})

test('a command repeated after a crash under the same id changes nothing more', async () => {
  const { ehr, a, novak } = await prepared()
  const input = { kind: 'call', text: 'Call the pharmacy', to: novak, priority: 'routine' }
  const first = await new CoreProcess(entry, a).ready()
  const before = await first.call('task.create', input, 'once')
  await first.kill()
  const second = await new CoreProcess(entry, a).ready()
  expect(await second.call('task.create', input, 'once')).toMatchObject({ ok: true, value: before?.ok && before.value })
  await until(() => second.unsent === 0)
  await second.stop()
  expect(
    (await ehr.all<Task>('Task?_count=200')).filter(({ description }) => description === 'Call the pharmacy'),
  ).toHaveLength(1)
})

test('what was in flight when the workstation died is sent again safely', async () => {
  const { ehr, a, novak } = await prepared()
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Task' }, behaviour: { kind: 'lost-response' } })
  const first = await new CoreProcess(entry, a).ready()
  await first.call('task.create', { kind: 'call', text: 'Call once', to: novak, priority: 'routine' }, 'c')
  await until(() => ehr.ehr.faults.list()[0]?.struck)
  await first.kill()
  ehr.ehr.faults.clear()
  const second = await new CoreProcess(entry, a).ready()
  await until(() => second.unsent === 0)
  await second.stop()
  expect(
    (await ehr.all<Task>('Task?_count=200')).filter(({ description }) => description === 'Call once'),
  ).toHaveLength(1)
})

test('a core that meets a damaged page ends by itself, and the next one has repaired it', async () => {
  const { ehr, a, novak } = await prepared()

  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Task' }, behaviour: { kind: 'status', status: 503 } })
  const first = await new CoreProcess(entry, a).ready()
  const input = { kind: 'call', text: 'Call after the repair', to: novak, priority: 'routine' }
  expect(await first.call('task.create', input, 'kept')).toMatchObject({ ok: true })
  await first.stop()
  for (const { page } of pagesOf(a.profile, a.keyHex).filter(({ of, kind }) => of === 'location' && kind === 'leaf'))
    flip(join(a.profile, 'rounds.db'), page)
  const second = await new CoreProcess(entry, a).ready()
  await Promise.race([second.ask('room.list', {}), second.ended])
  await second.ended
  expect(second.child.exitCode).toBe(1)
  ehr.ehr.faults.clear()
  const third = await new CoreProcess(entry, a).ready()
  expect(third.steps).toContain('Repairing the data on this computer')
  expect(await third.ask('room.list', {})).toHaveLength(1)
  await until(() => third.unsent === 0)
  await third.stop()
  expect(
    (await ehr.all<Task>('Task?_count=200')).filter(({ description }) => description === 'Call after the repair'),
  ).toHaveLength(1)
})
