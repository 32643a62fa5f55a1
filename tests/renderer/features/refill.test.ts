import { describe, expect, it } from 'vitest'
import {
  decisionOf,
  firstDraft,
  missing,
  type RefillDraft,
  tellingOf,
} from '../../../renderer/features/inbox/refill/decision.js'
import type { TaskView } from '../../../shared/contract/views/task.js'
import type { RefillOf } from '../../../shared/contract/views/work/refill.js'
import { asLocalId } from '../../../shared/kernel/ids.js'

const lisinopril: RefillOf = {
  id: asLocalId('m'),
  text: 'Lisinopril 20 mg tablet',
  sig: '1 tablet daily',
  quantity: 90,
  quantityUnit: 'tablets',
  refills: 3,
  status: 'active',
  decidedEachTime: false,
}
const oxycodone: RefillOf = { ...lisinopril, text: 'Oxycodone 5 mg tablet', decidedEachTime: true }
const task = { id: 't', text: 'Refill: lisinopril', patient: { id: 'p' } } as unknown as TaskView & {
  patient: NonNullable<TaskView['patient']>
}
const chosen = (of: RefillOf | undefined, more: Partial<RefillDraft> = {}): RefillDraft => ({
  ...firstDraft({ of, portal: 'yes' }),
  as: 'approve',
  ...more,
})

describe('deciding a refill', () => {
  it('proposes the same again, and chooses nothing by itself', () => {
    expect(firstDraft({ of: lisinopril, portal: 'yes' })).toEqual({
      sig: '1 tablet daily',
      quantity: '90',
      refills: '3',
      reason: '',
      how: 'message',
    })
    expect(firstDraft({ of: oxycodone, portal: 'unknown' })).toMatchObject({
      sig: '1 tablet daily',
      quantity: '',
      refills: '',
      how: 'call',
    })
  })

  it('says which field keeps it', () => {
    expect(missing(chosen(lisinopril), lisinopril)).toEqual({})
    expect(Object.keys(missing(chosen(lisinopril, { sig: ' ', quantity: '1.5', refills: '-1' }), lisinopril))).toEqual([
      'sig',
      'quantity',
      'refills',
    ])
    expect(Object.keys(missing(chosen(oxycodone), oxycodone))).toEqual(['quantity', 'refills'])
    expect(Object.keys(missing(chosen(lisinopril, { as: 'deny' }), lisinopril))).toEqual(['reason'])
  })

  it('tells the patient what was decided, in words one may write over', () => {
    expect(tellingOf(chosen(lisinopril), { of: lisinopril, answers: [] }, task.text)).toBe(
      'Your lisinopril 20 mg is approved: 90 tablets, 3 refills.',
    )
    expect(
      tellingOf(chosen(lisinopril, { sig: '2 tablets daily' }), { of: lisinopril, answers: [] }, task.text),
    ).toContain('like this from now on: 2 tablets daily.')
    expect(tellingOf(chosen(undefined, { as: 'deny', reason: 'A visit is due.' }), { answers: [] }, task.text)).toBe(
      'We could not refill your lisinopril yet: A visit is due. Please call us if you have questions.',
    )
    expect(tellingOf(chosen(lisinopril, { text: 'Done' }), { of: lisinopril, answers: [] }, task.text)).toBe('Done')
  })

  it('asks for what was seen when it was chosen, not for what stands now', () => {
    const view = { seen: 'now', portal: 'yes' as const, of: lisinopril, answers: [], earlier: [] }
    expect(decisionOf(task, view, chosen(lisinopril, { seen: 'then' }))).toEqual({
      patient: 'p',
      task: 't',
      seen: 'then',
      decision: { as: 'approve', sig: '1 tablet daily', quantity: 90, quantityUnit: 'tablets', refills: 3 },
      tell: { how: 'message', text: 'Your lisinopril 20 mg is approved: 90 tablets, 3 refills.' },
    })
    expect(decisionOf(task, view, chosen(lisinopril, { as: 'deny', reason: 'No', how: 'call' }))).toMatchObject({
      decision: { as: 'deny', reason: 'No' },
      tell: { how: 'call' },
    })
  })

  it('is the prescription made since, which the patient is told of', () => {
    const answer = { id: asLocalId('albuterol'), text: 'Albuterol 90 mcg inhaler', sig: '2 puffs as needed' }
    const view = { seen: 'now', portal: 'yes' as const, answers: [answer], earlier: [] }
    const draft = chosen(undefined, { as: 'prescribed', prescription: answer.id })
    expect(missing(draft, undefined)).toEqual({})
    expect(Object.keys(missing({ ...draft, prescription: undefined as never }, undefined))).toEqual(['prescription'])
    // Until it is said which one, the patient is told nothing.
    expect(tellingOf(chosen(undefined, { as: 'prescribed' }), view, task.text)).toBe('')
    expect(decisionOf(task, view, draft)).toMatchObject({
      decision: { as: 'prescribed', prescription: 'albuterol' },
      tell: { text: 'Your albuterol 90 mcg is prescribed: 2 puffs as needed.' },
    })
  })
})
