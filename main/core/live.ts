import { differ } from '../../shared/contract/difference.js'
import type { FromCore } from '../../shared/contract/wire.js'
import type { Result } from '../../shared/kernel/result.js'
import type { Calm } from './calm.js'
import type { Topic } from './store/topic.js'

interface Watch {
  id: number
  /** Nobody looks at the answer as it comes: it waits until nobody is in the middle of something. */
  unhurried: boolean
  /** How long answering took the last time, milliseconds. */
  took: number
  topics: ReadonlySet<Topic>
  last: unknown
  /** Runs the query; the topics may depend on the answer. `last` is what was sent before, undefined the first time. */
  ask: (last: unknown) => Result<{ value: unknown; topics: readonly Topic[] }>
  send: (message: FromCore) => void
}

/** A watch to be answered again. */
interface Due {
  key: string
  watch: Watch
  /** When it would be done had it been alone: the quick go first, and what is slow is not put off for ever. */
  by: number
}

/** Stands for "no answer sent yet, or a refusal". */
const refused = Symbol('refused')

/** After so long of answering, milliseconds, whatever else was asked meanwhile comes first. */
const shareMs = 8

/** How long changes gather before queries run again, milliseconds. One frame: shorter is not seen, longer is. */
const gatherMs = 12

/** What is unhurried waits no longer than this, milliseconds. */
const unhurriedMs = 600

/**
 * Live queries: after each commit, runs again only what read something that changed, and sends the difference. What is
 * quick to answer goes first; what somebody does or asks meanwhile does not wait for all the rest.
 */
export class Live {
  readonly #calm: Pick<Calm, 'soon'>
  readonly #watches = new Map<string, Watch>()
  #gathered = new Set<Topic>()
  #timer: NodeJS.Timeout | undefined
  /** What is to be answered again, the most pressing first. */
  #due: Due[] = []
  #going: NodeJS.Immediate | undefined
  readonly #unhurried = new Map<string, Watch>()

  constructor(calm: Pick<Calm, 'soon'>) {
    this.#calm = calm
  }

  watch(key: string, watch: Pick<Watch, 'id' | 'unhurried' | 'ask' | 'send'>): void {
    const entry: Watch = { ...watch, took: 0, topics: new Set(), last: refused }
    this.#watches.set(key, entry)
    const began = performance.now()
    this.#answer(entry)
    entry.took = performance.now() - began
  }

  unwatch(key: string): void {
    this.#watches.delete(key)
  }

  /** Ends every watch whose key begins so: a window that went away. */
  unwatchAll(prefix: string): void {
    for (const key of this.#watches.keys()) if (key.startsWith(prefix)) this.#watches.delete(key)
  }

  changed(topics: ReadonlySet<Topic>): void {
    for (const topic of topics) this.#gathered.add(topic)
    this.#timer ??= setTimeout(() => this.#refresh(), gatherMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#going)
    this.#due = []
    this.#unhurried.clear()
    this.#watches.clear()
  }

  #refresh(): void {
    this.#timer = undefined
    const changed = this.#gathered
    this.#gathered = new Set()
    const waiting = new Set(this.#due.map(({ watch }) => watch))
    const now = performance.now()
    for (const [key, watch] of this.#watches) {
      if (waiting.has(watch) || watch.topics.isDisjointFrom(changed)) continue
      // Who is signed in decides what may stay on a screen.
      if (watch.unhurried && !changed.has('session')) this.#later(key, watch)
      else this.#due.push({ key, watch, by: now + watch.took })
    }
    this.#due.sort((a, b) => a.by - b.by)
    this.#go()
  }

  #later(key: string, watch: Watch): void {
    this.#unhurried.set(key, watch)
    if (this.#unhurried.size > 1) return
    this.#calm.soon(unhurriedMs, () => {
      for (const [key, watch] of this.#unhurried) this.#due.push({ key, watch, by: performance.now() + watch.took })
      this.#unhurried.clear()
      this.#go()
    })
  }

  /** Answers what is due, for as long as its share; the rest in a while. */
  #go(): void {
    clearImmediate(this.#going)
    this.#going = undefined
    const began = performance.now()
    let at = began
    for (let next = this.#due.shift(); next; next = this.#due.shift()) {
      // Nobody asks any more.
      if (this.#watches.get(next.key) !== next.watch) continue
      this.#answer(next.watch)
      const now = performance.now()
      next.watch.took = now - at
      at = now
      if (this.#due.length > 0 && now - began >= shareMs) {
        this.#going = setImmediate(() => this.#go())
        return
      }
    }
  }

  #answer(watch: Watch): void {
    const answer = watch.ask(watch.last === refused ? undefined : watch.last)
    if (!answer.ok) {
      // The watch stays: after sign-in, or once what failed has changed, it answers by itself.
      watch.topics = new Set([...watch.topics, 'session'])
      watch.last = refused
      watch.send({ t: 'watch-failed', id: watch.id, refusal: answer.refusal })
      return
    }
    const { value, topics } = answer.value
    const before = watch.last
    watch.topics = new Set(topics)
    watch.last = value
    if (before === refused) {
      watch.send({ t: 'data', id: watch.id, value })
      return
    }
    const change = differ(before, value)
    if (change) watch.send({ t: 'change', id: watch.id, change })
  }
}
