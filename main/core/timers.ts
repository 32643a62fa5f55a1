/** How long work that failed rests before it is tried again, milliseconds: a full disk may have space then. */
const restMs = 10_000

interface Pending {
  timer: NodeJS.Timeout
  work: () => void
}

/** Work put off a little, so that a burst of wishes becomes one. Nothing put off is dropped: what fails is tried again. */
export class Timers {
  readonly #pending = new Map<string, Pending>()

  /** Runs `work` after `ms`; asked again under the same key before that, the later wish takes its place. */
  soon(key: string, ms: number, work: () => void): void {
    clearTimeout(this.#pending.get(key)?.timer)
    const timer = setTimeout(() => this.#run(key, work, true), ms)
    this.#pending.set(key, { timer, work })
  }

  /** Runs everything still pending, now and once; what that puts off is run too. */
  finish(): void {
    for (;;) {
      const [key, pending] = this.#pending.entries().next().value ?? []
      if (key === undefined || !pending) return
      clearTimeout(pending.timer)
      this.#run(key, pending.work, false)
    }
  }

  #run(key: string, work: () => void, again: boolean): void {
    this.#pending.delete(key)
    try {
      work()
    } catch {
      // Whoever asked has been answered long ago; ending the process over it would only lose more.
      if (again && !this.#pending.has(key)) this.soon(key, restMs, work)
    }
  }
}
