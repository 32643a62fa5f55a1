import { inboxBoxes, inboxOrders } from '../../../../shared/contract/views/work/inbox.js'
import { kindOf, type TaskKind } from '../../../../shared/domain/task/kind.js'
import { boxWords, orderWords } from '../list/boxWords.js'
import type { Working } from '../working.js'
import type { Action } from './action.js'

/** The kind after or before the one shown, among those there are; none after the last. */
function nextKind({ look, kinds }: Working, by: 1 | -1): TaskKind | undefined {
  const all: (TaskKind | undefined)[] = [undefined, ...kinds]
  return all.at((all.indexOf(look.kind) + by + all.length) % all.length)
}

/** Moving about in the list and between the boxes. */
export const listActions: readonly Action[] = [
  { id: 'next', keys: 'j', label: 'Next', run: (working) => working.move(1), quiet: true, always: true },
  { id: 'previous', keys: 'k', label: 'Previous', run: (working) => working.move(-1), quiet: true, always: true },
  { id: 'filter', keys: '/', label: 'Filter', run: (working) => working.focusFilter(), always: true },
  {
    id: 'sort',
    keys: 'Shift+s',
    label: ({ look }) => `Sort differently (now ${orderWords[look.order]})`,
    when: ({ box }) => box !== 'done',
    run: (working) => {
      const at = inboxOrders.indexOf(working.look.order)
      working.turn({ order: inboxOrders[(at + 1) % inboxOrders.length] ?? 'urgent' })
    },
    always: true,
  },
  {
    id: 'next-kind',
    keys: ']',
    label: ({ look }) => (look.kind ? `The next kind after ${kindOf[look.kind].many}` : 'One kind after the other'),
    when: ({ kinds, look }) => kinds.length > 0 || look.kind !== undefined,
    run: (working) => working.turn({ kind: nextKind(working, 1) }),
    always: true,
  },
  {
    id: 'previous-kind',
    keys: '[',
    label: 'The kind before',
    when: ({ kinds, look }) => kinds.length > 0 || look.kind !== undefined,
    run: (working) => working.turn({ kind: nextKind(working, -1) }),
    quiet: true,
    always: true,
  },
  {
    id: 'patient',
    keys: 'Shift+p',
    label: ({ look, row }) =>
      look.patient ? 'Everybody again' : `Only what is about ${row?.patient?.shortName ?? 'this patient'}`,
    when: ({ look, row }) => look.patient !== undefined || row?.patient !== undefined,
    run: ({ look, row, turn }) => turn({ patient: look.patient ? undefined : row?.patient?.id }),
    always: true,
  },
  {
    id: 'views',
    keys: 'f',
    label: 'Saved views',
    run: (working) => working.open('views'),
    always: true,
  },
  ...inboxBoxes.map(
    (box): Action => ({
      id: box,
      keys: boxWords[box].keys,
      label: boxWords[box].label,
      run: (working) => working.show(box),
      quiet: true,
      always: true,
    }),
  ),
]
