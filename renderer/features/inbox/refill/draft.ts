import type { RefillOf } from '../../../../shared/contract/views/work/refill.js'
import { draftOf, setDraft, useDraft } from '../../../data/index.js'
import { firstDraft, type RefillDraft } from './decision.js'

const what = 'refill'

function read({ data }: { data?: string | undefined }, of: RefillOf | undefined): RefillDraft {
  return data === undefined ? firstDraft(of) : { ...firstDraft(of), ...(JSON.parse(data) as Partial<RefillDraft>) }
}

export const refillDraft = (task: string, of: RefillOf | undefined): RefillDraft => read(draftOf(task, what), of)

export const useRefillDraft = (task: string, of: RefillOf | undefined): RefillDraft => read(useDraft(task, what), of)

/** Keeps it on the disk like anything that was typed; null forgets it. */
export const keepRefillDraft = (task: string, draft: RefillDraft | null): void =>
  setDraft(task, what, draft === null ? '' : { text: draft.text ?? draft.reason, data: JSON.stringify(draft) })
