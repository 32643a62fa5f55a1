import type { TaskKind } from '../../../../shared/domain/task/kind.js'
import { go } from '../../../data/index.js'
import type { Working } from '../working.js'
import { type Action, isFree } from './action.js'
import { chartIsHere } from './here.js'

/** The last message between patient and clinic that the item is about. */
const lastMessage = ({ view }: Working) => view?.messages.findLast(({ kind }) => kind === 'patient')

/** Kinds of work with a place to write to the patient, as soon as the chart is here. */
const written: ReadonlySet<TaskKind> = new Set(['patient-message', 'refill-request', 'result-review', 'tell-patient'])

/**
 * Before the chart is here its key is already one for writing: what follows it waits for the field, and is never taken for
 * keys that claim or finish.
 */
export const writeSoon: Action = {
  id: 'write-soon',
  keys: 'r',
  label: 'Write, once the chart is here',
  when: ({ row, view }) => isFree(row) && written.has(row.kind) && !chartIsHere(row, view),
  run: (working) => void working.focus('reply'),
  quiet: true,
}

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
