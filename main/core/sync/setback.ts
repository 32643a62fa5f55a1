import type { Instant } from '../../../shared/kernel/ids.js'
import type { Failure } from '../fhir/failure.js'
import { back, type Entry, entryBy, lost } from '../outbox/entry.js'
import type { Receiver } from '../store/receive.js'
import { run } from '../store/statement.js'
import { type Link, pauseMs } from './link.js'
import type { Settle } from './settle.js'

export interface SetbackDeps {
  link: Link
  now(): Date
  random(): number
}

/** Answers after which only a person can go on. */
const needsAPerson = new Set<Failure['kind']>(['forbidden', 'invalid', 'not-found', 'precondition'])

/** The link failed; it says itself when to try again. */
const ofTheLink = new Set<Failure['kind']>(['network', 'truncated', 'not-fhir', 'throttled'])

/** Entries remembered as cut off while others got through. */
const mostRemembered = 500

/** While it was under way it became a person's to look at, as when its patient is no longer shown: it stays so. */
const isAPersons = (tx: Receiver, { seq }: Entry): boolean => {
  const state = entryBy(tx.db, seq)?.state
  return state === 'parked' || state === 'conflict'
}

/** What becomes of changes that did not get through. */
export class Setback {
  readonly #deps: SetbackDeps
  readonly #settle: Settle
  /** How often each was cut off although the EHR was there: it may be what the EHR stumbles over. */
  readonly #cuts = new Map<number, number>()

  constructor(deps: SetbackDeps, settle: Settle) {
    this.#deps = deps
    this.#settle = settle
  }

  failed(entry: Entry, answer: Failure): void {
    if (needsAPerson.has(answer.kind)) this.park(entry, answer.message)
    else this.retry([entry], answer)
  }

  /** Waits for a person; what depends on it waits with it, everything else goes on. */
  park(entry: Entry, reason: string): void {
    this.#deps.link.up()
    this.#settle.mark([entry], (tx) => {
      back(tx.db, entry, 'parked', null, reason)
      // It is known not to be there: whoever tries again need not look for it first.
      run(tx.db, 'UPDATE outbox SET attempts = 0 WHERE seq = ?', entry.seq)
    })
  }

  /** They did not arrive, and leave again now: in another way. */
  again(entries: readonly Entry[]): void {
    this.#deps.link.up()
    this.#settle.mark(entries, (tx) => {
      for (const entry of entries) if (!isAPersons(tx, entry)) back(tx.db, entry, 'waiting', null, null)
    })
  }

  /** They are tried again after a while; `mayHaveArrived` when not even that is known. */
  retry(entries: readonly Entry[], answer: Failure, mayHaveArrived = answer.uncertain): void {
    const { link, now, random } = this.#deps
    const wasThere = link.state === 'online'
    link.failed(answer)
    this.#settle.mark(entries, (tx) => {
      for (const entry of entries) {
        if (isAPersons(tx, entry)) continue
        const pause = this.#pause(entry, answer, wasThere, random)
        const next = new Date(now().getTime() + pause).toISOString() as Instant
        if (mayHaveArrived || entry.sent !== null) lost(tx.db, entry, next, answer.message)
        else back(tx.db, entry, 'waiting', next, answer.message)
      }
    })
  }

  /**
   * While nobody answers, the link says when to try again, and then everything is due at once. Only what is cut off again
   * and again while the EHR answers others stands back, so that it keeps nobody from getting through.
   */
  #pause(entry: Entry, answer: Failure, wasThere: boolean, random: () => number): number {
    if (!ofTheLink.has(answer.kind)) return pauseMs(entry.attempts, random, answer.retryAfterMs)
    if (answer.kind === 'throttled' || !wasThere) return 0
    if (this.#cuts.size >= mostRemembered) this.#cuts.clear()
    const cuts = (this.#cuts.get(entry.seq) ?? 0) + 1
    this.#cuts.set(entry.seq, cuts)
    return cuts > 1 ? pauseMs(cuts, random) : 0
  }
}
