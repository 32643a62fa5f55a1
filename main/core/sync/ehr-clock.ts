/** Clocks that differ by less cannot be told apart by an answer's date, milliseconds. */
const tellsMs = 1_500

/** The EHR's clock beside this computer's, as its answers tell it. */
export class EhrClock {
  readonly #now: () => Date
  #aheadMs = 0
  #minutesAhead = 0

  constructor(now: () => Date) {
    this.#now = now
  }

  /** The present instant by the EHR's clock, as far as it was heard, to about a second; by this computer's until then. */
  now(): Date {
    return new Date(this.#now().getTime() - this.#aheadMs)
  }

  /** By how many minutes this computer's clock is ahead of the EHR's. */
  get minutesAhead(): number {
    return this.#minutesAhead
  }

  /** An answer came, with the EHR's date and this computer's; answers whether the minutes between them are others now. */
  heard(server: Date, local: Date): boolean {
    // An answer's date is cut to the second: on average it is half a second behind.
    const ahead = local.getTime() - server.getTime() - 500
    this.#aheadMs = Math.abs(ahead) < tellsMs ? 0 : ahead
    const minutes = Math.round((local.getTime() - server.getTime()) / 60_000)
    if (minutes === this.#minutesAhead) return false
    this.#minutesAhead = minutes
    return true
  }
}
