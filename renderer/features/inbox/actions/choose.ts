import type { Working } from '../working.js'
import type { Action } from './action.js'

const isSome = ({ listed }: Working): boolean => listed.length > 0

/** Adds the next item to the chosen ones, or gives this one up when going back over them. */
function extend(working: Working, by: 1 | -1): void {
  const { row, listed, chosen } = working
  if (!row) return
  const next = listed[listed.indexOf(row.id) + by]
  if (next === undefined) {
    working.choose(new Set([...chosen, row.id]))
    return
  }
  const goesBack = chosen.has(next) && chosen.has(row.id)
  working.choose(goesBack ? [...chosen].filter((id) => id !== row.id) : new Set([...chosen, row.id, next]))
  working.select(next)
}

/** Choosing several items to act on together. */
export const chooseActions: readonly Action[] = [
  {
    id: 'choose',
    keys: 'x',
    label: ({ row, chosen }) => (row && chosen.has(row.id) ? 'Choose this one no more' : 'Choose, to act on several'),
    when: ({ row, listed }) => row !== undefined && listed.includes(row.id),
    run: ({ row, chosen, choose }) => {
      if (row) choose(chosen.has(row.id) ? [...chosen].filter((id) => id !== row.id) : [...chosen, row.id])
    },
    always: true,
  },
  {
    id: 'extend',
    keys: 'Shift+j',
    label: 'Choose the next one, too',
    when: isSome,
    run: (w) => extend(w, 1),
    quiet: true,
    always: true,
  },
  {
    id: 'extend-up',
    keys: 'Shift+k',
    label: 'Choose the one before, too',
    when: isSome,
    run: (w) => extend(w, -1),
    quiet: true,
    always: true,
  },
  {
    id: 'choose-all',
    keys: 'Mod+A',
    label: 'Choose everything listed',
    when: isSome,
    run: ({ listed, choose }) => choose(listed),
    always: true,
  },
  {
    id: 'choose-none',
    keys: 'Escape',
    label: 'Choose nothing',
    when: ({ chosen }) => chosen.size > 0,
    run: ({ choose }) => choose([]),
    quiet: true,
    always: true,
  },
]
