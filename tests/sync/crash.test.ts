import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Task } from '@medplum/fhirtypes'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { bundle } from '../../build/bundle/index.js'
import type { CoreToShell, FromCore, ShellToCore } from '../../shared/contract/wire.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'

const root = join(import.meta.dirname, '../..')

beforeAll(() => bundle(() => {}, ['core']), 120_000)

/** The core as the shell starts it: a process of its own, told over its control channel. */
class CoreProcess {
  readonly child: ChildProcess
  unsent: number | undefined
  readonly #waiting = new Map<number, (reply: FromCore & { t: 'reply' }) => void>()
  readonly #ready = Promise.withResolvers<void>()
  #calls = 0

  constructor(a: Workstation) {
    this.child = fork(join(root, 'out/app/core/entry.mjs'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    onTestFinished(() => void this.child.kill('SIGKILL'))
    this.child.on('message', (message) => this.#hear(message as CoreToShell))
    this.post({
      t: 'start',
      profile: a.profile,
      keyHex: a.keyHex,
      ehrUrl: a.ehrUrl,
      practice: true,
      workstationName: a.name,
    })
  }

  async ready(): Promise<this> {
    await this.#ready.promise
    this.post({ t: 'attach', window: 1 })
    return this
  }

  post(message: ShellToCore): void {
    if (this.child.connected) this.child.send(message, () => {})
  }

  call(name: string, input: unknown, commandId: string): Promise<FromCore & { t: 'reply' }> {
    const id = ++this.#calls
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.post({ t: 'relay', window: 1, message: { t: 'call', id, name, input, commandId } })
    })
  }

  async kill(): Promise<void> {
    const ended = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await ended
  }

  async stop(): Promise<void> {
    this.post({ t: 'stop' })
    await this.#stopped.promise
    await this.kill()
  }
  readonly #stopped = Promise.withResolvers<void>()

  #hear(message: CoreToShell): void {
    if (message.t === 'ready') this.#ready.resolve()
    else if (message.t === 'failed') this.#ready.reject(new Error(message.message))
    else if (message.t === 'stopped') this.#stopped.resolve()
    else if (message.t === 'unsent') this.unsent = message.count
    else if (message.t === 'relay') {
      const reply = message.message as FromCore
      if (reply.t === 'reply') this.#waiting.get(reply.id)?.(reply)
    }
  }
}

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
    const core = await new CoreProcess(a).ready()
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

  const core = await new CoreProcess(a).ready()
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
  const first = await new CoreProcess(a).ready()
  const before = await first.call('task.create', input, 'once')
  await first.kill()
  const second = await new CoreProcess(a).ready()
  expect(await second.call('task.create', input, 'once')).toMatchObject({ ok: true, value: before.ok && before.value })
  await until(() => second.unsent === 0)
  await second.stop()
  expect(
    (await ehr.all<Task>('Task?_count=200')).filter(({ description }) => description === 'Call the pharmacy'),
  ).toHaveLength(1)
})

test('what was in flight when the workstation died is sent again safely', async () => {
  const { ehr, a, novak } = await prepared()
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Task' }, behaviour: { kind: 'lost-response' } })
  const first = await new CoreProcess(a).ready()
  await first.call('task.create', { kind: 'call', text: 'Call once', to: novak, priority: 'routine' }, 'c')
  await until(() => ehr.ehr.faults.list()[0]?.struck)
  await first.kill()
  ehr.ehr.faults.clear()
  const second = await new CoreProcess(a).ready()
  await until(() => second.unsent === 0)
  await second.stop()
  expect(
    (await ehr.all<Task>('Task?_count=200')).filter(({ description }) => description === 'Call once'),
  ).toHaveLength(1)
})
