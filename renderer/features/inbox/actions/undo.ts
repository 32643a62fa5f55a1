import { undoNewest } from '../../../data/toasts.js'
import type { Action } from './action.js'

export const undoActions: readonly Action[] = [
  { id: 'undo', keys: 'z', label: 'Undo', run: () => void undoNewest(), always: true },
]
