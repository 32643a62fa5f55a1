import type { Working } from '../working.js'
import { type Action, isFree } from './action.js'
import { SettlePanel } from './SettlePanel.js'

const hasOrder = ({ row, view }: Working): boolean =>
  isFree(row) && view?.id === row.id && view.orderId !== undefined && row.kind !== 'draw-problem'

/** An order without an answer never just vanishes: it is awaited, ordered again or ended. */
export const mustSettle = (working: Working): boolean => working.row?.kind === 'loop-overdue' && hasOrder(working)

/** What becomes of an order that never came back. */
export const orderActions: readonly Action[] = [
  {
    id: 'settle-overdue',
    keys: 'e',
    label: 'Say what becomes of this order',
    when: mustSettle,
    panel: SettlePanel,
    bar: { at: 10, primary: true, icon: 'check', label: 'Settle' },
  },
  {
    id: 'settle-order',
    keys: 'y',
    label: 'Say what becomes of this order',
    when: (working) => hasOrder(working) && !mustSettle(working),
    panel: SettlePanel,
    bar: { at: 15, label: 'Settle the order' },
  },
]
