import type { TaskView } from '../../../../shared/contract/views/task.js'
import type { RefillView } from '../../../../shared/contract/views/work/refill.js'
import { may } from '../../../../shared/domain/role.js'
import { bindPatient, client, draftsKept, sayDeed, send, toast, toastRefusal } from '../../../data/index.js'
import { leave } from '../leaving.js'
import { decisionOf, missing, type RefillDraft } from '../refill/decision.js'
import { keepRefillDraft, refillDraft } from '../refill/draft.js'
import { seenOf } from '../result/shown.js'
import { commentOn, unsent } from '../unsent.js'
import type { Working } from '../working.js'
import { type Action, isFree } from './action.js'
import { pressedTwice } from './pressedTwice.js'

/** Whether the item in view is a refill this person decides. */
export const decidesRefill = ({ row, staff }: Working): boolean =>
  isFree(row) && row.kind === 'refill-request' && staff !== undefined && may(staff.role, 'order.write')

async function seen({ row }: Working): Promise<RefillView | null> {
  if (!row) return null
  const answer = await client.ask('refill.view', { task: row.id })
  if (answer.ok) return answer.value
  toastRefusal(answer.refusal)
  return null
}

async function choose(working: Working, as: RefillDraft['as']): Promise<void> {
  const { row } = working
  const view = await seen(working)
  if (!row || !view || !as) return
  const draft = refillDraft(row.id, view)
  const [first, second] = view.answers
  // Of several, which one it was is for a person to say.
  const answer = view.answers.find(({ id }) => id === draft.prescription)?.id ?? (second ? undefined : first?.id)
  if (as === 'prescribed' && !first)
    return toast('Nothing was prescribed since this was asked for.', { tone: 'attention' })
  keepRefillDraft(row.id, {
    ...draft,
    ...(as === 'prescribed' && answer && { prescription: answer }),
    as,
    seen: seenOf(row.id) ?? view.seen,
  })
  if (as === 'deny') setTimeout(() => working.focus('reason'))
}

/** Decides as chosen and goes on to the next: the prescription, the patient's word and the task in one act. */
async function decide(working: Working): Promise<void> {
  const { row, view: task } = working
  if (!row || !task?.patient || task.id !== row.id) return
  const view = await seen(working)
  if (!view) return
  const draft = refillDraft(row.id, view)
  if (!draft.as) return toast('Approve or deny it first.', { tone: 'attention' })
  const [field, why] = Object.entries(missing(draft, view.of))[0] ?? []
  if (field) {
    working.focus(field === 'reason' ? 'reason' : 'directions')
    return toast(why ?? '', { tone: 'attention' })
  }
  // The next task has come to where this one was, and nobody has read it yet.
  if (pressedTwice()) return
  bindPatient(task.patient.id)
  const whole = task as TaskView & { patient: NonNullable<TaskView['patient']> }
  const comment = unsent(commentOn(row.id)).trim()
  await draftsKept()
  const decision = { ...decisionOf(whole, view, draft), ...(comment && { comment }) }
  const result = await leave(working.box, row.id, () => send('refill.decide', decision))
  if (!result.ok) {
    // What was read is not what stands: it is chosen anew, with everything that was typed.
    const { as: _as, seen: _seen, prescription: _prescription, ...typed } = draft
    if (result.refusal.code === 'stale') keepRefillDraft(row.id, typed)
    return toastRefusal(result.refusal)
  }
  working.select(working.after(row.id))
  const told = draft.how === 'call' ? '; the call is in your inbox' : ''
  const what = `${decided[draft.as]}: ${view.of?.text ?? row.text}`
  await sayDeed(`${what}, ${task.patient.shortName}${told}`, () => working.select(row.id))
}

const decided = { approve: 'Approved', deny: 'Denied', prescribed: 'Prescribed' } as const

/** Deciding a request for a refill. */
export const refillActions: readonly Action[] = [
  {
    id: 'decide-refill',
    keys: 'e',
    label: 'Do what is chosen for this refill and move on',
    when: decidesRefill,
    run: decide,
    bar: { at: 10, primary: true, icon: 'check', label: 'Decide and next' },
  },
  {
    id: 'approve-refill',
    keys: 'y',
    label: 'Approve the refill',
    when: decidesRefill,
    run: (w) => choose(w, 'approve'),
  },
  {
    id: 'change-refill',
    keys: 'h',
    label: 'Change its directions',
    when: decidesRefill,
    run: async (working) => {
      await choose(working, 'approve')
      setTimeout(() => working.focus('directions'))
    },
  },
  {
    id: 'prescribed-refill',
    keys: 'p',
    label: 'It was prescribed since',
    when: decidesRefill,
    run: (w) => choose(w, 'prescribed'),
  },
  { id: 'deny-refill', keys: 'd', label: 'Deny the refill', when: decidesRefill, run: (w) => choose(w, 'deny') },
]
