/** The server's one clock. Every write takes a moment of its own from it, later than every moment before. */
export interface ServerClock {
  /** Milliseconds since 1970; strictly greater than any answer before, also when the machine's clock is set back. */
  next(): number
  /** Runs `work` with one moment taken earlier; used to play a commit that became visible late. */
  at<T>(moment: number, work: () => T): T
}

/** `wall` is the machine's time in milliseconds; `last` the latest moment already used. */
export function serverClock(wall: () => number, last: number): ServerClock {
  let latest = last
  let taken: number | undefined
  return {
    next() {
      if (taken !== undefined) {
        const moment = taken
        taken = undefined
        return moment
      }
      latest = Math.max(latest + 1, Math.floor(wall()))
      return latest
    },
    at(moment, work) {
      taken = moment
      try {
        return work()
      } finally {
        taken = undefined
      }
    },
  }
}
