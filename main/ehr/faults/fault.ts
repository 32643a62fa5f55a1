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
