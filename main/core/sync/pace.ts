import type { Store } from '../store/store.js'

/** Somebody who changed something so recently works here, milliseconds. */
const hereMs = 5_000
/** How long a slice may hold up whatever else the core is asked: while somebody works, and while nobody does. */
const targetMs = { here: 15, away: 120 }
/** Pages the log of changes may gather before they are moved into the file, which holds things up, too. */
const logPages = { here: 200, away: 8_000 }
const fewest = 10
const most = 500

/**
 * How many resources are written in one transaction: few while somebody works, so that typing never waits; many while
 * nobody does, since a transaction of many costs far less for each.
 */
export class Pace {
  readonly #store: Store
  #perRowMs = 0.5
  #isHere: boolean | undefined

  constructor(store: Store) {
    this.#store = store
  }

  /** The size of the next slice, resources. */
  next(): number {
    const isHere = this.#store.idleMs < hereMs
    if (isHere !== this.#isHere) {
      this.#isHere = isHere
      this.#store.db.pragma(`wal_autocheckpoint = ${isHere ? logPages.here : logPages.away}`)
    }
    const fitting = Math.floor((isHere ? targetMs.here : targetMs.away) / this.#perRowMs)
    return Math.min(most, Math.max(fewest, fitting))
  }

  /** A slice of so many took so long. A pause of the disk counts, but not for ever. */
  took(rows: number, ms: number): void {
    if (rows === 0) return
    this.#perRowMs += (Math.min(ms / rows, 5) - this.#perRowMs) / 4
  }
}
