import type { RefillView } from '../../../../shared/contract/views/work/refill.js'
import { draftOf, setDraft, useDraft } from '../../../data/index.js'
import { firstDraft, type RefillDraft } from './decision.js'

type View = Pick<RefillView, 'of' | 'portal'>

const what = 'refill'

function read({ data }: { data?: string | undefined }, view: View): RefillDraft {
  return data === undefined ? firstDraft(view) : { ...firstDraft(view), ...(JSON.parse(data) as Partial<RefillDraft>) }
}

export const refillDraft = (task: string, view: View): RefillDraft => read(draftOf(task, what), view)

export const useRefillDraft = (task: string, view: View): RefillDraft => read(useDraft(task, what), view)

/** Keeps it on the disk like anything that was typed; deciding uses it up. */
export const keepRefillDraft = (task: string, draft: RefillDraft): void =>
  setDraft(task, what, { text: draft.text ?? draft.reason, data: JSON.stringify(draft) })
