import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import type { CoreToShell, FromCore, ShellToCore } from '../../shared/contract/wire.js'
import type { Workstation } from './clinic.js'

/** The core as the shell starts it: a process of its own, told over its control channel. */
export class CoreProcess {
  readonly child: ChildProcess
  unsent: number | undefined
  /** What it said while it was starting. */
  readonly steps: string[] = []
  readonly #waiting = new Map<number, (reply: (FromCore & { t: 'reply' }) | undefined) => void>()
  readonly #watching = new Map<number, (value: unknown) => void>()
  readonly #ready = Promise.withResolvers<void>()
  readonly #stopped = Promise.withResolvers<void>()
  /** Once it has ended, however that came. */
  readonly ended: Promise<unknown>
  #calls = 0

  constructor(
    module: string,
    a: Pick<Workstation, 'profile' | 'keyHex' | 'ehrUrl' | 'name'>,
    env: NodeJS.ProcessEnv = {},
  ) {
    this.child = fork(module, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...env },
    })
    onTestFinished(() => void this.child.kill('SIGKILL'))
    this.ended = once(this.child, 'exit').then(() => {
      this.#ready.resolve()
      this.#stopped.resolve()
      for (const answer of this.#waiting.values()) answer(undefined)
    })
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

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Until it can be used, or has died. */
  async ready(): Promise<this> {
    await this.#ready.promise
    this.post({ t: 'attach', window: 1 })
    return this
  }

  post(message: ShellToCore): void {
    if (this.child.connected) this.child.send(message, () => {})
  }

  /** The reply, or undefined when the process died before it. */
  call(name: string, input: unknown, commandId: string): Promise<(FromCore & { t: 'reply' }) | undefined> {
    if (!this.alive) return Promise.resolve(undefined)
    const id = ++this.#calls
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.post({ t: 'relay', window: 1, message: { t: 'call', id, name, input, commandId } })
    })
  }

  /** Has every answer of a live query; changes of it are not followed, only whole answers. */
  watch(name: string, input: unknown, hear: (value: unknown) => void): void {
    const id = ++this.#calls
    this.#watching.set(id, hear)
    this.post({ t: 'relay', window: 1, message: { t: 'watch', id, name, input } })
  }

  /** Asks a query once; undefined when the process died or refused. */
  ask(name: string, input: unknown): Promise<unknown> {
    if (!this.alive) return Promise.resolve(undefined)
    return Promise.race([new Promise((resolve) => this.watch(name, input, resolve)), this.ended.then(() => undefined)])
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended
  }

  async stop(): Promise<void> {
    this.post({ t: 'stop' })
    await this.#stopped.promise
    await this.kill()
  }

  #hear(message: CoreToShell): void {
    if (message.t === 'ready') this.#ready.resolve()
    else if (message.t === 'failed') this.#ready.reject(new Error(message.message))
    else if (message.t === 'stopped') this.#stopped.resolve()
    else if (message.t === 'unsent') this.unsent = message.count
    else if (message.t === 'starting') this.steps.push(message.step)
    else if (message.t === 'relay') {
      const reply = message.message as FromCore
      if (reply.t === 'reply') this.#waiting.get(reply.id)?.(reply)
      else if (reply.t === 'data') this.#watching.get(reply.id)?.(reply.value)
      else if (reply.t === 'watch-failed') this.#watching.get(reply.id)?.(undefined)
    }
  }
}
