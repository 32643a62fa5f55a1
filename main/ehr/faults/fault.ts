import type { Habits } from '../rest/habits.js'
import type { Answer } from '../rest/interaction.js'
import type { ServerClock } from '../store/clock.js'
import type { ReadingBehaviour } from './reading.js'
import type { WriteBehaviour } from './write-behaviour.js'

/**
 * A bad-server behaviour, for tests of clients: which requests it strikes, how often, and what it does to them.
 * Plain data, so that it can be posted to `/faults` as well as given to `createEhr`.
 */
export interface Fault {
  when?: RequestMatch
  /** Leaves that many matching requests alone first. */
  skip?: number
  /** Strikes that many times, then never again. Without it: every time. */
  times?: number
  behaviour: Behaviour
}

/** All that is given must fit: the request itself, or an entry of the Bundle it brings. */
export interface RequestMatch {
  method?: string | string[]
  /** A regular expression the path below the base address must match, query included: `^Task`. */
  path?: string
  /** A regular expression the body's text must match. */
  body?: string
}

export type Behaviour =
  | ReadingBehaviour
  /** Answers with this status and an OperationOutcome, without doing the work. */
  | { kind: 'status'; status: number; retryAfter?: number | string }
  /** Does the work, then drops the connection before a byte of the answer. */
  | { kind: 'lost-response' }
  /** Drops the connection without doing the work. */
  | { kind: 'lost-request' }
  | { kind: 'latency'; milliseconds: number }
  /** Sends the head with the full length, then only the first part of the body. */
  | { kind: 'truncated-body'; bytes?: number }
  | { kind: 'no-etag' }
  /** Runs a transaction entry by entry without rollback and answers as a batch. */
  | { kind: 'transaction-as-batch' }
  /** Takes the write's moment now and commits it later: it becomes visible behind what others wrote meanwhile. */
  | { kind: 'slow-commit'; milliseconds: number }
  /** Treats the bearer token as expired. */
  | { kind: 'token-expired' }
  /** Answers 200, or as it says, with a web page, as a captive portal or a proxy does. */
  | { kind: 'html-page'; status?: number }
  | { kind: 'ignore-if-match' }
  /** Treats If-None-Exist as if it had not been sent. */
  | { kind: 'ignore-if-none-exist' }
  | { kind: 'ignore-since' }
  /** Does not know JSON Patch (415). */
  | { kind: 'no-patch' }
  | WriteBehaviour

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
