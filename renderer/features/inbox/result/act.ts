import type { InputOf } from '../../../../shared/contract/contract.js'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import {
  bindPatient,
  draftsKept,
  isUnfinished,
  nextToFill,
  sayDeed,
  send,
  toast,
  toastRefusal,
  unfinishedWords,
} from '../../../data/index.js'
import { isFree, isOpen } from '../actions/action.js'
import { leave } from '../leaving.js'
import { commentOn, replyTo, unsent } from '../unsent.js'
import type { Working } from '../working.js'
import { resultDraft } from './draft.js'
import { seenOf } from './shown.js'

/** Whether the item in view is a result to review, or one to tell a patient of. */
export const isResult = ({ row, view }: Working): boolean =>
  isFree(row) && (row.kind === 'result-review' || row.kind === 'tell-patient') && view?.report !== undefined

/** Results being acted on: a second press does nothing until the first was answered. */
const underway = new Set<string>()

type More = Pick<InputOf<'result.act'>, 'told'>

/** Does all that was decided about the result in view, and goes on to the next; false when it was refused. */
export async function actOn(working: Working, more: More = {}): Promise<boolean> {
  const { row: task, view } = working
  const seen = task && seenOf(task.id)
  if (!isOpen(task) || !view?.patient || view.id !== task.id || underway.has(task.id)) return false
  if (!seen) {
    toast('This result is not on screen yet. Nothing was done.', { tone: 'attention' })
    return false
  }
  underway.add(task.id)
  try {
    return await carryOut(working, { task, patient: view.patient.id, seen }, more)
  } finally {
    underway.delete(task.id)
  }
}

interface Seen {
  task: TaskRow
  patient: LocalId
  seen: string
}

async function carryOut(working: Working, { task, patient, seen }: Seen, more: More): Promise<boolean> {
  const { orders, stops, tell } = resultDraft(task.id)
  const [message, comment] = [unsent(replyTo(task.id)).trim(), unsent(commentOn(task.id)).trim()]
  const words = more.told ? undefined : message
  // What a quick reply left to fill in never goes to a patient as it stands.
  if (words && isUnfinished(words)) {
    working.focus('reply')
    nextToFill()
    toast(unfinishedWords, { tone: 'attention' })
    return false
  }
  const toTell = tell ? { to: tell.to, ...(message && { words: message }) } : undefined
  const stopped = stops.map(({ medicine, reason }) => ({ medicine, ...(reason && { reason }) }))
  await draftsKept()
  bindPatient(patient)
  const act = () =>
    send('result.act', {
      patient,
      task: task.id,
      seen,
      ...(comment && { comment }),
      ...(words && !toTell && { message: words }),
      ...(orders.length > 0 && { orders }),
      ...(stops.length > 0 && { stops: stopped }),
      ...(toTell && { tell: toTell }),
      ...more,
    })
  // Telling ends only where somebody was reached.
  const result = await (task.kind === 'result-review' ? leave(working.box, task.id, act) : act())
  if (!result.ok) {
    toastRefusal(result.refusal)
    return false
  }
  working.select(working.after(task.id))
  void sayDeed(doneWords(working, { ...(words && { words }), orders: orders.length }), () => working.select(task.id))
  return true
}

function doneWords({ row }: Working, did: { words?: string; orders: number }): string {
  const parts = [
    did.words && 'the message leaves',
    did.orders > 0 && (did.orders === 1 ? 'one order placed' : `${did.orders} orders placed`),
  ].filter(Boolean)
  if (!row) return 'Done'
  const head = `${kindOf[row.kind].complete}: ${row.text}${row.patient ? `, ${row.patient.shortName}` : ''}`
  return [head, ...parts].join('; ')
}
