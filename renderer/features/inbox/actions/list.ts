import type { Action } from './action.js'

/** Moving about in the list and between the boxes. */
export const listActions: readonly Action[] = [
  { id: 'next', keys: 'j', label: 'Next', run: (working) => working.move(1), quiet: true },
  { id: 'previous', keys: 'k', label: 'Previous', run: (working) => working.move(-1), quiet: true },
  { id: 'filter', keys: '/', label: 'Filter', run: (working) => working.focusFilter() },
  {
    id: 'sort',
    keys: 'Shift+s',
    label: 'Sort differently',
    when: ({ box }) => box !== 'done',
    run: (working) => working.nextOrder(),
  },
  { id: 'mine', keys: '1', label: 'Mine', run: (working) => working.show('mine'), quiet: true },
  { id: 'team', keys: '2', label: 'Team', run: (working) => working.show('team'), quiet: true },
  { id: 'done', keys: '3', label: 'Done', run: (working) => working.show('done'), quiet: true },
]
