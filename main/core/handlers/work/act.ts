import type { Staff } from '../../../../shared/contract/views/session.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Writer } from '../../store/write.js'
import type { Context } from '../context.js'

/** What one key press did, in one transaction: a review with its message and its orders, a claim, twelve reviews at once. */
export interface Deed {
  who: Staff
  /** What was done, for the list of what can be taken back: `Reviewed Potassium 6.1 mmol/L`. */
  words: string
  patient?: LocalId | undefined
  /** The task it was done under. */
  task?: LocalId | undefined
}

/** Does something of the inbox: everything of it is saved, or nothing. Answers what `change` answers. */
export function act<T>(context: Context, deed: Deed, change: (tx: Writer) => T): T {
  const made = context.store.commit({ who: deed.who.id, at: context.at() }, change)
  context.sync.poke()
  return made
}
