/** What servers do otherwise when something is written. */
export type WriteBehaviour =
  /** Does the work, then answers with this status all the same. */
  | { kind: 'status-after'; status: number }
  /** Does the work, then a proxy answers with a web page. */
  | { kind: 'html-after' }
  /** Answers a write without a body, whatever was preferred. */
  | { kind: 'empty-body' }
  /** How the answer to a write says where the resource is. */
  | { kind: 'location'; form: LocationForm }
  /** Refuses (400) a transaction of more conditional creates, or of more updates. */
  | { kind: 'transaction-limit'; creates?: number; updates?: number }
  /** Calls the answer to a transaction so, turns its entries round, or leaves the last ones out. */
  | { kind: 'transaction-answer'; type?: string; reversed?: boolean; leaveOut?: number }
  /** Answers a transaction without the resources, saying only where they are. */
  | { kind: 'terse-transaction' }
  /** Takes references to what is not here. */
  | { kind: 'dangling' }
  /** Does not carry out the `test` operations of a JSON Patch. */
  | { kind: 'ignore-test' }
  /** Refuses (400) to test what is in `meta`. */
  | { kind: 'refuse-test' }
  /** A PUT to a deleted resource brings it back. */
  | { kind: 'revive'; status: 200 | 201 }
  /** A PUT to an id nobody has creates the resource there. */
  | { kind: 'put-creates' }
  /** What was deleted is answered as if it had never been (404). */
  | { kind: 'forget-deleted' }
  /** An update that changes nothing makes no new version. */
  | { kind: 'no-change-no-version' }
  /** Answers an update with what was there before it. */
  | { kind: 'stale-answer' }
  /** Keeps another form of what it was sent. */
  | { kind: 'normalise'; how: Normalisation[] }

export type LocationForm = 'without-history' | 'relative' | 'other-host' | 'content-location' | 'none'

export type Normalisation =
  /** Writes a narrative. */
  | 'text'
  /** Puts elements, and the items of lists, in another order. */
  | 'order'
  /** Forgets extensions. */
  | 'extensions'
  /** 1.10 becomes 1.1. */
  | 'decimals'
