import { AsyncLocalStorage } from 'node:async_hooks'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { Receiver } from '../../main/core/store/receive.js'
import { Store } from '../../main/core/store/store.js'
import type { Writer } from '../../main/core/store/write.js'
import type { Instant } from '../../shared/kernel/ids.js'
import { numbers } from './chance.js'

/** The computer ended in the middle of something. */
export class Died extends Error {
  constructor() {
    super('this workstation has died')
  }
}

/** A moment at which a computer dies: at its `after`-th transaction or request from now on. */
export type Death =
  | { at: 'transaction'; after: number; when: 'before commit' | 'after commit' }
  | { at: 'request'; after: number; when: 'before it leaves' | 'after the EHR did it' }

interface Alarm {
  label: string
  at: number
  every: number | undefined
  work: () => void
}

/** What a computer is connected to. */
export interface Surroundings {
  /** The history's beginning, milliseconds since 1970. */
  began: number
  fetch(computer: Computer, url: string, init: RequestInit): Promise<Response>
  /** A person's transaction is about to run: answers what notes what it does. */
  watch(computer: Computer, tx: Writer): { committed(): void }
  /** A transaction of its store is done. */
  committed(computer: Computer): void
}

const inside = new AsyncLocalStorage<Computer>()

/**
 * One run of one workstation's program, from its start to its end or death. What runs inside has this computer's timers,
 * clock, network and chance in place of the machine's, so that a history says when anything happens.
 */
export class Computer {
  readonly name: string
  readonly world: Surroundings
  readonly random: () => number
  /** Milliseconds since the history began, as its timers count them; it stands still unless the history moves it. */
  elapsed: number
  /** Milliseconds its clock is ahead of the truth. */
  skew: number
  alive = true
  death: Death | undefined
  readonly alarms = new Map<number, Alarm>()
  #patience: { until: number; end: () => void }[] = []
  #set = 0
  /** What the transaction under way has done so far. */
  #noted: { committed(): void }[] | undefined

  constructor(name: string, world: Surroundings, before: { elapsed: number; skew: number; starts: number }) {
    this.name = `${name}${before.starts}`
    this.world = world
    this.elapsed = before.elapsed
    this.skew = before.skew
    this.random = numbers(name.charCodeAt(0) * 1000 + before.starts)
  }

  /** Milliseconds since 1970, as its clock shows them. */
  now(): number {
    return this.world.began + this.elapsed + this.skew
  }

  run<T>(work: () => T): T {
    return inside.run(this, work)
  }

  /** Nothing of it happens any more: no timer, no request, no transaction. */
  die(): void {
    this.alive = false
    this.alarms.clear()
    this.#patience = []
  }

  /** Its own time goes on without anything happening in between; requests nobody has answered for too long are given up. */
  pass(ms: number): void {
    this.elapsed += ms
    const over = this.#patience.filter(({ until }) => until <= this.elapsed)
    this.#patience = this.#patience.filter(({ until }) => until > this.elapsed)
    for (const { end } of over) this.run(end)
  }

  /** A signal that a request has taken too long. */
  timeout(ms: number): AbortSignal {
    const controller = new AbortController()
    const end = (): void => controller.abort(new DOMException('The operation timed out.', 'TimeoutError'))
    this.#patience.push({ until: this.elapsed + ms, end })
    return controller.signal
  }

  setAlarm(work: () => void, ms: number, every: boolean): number {
    this.#set += 1
    const wait = Math.max(1, ms || 0)
    const label = `${this.name} alarm ${this.#set}`
    if (this.alive)
      this.alarms.set(this.#set, { label, at: this.elapsed + wait, every: every ? wait : undefined, work })
    return this.#set
  }

  /** The alarm that is next, if it is due within `horizon` milliseconds. */
  nextAlarm(horizon: number): { label: string; ring: () => void } | undefined {
    let soonest: [number, Alarm] | undefined
    for (const each of this.alarms) if (!soonest || each[1].at < soonest[1].at) soonest = each
    if (!soonest || soonest[1].at > this.elapsed + horizon) return undefined
    const [number, alarm] = soonest
    return {
      label: alarm.label,
      ring: () => {
        this.elapsed = Math.max(this.elapsed, alarm.at)
        if (alarm.every === undefined) this.alarms.delete(number)
        else alarm.at = this.elapsed + alarm.every
        this.run(alarm.work)
      },
    }
  }

  /** Whether this transaction or request is the one it dies at, and when. */
  struck(at: Death['at']): Death['when'] | undefined {
    if (this.death?.at !== at) return undefined
    this.death.after -= 1
    return this.death.after > 0 ? undefined : this.death.when
  }

  /** A transaction of its store, which may be where it dies. Those inside another are part of it. */
  transaction<Tx, T>(open: (work: (tx: Tx) => T) => T, work: (tx: Tx) => T): T {
    if (!this.alive) throw new Died()
    const outer = this.#noted
    const noted = outer ?? []
    const dies = outer ? undefined : this.struck('transaction')
    this.#noted = noted
    try {
      const value = open((tx) => {
        if (tx instanceof Object && 'edit' in tx) noted.push(this.world.watch(this, tx as unknown as Writer))
        const done = work(tx)
        if (dies !== 'before commit') return done
        this.die()
        throw new Died()
      })
      if (outer) return value
      for (const each of noted) each.committed()
      this.world.committed(this)
      if (dies !== 'after commit') return value
      this.die()
      throw new Died()
    } finally {
      this.#noted = outer
    }
  }
}

/** A timer as Node gives it, as far as programs use it. */
class Timer {
  readonly computer: Computer
  readonly alarm: number
  constructor(computer: Computer, alarm: number) {
    this.computer = computer
    this.alarm = alarm
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
  hasRef(): boolean {
    return false
  }
}

/** A file whose writing is done when it is asked for. */
class FileAtOnce {
  readonly fd: number
  constructor(fd: number) {
    this.fd = fd
  }
  async writeFile(bytes: Uint8Array): Promise<void> {
    fs.writeSync(this.fd, bytes)
  }
  async datasync(): Promise<void> {}
  async close(): Promise<void> {
    fs.closeSync(this.fd)
  }
}

let installed = false

/** From now on whatever runs inside a computer has its time, chance, network and store; everything else has the real ones. */
export function install(): void {
  if (installed) return
  installed = true
  const { setTimeout, clearTimeout, setInterval, clearInterval, fetch } = globalThis
  const real = {
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    fetch,
    random: Math.random,
    now: Date.now,
    sinceStart: performance.now.bind(performance),
  }
  const set =
    (every: boolean, otherwise: typeof setTimeout) =>
    (work: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const computer = inside.getStore()
      if (!computer) return otherwise(work, ms, ...args)
      return new Timer(
        computer,
        computer.setAlarm(() => work(...args), ms ?? 0, every),
      )
    }
  // What others hang on a timer's function, Node's promisified form for one, stays.
  const like = <T extends object>(made: T, model: object): T =>
    Object.defineProperties(made, Object.getOwnPropertyDescriptors(model))
  const clear = (otherwise: typeof clearTimeout) => (timer: unknown) => {
    if (timer instanceof Timer) timer.computer.alarms.delete(timer.alarm)
    else otherwise(timer as never)
  }
  Object.assign(globalThis, {
    setTimeout: like(set(false, real.setTimeout), real.setTimeout),
    clearTimeout: clear(real.clearTimeout),
    setInterval: set(true, real.setInterval as typeof setTimeout),
    clearInterval: clear(real.clearInterval),
    fetch: (url: string | URL, init: RequestInit = {}) => {
      const computer = inside.getStore()
      return computer ? computer.world.fetch(computer, String(url), init) : real.fetch(url, init)
    },
  })
  const { timeout } = AbortSignal
  AbortSignal.timeout = (ms) => inside.getStore()?.timeout(ms) ?? timeout.call(AbortSignal, ms)
  Math.random = () => inside.getStore()?.random() ?? real.random()
  Date.now = () => inside.getStore()?.now() ?? real.now()
  // How long work takes is not part of a history: a busy machine would tell another one.
  performance.now = () => inside.getStore()?.elapsed ?? real.sinceStart()

  // Nor is how long the disk takes over a file.
  const { open, rename } = fs.promises
  const openAtOnce = async (...given: Parameters<typeof fs.openSync>): Promise<FileAtOnce> =>
    new FileAtOnce(fs.openSync(...given))
  fs.promises.open = ((...given: Parameters<typeof open>) =>
    inside.getStore() ? openAtOnce(...(given as Parameters<typeof fs.openSync>)) : open(...given)) as typeof open
  fs.promises.rename = async (from, to) => (inside.getStore() ? fs.renameSync(from, to) : rename(from, to))
  syncBuiltinESMExports()

  const { commit, receive, together } = Store.prototype
  const transaction = <Tx, T>(open: (work: (tx: Tx) => T) => T, work: (tx: Tx) => T): T => {
    const computer = inside.getStore()
    return computer ? computer.transaction(open, work) : open(work)
  }
  Store.prototype.commit = function <T>(this: Store, by: Parameters<typeof commit>[0], work: (tx: Writer) => T): T {
    return transaction((inner) => commit.call(this, by, inner) as T, work)
  }
  Store.prototype.receive = function <T>(this: Store, at: Instant, work: (tx: Receiver) => T, durable = false): T {
    return transaction((inner) => receive.call(this, at, inner, durable) as T, work)
  }
  Store.prototype.together = function <T>(this: Store, work: () => T): T {
    return transaction((inner) => together.call(this, () => inner(undefined)) as T, work)
  }
}
