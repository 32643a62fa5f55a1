import type { OrderData } from '../../../../shared/domain/chip/order.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { draftOf, setDraft, useDraft } from '../../../data/index.js'

/** What is to be done with a result besides reviewing it; the message and the comment are kept as words of their own. */
export interface ResultDraft {
  orders: OrderData[]
  stops: { medicine: LocalId; name: string; reason?: string }[]
  /** Who tells the patient instead of the reviewer. */
  tell?: { to: LocalId; name: string }
}

const what = 'result'
const none: ResultDraft = { orders: [], stops: [] }

const read = (data: string | undefined): ResultDraft =>
  data === undefined ? none : { ...none, ...(JSON.parse(data) as Partial<ResultDraft>) }

export const resultDraft = (task: string): ResultDraft => read(draftOf(task, what).data)

export const useResultDraft = (task: string): ResultDraft => read(useDraft(task, what).data)

/** Keeps it on the disk like anything that was typed; null forgets it. */
export function keepResultDraft(task: string, draft: ResultDraft | null): void {
  const isEmpty = !draft || (draft.orders.length === 0 && draft.stops.length === 0 && !draft.tell)
  setDraft(task, what, isEmpty ? '' : { text: '', data: JSON.stringify(draft) })
}
