import { useKeys } from '../../../data/index.js'
import type { Working } from '../working.js'
import { type Action, wordsOf } from './action.js'
import { callActions } from './calls.js'
import { chooseActions } from './choose.js'
import { onceHere } from './here.js'
import { listActions } from './list.js'
import { manyActions } from './many.js'
import { messageActions, writeSoon } from './messages.js'
import { orderActions } from './orders.js'
import { refillActions } from './refill.js'
import { resultActions } from './results.js'
import { teamActions } from './team.js'
import { undoActions } from './undo.js'
import { workActions } from './work.js'

/** Everything that can be done in the inbox; each group has its file. Where two share a key, `when` parts them. */
export const actions: readonly Action[] = [
  ...workActions,
  ...teamActions,
  ...onceHere(messageActions),
  writeSoon,
  ...onceHere(resultActions.filter(({ id }) => id !== 'lane')),
  ...resultActions.filter(({ id }) => id === 'lane'),
  ...onceHere(refillActions),
  ...onceHere(orderActions),
  ...onceHere(callActions),
  ...undoActions,
  ...listActions,
  ...chooseActions,
  ...manyActions,
]

/** Whether an action is possible now. With items chosen nothing is done by accident to the one that is merely in view. */
export const allowed = (action: Action, working: Working): boolean =>
  working.chosen.size > 0 && !action.always ? dealsWithMany(action, working) : (action.when?.(working) ?? true)

const dealsWithMany = ({ many = false }: Action, working: Working): boolean =>
  typeof many === 'function' ? many(working) : many

/** Runs an action, or opens what it asks first. */
export function start(action: Action, working: Working): void {
  if (action.panel) working.open(action.id)
  else void action.run?.(working)
}

/** Binds the keys of every action that is possible now. */
export function useActionKeys(working: Working): void {
  useKeys(
    'Inbox',
    actions.map((action) => ({
      keys: action.keys,
      label: wordsOf(action.label, working),
      when: allowed(action, working),
      run: () => start(action, working),
      ...(action.quiet && { quiet: true }),
    })),
  )
}
