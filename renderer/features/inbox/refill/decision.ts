import type { InputOf } from '../../../../shared/contract/contract.js'
import type { TaskView } from '../../../../shared/contract/views/task.js'
import type { RefillAnswer, RefillOf, RefillView } from '../../../../shared/contract/views/work/refill.js'
import { amountWords, refillWords } from '../../../../shared/domain/medicine/supply.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'

/** What somebody is about to decide of a refill; as typed, so that nothing is lost on the way. */
export interface RefillDraft {
  as?: 'approve' | 'deny' | 'prescribed'
  /** By which prescription it was answered since. */
  prescription?: LocalId
  /** What of the prescription was seen when it was chosen. */
  seen?: string
  sig: string
  quantity: string
  refills: string
  reason: string
  how: 'message' | 'call'
  /** What the patient is told, once it was written over; until then it follows the decision. */
  text?: string
}

/** What is proposed: the same again. Nothing where each supply is a decision of its own. */
export function firstDraft({ of, portal }: Pick<RefillView, 'of' | 'portal'>): RefillDraft {
  const same = of && !of.decidedEachTime
  return {
    sig: of?.sig ?? '',
    quantity: same && of.quantity !== undefined ? String(of.quantity) : '',
    refills: same && of.refills !== undefined ? String(of.refills) : '',
    reason: '',
    how: portal === 'yes' ? 'message' : 'call',
  }
}

const amount = /^[1-9]\d{0,3}$/
const times = /^\d{1,2}$/

/** What keeps the draft from being decided, by its field. */
export function missing(draft: RefillDraft, of: RefillOf | undefined): Partial<Record<keyof RefillDraft, string>> {
  if (draft.as === 'deny') return draft.reason.trim() === '' ? { reason: 'Say why, for the team and the patient.' } : {}
  if (draft.as === 'prescribed') return draft.prescription ? {} : { prescription: 'Say which prescription it is.' }
  const found: Partial<Record<keyof RefillDraft, string>> = {}
  if (draft.sig.trim() === '') found.sig = 'Say how it is taken.'
  const must = of?.decidedEachTime === true
  if (draft.quantity.trim() !== '' ? !amount.test(draft.quantity.trim()) : must)
    found.quantity = 'A whole number, 1 to 9,999.'
  if (draft.refills.trim() !== '' ? !times.test(draft.refills.trim()) : must) found.refills = 'A whole number, 0 to 99.'
  return found
}

/** Whether directions were changed, so that it is another prescription than before. */
export const isChange = (draft: RefillDraft, of: RefillOf): boolean =>
  draft.sig.trim().replace(/\s+/g, ' ').toLowerCase() !== (of.sig ?? '').trim().replace(/\s+/g, ' ').toLowerCase()

/** `Lisinopril 20 mg`: without its form, as one says it to a patient. */
const said = (text: string): string =>
  text
    .replace(/ (tablet|capsule|inhaler|cream|gel|injection pen|pen)s?$/i, '')
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())

/** The prescription a draft names as the answer. */
const answerIn = (draft: RefillDraft, answers: readonly RefillAnswer[]): RefillAnswer | undefined =>
  draft.as === 'prescribed' ? answers.find(({ id }) => id === draft.prescription) : undefined

/** What the patient is told unless somebody writes it differently. */
export function tellingOf(
  draft: RefillDraft,
  { of, answers }: Pick<RefillView, 'of' | 'answers'>,
  asked: string,
): string {
  if (draft.text !== undefined) return draft.text
  const answer = answerIn(draft, answers)
  if (draft.as === 'prescribed' && !answer) return ''
  if (answer) return `Your ${said(answer.text)} is prescribed${answer.sig ? `: ${answer.sig}` : ''}.`
  const name = of ? said(of.text) : asked.replace(/^refill: /i, '')
  if (draft.as === 'deny') {
    const why = draft.reason.trim().replace(/[.]$/, '')
    return `We could not refill your ${name} yet${why ? `: ${why}` : ''}. Please call us if you have questions.`
  }
  const [quantity, refills] = [draft.quantity.trim(), draft.refills.trim()]
  const supply = [
    quantity && amountWords(Number(quantity), of?.quantityUnit),
    refills && refillWords(Number(refills)),
  ].filter(Boolean)
  const words = `Your ${name} is approved${supply.length > 0 ? `: ${supply.join(', ')}` : ''}.`
  return of && isChange(draft, of) ? `${words} Please take it like this from now on: ${draft.sig.trim()}.` : words
}

/** The command the draft comes to. */
export function decisionOf(
  task: TaskView & { patient: NonNullable<TaskView['patient']> },
  view: RefillView,
  draft: RefillDraft,
): InputOf<'refill.decide'> {
  const { of } = view
  const [quantity, refills, reason] = [draft.quantity.trim(), draft.refills.trim(), draft.reason.trim()]
  return {
    patient: task.patient.id,
    task: task.id,
    seen: draft.seen ?? view.seen,
    decision:
      draft.as === 'deny'
        ? { as: 'deny', reason }
        : draft.as === 'prescribed' && draft.prescription
          ? { as: 'prescribed', prescription: draft.prescription }
          : {
              as: 'approve',
              sig: draft.sig.trim(),
              ...(quantity && { quantity: Number(quantity) }),
              ...(quantity && of?.quantityUnit && { quantityUnit: of.quantityUnit }),
              ...(refills && { refills: Number(refills) }),
              ...(reason && { reason }),
            },
    tell: { how: draft.how, text: tellingOf(draft, view, task.text).trim() },
  }
}
