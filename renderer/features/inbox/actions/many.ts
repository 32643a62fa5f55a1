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
      const { row, ids, listed } = working
      const result = await send('inbox.finish', { tasks: ids.slice(0, mostTogether) })
      tellMany(working, result, 'Finished')
      // On to what is still to be done, as after a single one.
      const left = new Set(result.ok ? result.value.left.map(({ task }) => task) : ids)
      if (!row || !ids.includes(row.id) || left.has(row.id)) return
      const others = listed.filter((id) => !ids.includes(id) || left.has(id))
      const at = listed.indexOf(row.id)
      working.select(others.find((id) => listed.indexOf(id) > at) ?? others.at(-1) ?? null)
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
