import type { Later } from '../../../../renderer/editor/journal/options.js'

/** Time that passes only when told to. */
export class Clock {
  now = 0
  #tasks: { at: number; order: number; task: () => void }[] = []
  #order = 0

  later: Later = (task, ms) => {
    const entry = { at: this.now + ms, order: this.#order++, task }
    this.#tasks.push(entry)
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry)
    }
  }

  /** Lets what is due within `ms` happen, in order, with everything that follows from it. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms
    await settle()
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.now = Math.max(this.now, next.at)
      this.#tasks = this.#tasks.filter((other) => other !== next)
      next.task()
      await settle()
    }
    this.now = end
  }

  #next(end: number) {
    return this.#tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0]
  }
}

/** Runs out the queue of promises, however many follow one another. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
