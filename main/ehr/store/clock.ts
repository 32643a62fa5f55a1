/** The server's one clock. Every write takes a moment of its own from it, later than every moment before. */
export interface ServerClock {
  /** Milliseconds since 1970; strictly greater than any answer before, also when the machine's clock is set back. */
  next(): number
  /**
   * Runs `work` with one moment taken earlier; used to play a commit that became visible late. `all`: every write of it
   * takes that moment, as in a bulk import.
   */
  at<T>(moment: number, work: () => T, all?: boolean): T
}

/** `wall` is the machine's time in milliseconds; `last` the latest moment already used. */
export function serverClock(wall: () => number, last: number): ServerClock {
  let latest = last
  let taken: number | undefined
  let stays = false
  return {
    next() {
      if (taken !== undefined) {
        const moment = taken
        if (!stays) taken = undefined
        return moment
      }
      latest = Math.max(latest + 1, Math.floor(wall()))
      return latest
    },
    at(moment, work, all = false) {
      taken = moment
      stays = all
      try {
        return work()
      } finally {
        taken = undefined
        stays = false
      }
    },
  }
}
