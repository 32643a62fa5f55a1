import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { sayDeed, send, toastRefusal } from '../../../data/index.js'
import type { Working } from '../working.js'
import { AssignPanel } from './AssignPanel.js'
import { type Action, isOpen } from './action.js'

async function release(task: TaskRow): Promise<void> {
  const result = await send('task.release', { task: task.id })
  if (!result.ok) return toastRefusal(result.refusal)
  await sayDeed(`Open for the team again: ${task.text}`)
}

async function claim(task: TaskRow): Promise<void> {
  const result = await send('task.claim', { task: task.id })
  if (!result.ok) return toastRefusal(result.refusal)
  await sayDeed(`Yours now: ${task.text}`)
}

const isMine = ({ row }: Working): boolean => Boolean(row?.status === 'claimed' && row.owner?.mine)

/** Whose the work is, and what is said about it among colleagues. */
export const teamActions: readonly Action[] = [
  {
    id: 'claim',
    keys: 'c',
    label: (working) => (isMine(working) ? 'Release' : 'Claim'),
    when: ({ row }) => isOpen(row),
    run: (working) => {
      const { row } = working
      if (row) return isMine(working) ? release(row) : claim(row)
    },
    bar: { at: 20 },
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
    id: 'comment',
    keys: 'i',
    label: 'Write a comment',
    when: ({ row }) => isOpen(row),
    run: (working) => void working.focus('comment'),
  },
]
