import { differ } from '../../shared/contract/difference.js'
import type { FromCore } from '../../shared/contract/wire.js'
import type { Result } from '../../shared/kernel/result.js'
import type { Topic } from './store/topic.js'

interface Watch {
  id: number
  topics: ReadonlySet<Topic>
  last: unknown
  /** Runs the query; the topics may depend on the answer. `last` is what was sent before, undefined the first time. */
  ask: (last: unknown) => Result<{ value: unknown; topics: readonly Topic[] }>
  send: (message: FromCore) => void
}

/** Stands for "no answer sent yet, or a refusal". */
const refused = Symbol('refused')

/** How long changes gather before queries run again, milliseconds. One frame: shorter is not seen, longer is. */
const gatherMs = 12

/** Live queries: after each commit, runs again only what read something that changed, and sends the difference. */
export class Live {
  readonly #watches = new Map<string, Watch>()
  #gathered = new Set<Topic>()
  #timer: NodeJS.Timeout | undefined

  watch(key: string, watch: Pick<Watch, 'id' | 'ask' | 'send'>): void {
    const entry: Watch = { ...watch, topics: new Set(), last: refused }
    this.#watches.set(key, entry)
    this.#answer(entry)
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
    this.#watches.clear()
  }

  #refresh(): void {
    this.#timer = undefined
    const changed = this.#gathered
    this.#gathered = new Set()
    for (const watch of this.#watches.values()) {
      if (!watch.topics.isDisjointFrom(changed)) this.#answer(watch)
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
