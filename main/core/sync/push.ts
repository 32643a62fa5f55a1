import type { Instant } from '../../../shared/kernel/ids.js'
import { type Entry, recover } from '../outbox/entry.js'
import { Queue } from '../outbox/queue.js'
import { type Link, longestAskedMs } from './link.js'
import { type SendDeps, Sender } from './send.js'

export interface PushDeps extends SendDeps {
  link: Link
  /** False while nobody is signed in or the EHR wants a new sign-in. */
  maySend(): boolean
}

/** How long a poke gathers, milliseconds: one command often writes several resources. */
const gatherMs = 5

/** Requests under way at the same time. Each is of another resource; what must wait for another does. */
const atOnce = 4

/** After an error of our own, a full disk for one, nothing is tried for so long, milliseconds. */
const restMs = 5_000

/** Sends what the outbox holds, in an order that never refers to something the EHR lacks. */
export class Push {
  readonly #deps: PushDeps
  readonly #sender: Sender
  readonly #queue: Queue
  readonly #underWay = new Map<number, Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #timerAt = 0
  #restUntil = 0
  #stopped = false

  constructor(deps: PushDeps) {
    this.#deps = deps
    this.#sender = new Sender(deps)
    deps.store.receive(deps.now().toISOString() as Instant, (tx) => recover(tx.db, tx.at))
    this.#queue = new Queue(deps.store)
  }

  /** Something may be sendable. */
  poke(): void {
    this.#wakeIn(gatherMs)
  }

  /** Lets requests under way end and starts no more. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await Promise.allSettled(this.#underWay.values())
  }

  /** Resolves when nothing is under way and nothing can be sent before `next_attempt_at` or a change of the link. */
  async settled(): Promise<void> {
    this.#pump()
    while (this.#underWay.size > 0) await Promise.race(this.#underWay.values())
  }

  #pump(): void {
    if (this.#stopped) return
    try {
      this.#launchReady()
    } catch {
      this.#rest()
    }
  }

  #launchReady(): void {
    const { link, maySend, now } = this.#deps
    if (!maySend()) return
    const rest = this.#restUntil - now().getTime()
    const pause = Math.max(link.waitMs(), rest <= restMs ? rest : 0)
    if (pause > 0) {
      this.#wakeIn(pause)
      return
    }
    const order = this.#queue.order()
    const present = now().getTime()
    let soonest = Number.POSITIVE_INFINITY
    for (const entry of order.entries()) {
      if (this.#underWay.size >= atOnce) return
      if (entry.state === 'parked' || entry.state === 'conflict' || this.#underWay.has(entry.seq)) continue
      const wait = entry.next_attempt_at === null ? 0 : Date.parse(entry.next_attempt_at) - present
      // Nothing is put off for longer than that: the clock was set back.
      if (wait > 0 && wait <= longestAskedMs) {
        soonest = Math.min(soonest, wait)
        continue
      }
      if (order.blocked(entry)) continue
      this.#launch(entry, order.circular(entry))
    }
    if (Number.isFinite(soonest)) this.#wakeIn(soonest)
  }

  #launch(entry: Entry, circular: ReadonlySet<string>): void {
    const work = this.#sender
      .send(entry, circular)
      .catch(() => this.#stumbled(entry))
      .finally(() => {
        this.#underWay.delete(entry.seq)
        this.#pump()
      })
    this.#underWay.set(entry.seq, work)
  }

  #stumbled(entry: Entry): void {
    this.#rest()
    try {
      this.#sender.stumbled(entry)
    } catch {
      // Not even that can be written; the entry is as it was, and is looked at again after the rest.
    }
  }

  #rest(): void {
    this.#restUntil = this.#deps.now().getTime() + restMs
    this.#wakeIn(restMs)
  }

  #wakeIn(ms: number): void {
    const at = Date.now() + ms
    if (this.#stopped || (this.#timer && this.#timerAt <= at)) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#pump()
    }, ms)
  }
}
