import type { Habits } from '../rest/habits.js'
import type { Answer } from '../rest/interaction.js'
import type { ServerClock } from '../store/clock.js'

/** A request on its way through the server; faults may change it. */
export interface Exchange {
  method: string
  /** Path below the base address, without the query. */
  path: string
  query: [string, string][]
  headers: Record<string, string | undefined>
  /** The body's text. */
  body: string
  transactionAsBatch: boolean
  /** How the server writes, this once. */
  habits: Habits
  /** The server moment its write takes, when that was fixed beforehand. */
  moment: number | undefined
  /** All it writes takes that one moment. */
  oneMoment?: boolean
  /** Searches page by offset, up to this one. */
  offsets?: { most: number }
}

/** What leaves the server: an answer, or no answer, or the beginning of one. */
export type Departure = { answer: Answer } | { dropped: true } | { answer: Answer; cutAfter: number }

/** What a behaviour does at each of the two points where it can act. */
export interface Effect {
  /** Before sign-in is checked and work is done. An answer or a drop ends the exchange here. */
  before?(exchange: Exchange): Promise<Departure | undefined> | Departure | undefined
  /** After the work. */
  after?(departure: Departure): Departure
}

export interface EffectDeps {
  clock: ServerClock
  /** The machine's time in milliseconds since 1970. */
  wall(): number
  /** What of a type was deleted since a moment. */
  tombstones(type: string, since: number): { type: string; id: string; updated: number }[]
  /** Waits, milliseconds. */
  delay(milliseconds: number): Promise<unknown>
}
