import { go } from '../../../data/index.js'
import type { Working } from '../working.js'
import { type Action, isFree } from './action.js'

/** The last message between patient and clinic that the item is about. */
const lastMessage = ({ view }: Working) => view?.messages.findLast(({ kind }) => kind === 'patient')

/** What is said to patients. */
export const messageActions: readonly Action[] = [
  {
    id: 'reply',
    keys: 'r',
    label: 'Reply',
    when: ({ row }) => isFree(row) && row.kind === 'patient-message',
    run: (working) => void working.focus('reply'),
    bar: { at: 40 },
  },
  {
    id: 'turn',
    keys: 't',
    label: 'Turn the message into work, a note or a visit',
    when: (working) => lastMessage(working) !== undefined,
    run: (working) => go('messages', `${lastMessage(working)?.id} turn`),
    bar: { at: 90, label: 'Turn into' },
  },
]
