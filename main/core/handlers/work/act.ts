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
  /** The task it was done under; of several, call `tx.under` before what is done under each. */
  task?: LocalId | undefined
  /** The words being written for the task, or without one for the patient, that this uses up (`reply`, `comment`): they go with it, and come back with its undo. */
  drafts?: readonly string[] | undefined
  /** Where those words stand, when it is neither under the task nor under the patient. */
  draft?: string | undefined
}

/**
 * Does something of the inbox: everything of it is saved, or nothing. Answers what `change` answers. It can be taken back
 * by `tx.deed`; messages to patients, orders, prescriptions and appointments in it leave some seconds later, and not before
 * the EHR has confirmed what was done to the task. They may refer to the task, the task never to them.
 */
export function act<T>(context: Context, { who, ...deed }: Deed, change: (tx: Writer) => T): T {
  const made = context.store.commit({ who: who.id, at: context.at() }, (tx) => {
    tx.begin({ id: context.newId(), ...deed })
    return change(tx)
  })
  context.sync.poke()
  return made
}
