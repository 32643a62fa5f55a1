import type { Action } from './action.js'

/** What belongs to results alone. */
export const resultActions: readonly Action[] = []
