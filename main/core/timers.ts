/** Work put off a little, so that a burst of wishes becomes one. Nothing put off is ever dropped. */
export class Timers {
  readonly #pending = new Map<string, { timer: NodeJS.Timeout; work: () => void }>()

  /** Runs `work` after `ms`; asked again under the same key before that, the later wish takes its place. */
  soon(key: string, ms: number, work: () => void): void {
    clearTimeout(this.#pending.get(key)?.timer)
    const timer = setTimeout(() => {
      this.#pending.delete(key)
      work()
    }, ms)
    this.#pending.set(key, { timer, work })
  }

  /** Runs everything still pending, now; what that puts off is run too. */
  finish(): void {
    for (;;) {
      const [key, pending] = this.#pending.entries().next().value ?? []
      if (key === undefined || !pending) return
      clearTimeout(pending.timer)
      this.#pending.delete(key)
      pending.work()
    }
  }
}
