/** The rate is what was measured within this, milliseconds: what is slow now counts, not what was fast before. */
const windowMs = 20_000
/** Nothing is said before so long was measured, nor after so long without any progress, milliseconds. */
const enoughMs = 3_000
const stalledMs = 8_000
/** Marks are kept this far apart, milliseconds. */
const apartMs = 250
/** How much a new measurement moves the end that was told, for each second that went by. */
const easePerSecond = 0.2

interface Mark {
  at: number
  done: number
}

/**
 * How long something still takes, from the rate at which it went lately. What it says moves slowly, and it says nothing
 * rather than guess: not at the beginning, and not while nothing comes.
 */
export class Estimate {
  readonly #now: () => number
  #marks: Mark[] = []
  /** When it will be done, as it was told last; and when that was, by `now`. */
  #end: number | undefined
  #toldAt = 0

  /** `now`: milliseconds of a clock that only goes forward. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Begins anew: after a pause, a stop or a restart. */
  begin(done: number): void {
    this.#marks = [{ at: this.#now(), done }]
    this.#end = undefined
  }

  mark(done: number): void {
    const at = this.#now()
    const last = this.#marks.at(-1)
    if (!last || done < last.done) {
      this.begin(done)
      return
    }
    if (at - last.at < apartMs && this.#marks.length > 1) {
      last.done = done
      return
    }
    this.#marks.push({ at, done })
    while (this.#marks.length > 2 && (this.#marks[1] as Mark).at < at - windowMs) this.#marks.shift()
  }

  secondsLeft(total: number): number | undefined {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)]
    const now = this.#now()
    if (!first || !last || last.at - first.at < enoughMs || now - last.at > stalledMs) return undefined
    const rate = (last.done - first.done) / (last.at - first.at)
    if (rate <= 0) return undefined
    const end = now + Math.max(0, total - last.done) / rate
    const gone = (now - this.#toldAt) / 1000
    this.#end =
      this.#end === undefined ? end : this.#end + (end - this.#end) * (1 - (1 - easePerSecond) ** Math.max(0, gone))
    this.#toldAt = now
    return Math.max(1, Math.ceil((this.#end - now) / 1000))
  }
}
