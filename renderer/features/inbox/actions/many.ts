import { send } from '../../../data/index.js'
import type { Working } from '../working.js'
import type { Action } from './action.js'
import { GivePanel } from './GivePanel.js'
import { pressedTwice } from './pressedTwice.js'
import { mostTogether, tellMany } from './tellMany.js'

const isChosen = ({ chosen }: Working): boolean => chosen.size > 0

/** What can be done to several chosen items at once. */
export const manyActions: readonly Action[] = [
  {
    id: 'finish-chosen',
    keys: 'e',
    label: 'Finish everything chosen',
    when: isChosen,
    run: async (working) => {
      // What the first press was about is chosen no more, and the item merely in view is not meant.
      if (pressedTwice()) return
      tellMany(working, await send('inbox.finish', { tasks: working.ids.slice(0, mostTogether) }), 'Finished')
    },
    many: true,
    bar: { at: 10, primary: true, icon: 'check', label: ({ ids }) => `Finish ${ids.length}` },
  },
  {
    id: 'take-chosen',
    keys: 'c',
    label: 'Claim everything chosen',
    when: isChosen,
    run: async (working) =>
      tellMany(working, await send('inbox.take', { tasks: working.ids.slice(0, mostTogether) }), 'Yours now'),
    many: true,
    bar: { at: 20, label: 'Claim' },
  },
  {
    id: 'give-chosen',
    keys: 'a',
    label: 'Assign everything chosen',
    when: isChosen,
    panel: GivePanel,
    many: true,
    bar: { at: 30, label: 'Assign' },
  },
]
