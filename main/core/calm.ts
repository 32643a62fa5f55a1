/** So long after the last thing anybody did at a window they are taken to read or think, milliseconds. */
const calmMs = 120

interface Waiting {
  /** When it is done whatever somebody does. */
  latest: number
  work: () => void
  timer: NodeJS.Timeout | undefined
}

/**
 * Puts off what nobody waits for until nobody is in the middle of something, so that it never stands between a key and
 * what the key brings; by a bounded time.
 */
export class Calm {
  #stirredAt = Number.NEGATIVE_INFINITY
  readonly #waiting = new Set<Waiting>()

  /** Somebody at a window does or asks something. */
  stir(): void {
    this.#stirredAt = performance.now()
  }

  /** Runs `work` when it is calm, after `longestMs` at the latest; not at once. Answers what calls it off. */
  soon(longestMs: number, work: () => void): () => void {
    const waiting: Waiting = { latest: performance.now() + longestMs, work, timer: undefined }
    this.#waiting.add(waiting)
    this.#wait(waiting)
    return () => {
      clearTimeout(waiting.timer)
      this.#waiting.delete(waiting)
    }
  }

  /** Nothing that was put off is done any more. */
  stop(): void {
    for (const { timer } of this.#waiting) clearTimeout(timer)
    this.#waiting.clear()
  }

  #wait(waiting: Waiting): void {
    const now = performance.now()
    const calmAt = Math.min(this.#stirredAt + calmMs, waiting.latest)
    waiting.timer = setTimeout(
      () => {
        // Somebody went on meanwhile.
        const after = performance.now()
        if (after < Math.min(this.#stirredAt + calmMs, waiting.latest)) return this.#wait(waiting)
        this.#waiting.delete(waiting)
        waiting.work()
      },
      Math.max(0, calmAt - now),
    ).unref()
  }
}
