import { type Action, isOpen } from './action.js'

/** What is said to patients. */
export const messageActions: readonly Action[] = [
  {
    id: 'reply',
    keys: 'r',
    label: 'Reply',
    when: ({ row }) => isOpen(row) && row.kind === 'patient-message',
    run: (working) => void working.focus('reply'),
    bar: { at: 40 },
  },
]
