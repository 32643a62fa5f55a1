import type { RefusalCode } from '../../../shared/kernel/result.js'

/** Where what was typed has got to. */
export interface JournalState {
  /** How many steps of the note the journal holds. */
  version: number
  /** Steps made here that the journal has not confirmed. */
  unsaved: number
  /** When the last step typed so far was on disk: an instant; undefined while any is not, and before the first. */
  savedAt?: string
  /** Why steps are not going in. `waiting` is tried again by itself; `stopped` needs a person. */
  problem?: { kind: 'waiting' | 'stopped'; code: RefusalCode; message: string }
}
