import type { Link } from './link.js'

/** Between two rounds: while the EHR says by itself what changed, and while it does not, milliseconds. */
const seldomMs = 15_000
const oftenMs = 5_000

export interface RoundsDeps {
  may: () => boolean
  link: Link
  /** Whether the EHR says by itself what changed. */
  seldom: () => boolean
  round: () => Promise<void>
  /** One ended well. */
  onDone: () => void
  onTrouble: (error: unknown) => void
}

/** When the next round with the EHR is: at once where it is wanted, else after a while; and never two at a time. */
export class Rounds {
  readonly #deps: RoundsDeps
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  constructor(deps: RoundsDeps) {
    this.#deps = deps
  }

  /** The one that runs, if any. */
  get running(): Promise<void> | undefined {
    return this.#running
  }

  now(): void {
    this.#in(() => 0)
  }

  /** The next one, counted from now. */
  plan(): void {
    const { link, seldom } = this.#deps
    this.#in(() => (link.state === 'offline' ? link.waitMs() : Math.max(seldom() ? seldomMs : oftenMs, link.waitMs())))
  }

  cancel(): void {
    clearTimeout(this.#timer)
  }

  #in(waitMs: () => number): void {
    this.cancel()
    if (this.#deps.may()) this.#timer = setTimeout(() => this.#run(), waitMs())
  }

  #run(): void {
    const { round, onDone, onTrouble } = this.#deps
    this.#running ??= round()
      .then(onDone)
      .catch(onTrouble)
      .finally(() => {
        this.#running = undefined
        this.plan()
      })
  }
}
