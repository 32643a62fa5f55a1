import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { kindOf, type TaskKind } from '../../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { beforeYou, client, draftsKept, openChart, sayDeed, send, toast, toastRefusal } from '../../../data/index.js'
import { leave } from '../leaving.js'
import { commentOn, replyTo, unsent } from '../unsent.js'
import type { Working } from '../working.js'
import { type Action, isFree, isOpen, mayFinish } from './action.js'
import { endsOtherwise } from './ending.js'
import { chartIsHere } from './here.js'
import { pressedTwice } from './pressedTwice.js'

async function reopen(working: Working, task: TaskRow): Promise<void> {
  const result = await send('task.reopen', { task: task.id })
  if (!result.ok) return toastRefusal(result.refusal)
  if (working.box === 'done') working.turn({ box: task.owner?.mine === false ? 'team' : 'mine' })
  working.select(task.id)
}

/** What stands here of a patient's conversation: what is finished is what was before somebody. */
function stands({ row, view }: Working): { seen?: LocalId; shown?: string } {
  if (row?.kind !== 'patient-message' || view?.id !== row.id) return {}
  const { answers, shown } = beforeYou(view.messages)
  return answers ? { seen: answers, shown } : {}
}

/** Finishes the item in view and goes on to the next, with the comment written for it. */
async function complete(working: Working): Promise<void> {
  const { row: task } = working
  if (!isOpen(task)) return
  if (unsent(replyTo(task.id)).trim() !== '') {
    working.focus('reply')
    return toast('Your reply is written but not sent. Send it or clear it, then complete.', { tone: 'attention' })
  }
  // The next task has come to where this one was, and nobody has read it yet.
  if (pressedTwice()) return
  const key = commentOn(task.id)
  const comment = unsent(key).trim()
  // What comes while it is being finished was not before anybody.
  const before = stands(working)
  working.select(working.after(task.id))
  const result = await leave(working.box, task.id, async () => {
    await draftsKept()
    return send('task.complete', { task: task.id, ...(comment && { comment }), ...before })
  })
  if (!result.ok) {
    working.select(task.id)
    return toastRefusal(result.refusal)
  }
  const words = `${kindOf[task.kind].complete}: ${task.text}${task.patient ? `, ${task.patient.shortName}` : ''}`
  await sayDeed(words, () => working.select(task.id))
}

async function toNote({ row: task }: Working): Promise<void> {
  if (!task?.patient) return
  const view = await client.ask('task.view', { task: task.id })
  if (!view.ok) return toastRefusal(view.refusal)
  if (view.value?.noteId) openChart(task.patient.id, view.value.noteId)
  else toast('The note is not on this workstation yet. Open the chart to fetch it.', { tone: 'attention' })
}

/** Kinds that end with what they are about: without it nobody can tell whether a tick would leave something undone. */
const endWithTheirs: ReadonlySet<TaskKind> = new Set([
  'result-review',
  'tell-patient',
  'unmatched-result',
  'loop-overdue',
  'sign-note',
  'cosign-note',
])

/** A result nobody could read here is not ticked off; nor is anything before the core has said what it is. */
const isKnownEnough = ({ row, view }: Working): boolean =>
  row !== undefined && (!endWithTheirs.has(row.kind) || (view?.id === row.id && chartIsHere(row, view)))

/** Finishing, opening again, and where the work leads. */
export const workActions: readonly Action[] = [
  {
    id: 'complete',
    keys: 'e',
    label: 'Complete and move on',
    when: (working) =>
      isFree(working.row) &&
      mayFinish(working.row, working) &&
      isKnownEnough(working) &&
      !endsOtherwise(working) &&
      // It ends by being approved or denied, or with who was reached; whoever may do neither hands it on.
      working.row.kind !== 'refill-request' &&
      !(working.row.kind === 'call' && working.row.patient) &&
      // What is held is decided in its pane, and what is to be signed is signed in its chart.
      working.view?.undecided !== true &&
      working.view?.unsigned !== true,
    run: complete,
    bar: {
      at: 10,
      primary: true,
      icon: 'check',
      label: ({ row }) => (row ? kindOf[row.kind].complete : 'Done'),
    },
  },
  {
    id: 'sign',
    keys: 'e',
    label: ({ row }) => (row?.kind === 'cosign-note' ? 'Read and co-sign' : 'Read and sign'),
    when: (working) =>
      isFree(working.row) &&
      mayFinish(working.row, working) &&
      working.view?.id === working.row.id &&
      working.view.unsigned === true,
    run: toNote,
    bar: { at: 10, primary: true, icon: 'sign' },
  },
  {
    id: 'reopen',
    keys: 'o',
    label: 'Open again',
    when: ({ row }) => row !== undefined && !isOpen(row),
    run: (working) => (working.row ? reopen(working, working.row) : undefined),
    bar: { at: 10, icon: 'undo' },
  },
  {
    id: 'note',
    keys: 'n',
    label: 'Open the note',
    when: ({ view }) => view?.noteId !== undefined,
    run: toNote,
  },
  {
    id: 'chart',
    keys: 'Enter',
    label: 'Open the chart',
    when: ({ row }) => row?.patient !== undefined,
    run: ({ row }) => {
      if (row?.patient) openChart(row.patient.id)
    },
  },
]
