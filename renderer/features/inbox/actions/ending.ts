import { isResult } from '../result/act.js'
import type { Working } from '../working.js'
import { recordsCall } from './calls.js'
import { mustSettle } from './orders.js'
import { decidesRefill } from './refill.js'

/** Whether the item in view is not simply finished: it asks what was decided, or who was reached. */
export const endsOtherwise = (working: Working): boolean =>
  decidesRefill(working) || mustSettle(working) || recordsCall(working) || isResult(working)
