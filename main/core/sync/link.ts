import type { Instant } from '../../../shared/kernel/ids.js'
import type { Failure } from '../fhir/failure.js'

/** Longest pause between two tries to reach an EHR that does not answer. A knock that finds nobody costs it nothing. */
const knockMs = 8_000
/** Longest pause after an EHR has answered with a problem of its own. */
const longestMs = 300_000
const shortestMs = 1_000
/** Longest a server may ask to wait, milliseconds. */
export const longestAskedMs = 3_600_000

/** Full jitter: anything between a second and twice as long as the time before, so that workstations do not knock as one. */
export function pauseMs(attempts: number, random: () => number, atLeast = 0, longest = longestMs): number {
  const ceiling = Math.min(longest, shortestMs * 2 ** Math.min(attempts, 20))
  return Math.max(atLeast, Math.round(shortestMs + random() * Math.max(0, ceiling - shortestMs)))
}

export interface LinkDeps {
  now(): Date
  random(): number
  /** The state changed in a way a person sees. */
  onChange(): void
  /** The EHR answers again. */
  onUp(): void
}

/** Whether the EHR can be reached, since when it cannot, and how long to leave it alone. */
export class Link {
  readonly #deps: LinkDeps
  #state: 'connecting' | 'online' | 'offline' = 'connecting'
  #since: Instant | undefined
  #problem: string | undefined
  #attempts = 0
  #pausedUntil = 0

  constructor(deps: LinkDeps) {
    this.#deps = deps
  }

  get state(): 'connecting' | 'online' | 'offline' {
    return this.#state
  }
  get offlineSince(): Instant | undefined {
    return this.#since
  }
  /** Why it is offline, in words. */
  get problem(): string | undefined {
    return this.#problem
  }

  /** Milliseconds until the EHR may be asked again; 0 for now. */
  waitMs(): number {
    const wait = this.#pausedUntil - this.#deps.now().getTime()
    // Nothing pauses for longer than a server may ask: the clock was set back.
    return wait > 0 && wait <= longestAskedMs ? wait : 0
  }

  /** The EHR answered. */
  up(): void {
    const wasOnline = this.#state === 'online'
    this.#attempts = 0
    if (wasOnline) return
    this.#state = 'online'
    this.#since = undefined
    this.#problem = undefined
    this.#pausedUntil = 0
    this.#deps.onChange()
    this.#deps.onUp()
  }

  /** Nothing could be pulled: even an EHR that answers with its own problems is no use then. */
  roundFailed(failure: Failure): void {
    if (failure.kind === 'server' && failure.retryAfterMs === undefined) this.#down(failure.message)
    else this.failed(failure)
  }

  /** A request failed: what that says about the EHR as a whole. */
  failed({ kind, message, retryAfterMs }: Failure): void {
    if (kind === 'throttled' || (kind === 'server' && retryAfterMs !== undefined)) {
      this.#pause(retryAfterMs ?? pauseMs(this.#attempts, this.#deps.random))
    } else if (kind === 'network' || kind === 'truncated' || kind === 'not-fhir') {
      this.#down(message)
    } else if (kind !== 'server') {
      // Any other answer is an answer: the EHR is there. A problem of its own may be of one request only.
      this.up()
    }
  }

  /** Ask again at once: a person wants it, or the computer woke up. */
  hurry(): void {
    this.#pausedUntil = 0
  }

  #down(message: string): void {
    this.#attempts += 1
    this.#pause(pauseMs(this.#attempts - 1, this.#deps.random, 0, knockMs))
    if (this.#state === 'offline' && this.#problem === message) return
    if (this.#state !== 'offline') this.#since = this.#deps.now().toISOString() as Instant
    this.#state = 'offline'
    this.#problem = message
    this.#deps.onChange()
  }

  #pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#deps.now().getTime() + ms)
  }
}
