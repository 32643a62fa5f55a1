import type { CapabilityStatement } from '@medplum/fhirtypes'
import type { Instant } from '../../../shared/kernel/ids.js'
import { type Entry, recover } from '../outbox/entry.js'
import type { Order } from '../outbox/order.js'
import { Queue } from '../outbox/queue.js'
import { longestHoldMs } from '../store/hold.js'
import { groupWith } from './group.js'
import { type Link, longestAskedMs } from './link.js'
import { type SendDeps, Sender } from './send.js'

export interface PushDeps extends SendDeps {
  link: Link
  /** What the EHR says it does; undefined until it was asked. */
  capability(): CapabilityStatement | undefined
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
  #requests = 0
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
      if (this.#requests >= atOnce) return
      if (entry.state === 'parked' || entry.state === 'conflict' || this.#underWay.has(entry.seq)) continue
      const wait = waitOf(entry, present)
      if (wait > 0) {
        soonest = Math.min(soonest, wait)
        continue
      }
      if (order.blocked(entry)) continue
      this.#launch(this.#together(entry, order, present), order)
    }
    if (Number.isFinite(soonest)) this.#wakeIn(soonest)
  }

  /** What leaves in one request with this: nothing else, or other new resources that are ready. */
  #together(first: Entry, order: Order, present: number): Entry[] {
    const { transactions } = this.#sender
    const most = transactions.most(this.#deps.capability())
    if (most < 2 || !transactions.mayJoin(first)) return [first]
    const may = (entry: Entry): boolean =>
      transactions.mayJoin(entry) &&
      !this.#underWay.has(entry.seq) &&
      !order.awaitsClaim(entry) &&
      waitOf(entry, present) === 0
    return groupWith(first, order, may, most)
  }

  #launch(entries: readonly Entry[], order: Order): void {
    const [first] = entries as [Entry]
    const work = this.#sender
      .send(entries, entries.length > 1 ? new Set() : order.circular(first))
      .catch(() => this.#stumbled(entries))
      .finally(() => {
        for (const { seq } of entries) this.#underWay.delete(seq)
        this.#requests -= 1
        this.#pump()
      })
    this.#requests += 1
    for (const { seq } of entries) this.#underWay.set(seq, work)
  }

  #stumbled(entries: readonly Entry[]): void {
    this.#rest()
    try {
      this.#sender.stumbled(entries)
    } catch {
      // Not even that can be written; they are as they were, and are looked at again after the rest.
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

/**
 * How long an entry waits for its next try, and so that it can still be taken back, milliseconds. Longer than anybody may ask
 * or choose: the clock was set back.
 */
function waitOf({ next_attempt_at: next, hold_until: hold }: Entry, present: number): number {
  const until = (at: Instant | null, most: number): number => {
    const wait = at === null ? 0 : Date.parse(at) - present
    return wait > 0 && wait <= most ? wait : 0
  }
  return Math.max(until(next, longestAskedMs), until(hold, longestHoldMs))
}
