import type { TaskRow } from '../../../../shared/contract/views/task.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { client, sayDeed, sayOfTask, send, toast, toastRefusal } from '../../../data/index.js'
import { secondPress } from '../../../data/secondPress.js'
import { aboutWords } from '../about.js'
import { DropPanel } from '../team/DropPanel.js'
import { DuePanel } from '../team/DuePanel.js'
import { lostInView } from '../team/lostInView.js'
import { SnoozePanel } from '../team/SnoozePanel.js'
import { TakeOverPanel } from '../team/TakeOverPanel.js'
import { commentOn, setUnsent, unsent } from '../unsent.js'
import type { Working } from '../working.js'
import { AssignPanel } from './AssignPanel.js'
import { type Action, isFree, isOpen, isTaken, mayFinish } from './action.js'
import { mustSettle } from './orders.js'

async function release(task: TaskRow): Promise<void> {
  const result = await send('task.release', { task: task.id })
  if (!result.ok) return toastRefusal(result.refusal)
  await sayDeed(`Open for the team again: ${task.text}`)
}

/** A claim is somebody's once the EHR says so: asked so often, milliseconds apart. */
const asks = 20
const askMs = 150

/** Whether a claim came about; `waiting` while the EHR has not answered. */
async function outcome(task: LocalId): Promise<'mine' | 'lost' | 'waiting'> {
  for (let asked = 0; asked < asks; asked += 1) {
    await new Promise((resolve) => setTimeout(resolve, askMs))
    const view = await client.ask('task.view', { task })
    if (view.ok && !view.value?.provisional) return view.value?.owner?.mine ? 'mine' : 'lost'
  }
  return 'waiting'
}

/** Nobody is told that it is theirs before it is. */
async function claim(task: TaskRow): Promise<void> {
  const result = await send('task.claim', { task: task.id })
  if (!result.ok) return toastRefusal(result.refusal)
  await sayDeed(`Claiming: ${task.text}`)
  const came = await outcome(task.id)
  if (came === 'mine') return sayOfTask(task.id, `Yours now: ${task.text}`)
  if (came === 'waiting') return sayOfTask(task.id, `Claimed here, not confirmed: ${task.text}`)
  await sayOfTask(task.id)
  if (!lostInView.has(task.id)) toast(`A colleague was first: ${task.text}`, { tone: 'attention', task: task.id })
}

const isSecondPress = secondPress()

const holder = (row: TaskRow | undefined): string => row?.owner?.name ?? 'a colleague'

/** Begins a comment that speaks to whoever is at it. */
function ask({ row, focus }: Working): void {
  if (!row?.owner) return
  const words = commentOn(row.id)
  if (unsent(words).trim() === '') setUnsent(words, `@${row.owner.name} `)
  focus('comment')
}

const isMine = ({ row }: Working): boolean => Boolean(row?.status === 'claimed' && row.owner?.mine)

async function unsnooze(working: Working): Promise<void> {
  const { row, ids, choose } = working
  if (!row) return
  const result = await send('task.unsnooze', { tasks: [...ids] })
  if (!result.ok) return toastRefusal(result.refusal)
  choose([])
  await sayDeed(`Back in the inbox: ${aboutWords(working, row)}`)
}

async function watch({ row, view }: Working): Promise<void> {
  if (!row) return
  const on = view?.watched !== true
  const result = await send('task.watch', { task: row.id, on })
  if (!result.ok) return toastRefusal(result.refusal)
  await sayDeed(on ? `You will hear what comes of it: ${row.text}` : `No longer watched: ${row.text}`)
}

/** Whose the work is, and what is said about it among colleagues. */
export const teamActions: readonly Action[] = [
  {
    id: 'claim',
    keys: 'c',
    label: (working) => (isMine(working) ? 'Release' : working.row?.owner?.mine ? 'Begin' : 'Claim'),
    // What was given by name is nobody else's to be given back to.
    when: (working) => isFree(working.row) && (!isMine(working) || working.view?.lent === true),
    run: (working) => {
      const { row } = working
      // Claimed and given back by a double press would be nobody's again.
      if (row && !isSecondPress(row.id)) return isMine(working) ? release(row) : claim(row)
    },
    bar: { at: 20 },
  },
  {
    id: 'take-over',
    keys: 'c',
    label: ({ row }) => `Take over from ${holder(row)}`,
    when: (working) => isOpen(working.row) && isTaken(working.row) && mayFinish(working.row, working),
    panel: TakeOverPanel,
    bar: { at: 20, label: 'Take over' },
  },
  {
    id: 'assign',
    keys: 'a',
    label: 'Assign',
    when: ({ row }) => isOpen(row),
    panel: AssignPanel,
    bar: { at: 30 },
  },
  {
    id: 'ask',
    keys: 'i',
    label: ({ row }) => `Ask ${holder(row)}`,
    when: ({ row }) => isOpen(row) && isTaken(row),
    run: ask,
    bar: { at: 10, primary: true, icon: 'message' },
  },
  {
    id: 'comment',
    keys: 'i',
    label: 'Write a comment',
    when: ({ row, view }) => isFree(row) && !view?.mentioned,
    run: (working) => void working.focus('comment'),
  },
  {
    id: 'answer-mention',
    keys: 'r',
    label: ({ view }) => `Answer ${view?.mentioned?.by.name ?? 'them'}`,
    when: ({ row, view }) => isFree(row) && view?.id === row.id && view.mentioned !== undefined,
    run: (working) => void working.focus('reply'),
    bar: { at: 40, icon: 'message', label: 'Answer' },
  },
  {
    id: 'go-to-mention',
    keys: 'g',
    label: 'Go to where it was said',
    when: ({ row, view }) => view?.id === row?.id && view?.mentioned !== undefined,
    run: ({ view, select }) => view?.mentioned && select(view.mentioned.task),
  },
  {
    id: 'snooze',
    keys: 's',
    label: 'Put away until later',
    when: ({ row }) => isFree(row) && !row.away,
    panel: SnoozePanel,
    // What is put away already can only be brought back.
    many: ({ box }) => box !== 'snoozed',
    bar: { at: 50, label: 'Put away' },
  },
  {
    id: 'unsnooze',
    keys: 's',
    label: 'Bring back to the inbox now',
    when: ({ row }) => isOpen(row) && row.away !== undefined,
    run: unsnooze,
    many: ({ box }) => box === 'snoozed',
    bar: { at: 50, label: 'Bring back' },
  },
  {
    id: 'watch',
    keys: 'w',
    label: ({ view }) => (view?.watched ? 'Stop watching' : 'Watch what comes of it'),
    when: ({ row }) => row !== undefined,
    run: watch,
  },
  {
    id: 'due',
    keys: 'Shift+d',
    label: 'Change when it is due',
    when: ({ row }) => isFree(row),
    panel: DuePanel,
    many: true,
  },
  {
    id: 'drop',
    keys: '#',
    label: 'Not needed',
    // An order without an answer, and a result that is held, end by what is decided of them.
    when: (working) =>
      isFree(working.row) &&
      mayFinish(working.row, working) &&
      !mustSettle(working) &&
      working.view?.undecided !== true,
    panel: DropPanel,
    many: true,
  },
]
