import { undoLast } from '../../../data/index.js'
import type { Action } from './action.js'

export const undoActions: readonly Action[] = [
  {
    id: 'undo',
    keys: 'z',
    label: 'Undo what I did last',
    run: (working) => undoLast(({ task }) => task && working.select(task)),
    always: true,
  },
]
