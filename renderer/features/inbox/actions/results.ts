import { may } from '../../../../shared/domain/role.js'
import { go, toast } from '../../../data/index.js'
import { actOn, isResult } from '../result/act.js'
import { OrderPanel } from '../result/OrderPanel.js'
import { StopPanel } from '../result/StopPanel.js'
import { TellPanel } from '../result/TellPanel.js'
import { ToldPanel } from '../result/ToldPanel.js'
import { replyTo, unsent } from '../unsent.js'
import type { Working } from '../working.js'
import type { Action } from './action.js'
import { pressedTwice } from './pressedTwice.js'

const canReview = (working: Working): boolean =>
  isResult(working) &&
  working.staff !== undefined &&
  (working.row?.kind === 'tell-patient' || may(working.staff.role, 'result.review'))
const canTell = (working: Working): boolean =>
  isResult(working) && working.staff !== undefined && may(working.staff.role, 'message.patient')
const canOrder = (working: Working): boolean =>
  canReview(working) && working.staff !== undefined && may(working.staff.role, 'order.write')

const isTelling = ({ row }: Working): boolean => row?.kind === 'tell-patient'
const hasWords = ({ row }: Working): boolean => row !== undefined && unsent(replyTo(row.id)).trim() !== ''

async function finish(working: Working): Promise<void> {
  if (isTelling(working) && !hasWords(working)) {
    working.focus('reply')
    return toast('Write to the patient, or record how you told them with P.', { tone: 'attention' })
  }
  // The next result has come to where this one was, and nobody has read it yet.
  if (pressedTwice()) return
  await actOn(working)
}

/** What is done with results: reviewing, telling, following up, in one. */
export const resultActions: readonly Action[] = [
  {
    id: 'review-result',
    keys: 'e',
    label: (working) => (isTelling(working) ? 'Tell the patient and move on' : 'Review and move on'),
    when: canReview,
    run: finish,
    bar: {
      at: 10,
      primary: true,
      icon: 'check',
      label: (working) => (isTelling(working) ? 'Send and next' : 'Review and next'),
    },
  },
  {
    id: 'write-result',
    keys: 'r',
    label: 'Write to the patient',
    when: canTell,
    run: (working) => void working.focus('reply'),
    bar: { at: 20, icon: 'message', label: 'Write' },
  },
  {
    id: 'told-result',
    keys: 'p',
    label: 'Record how the patient was told',
    when: canTell,
    panel: ToldPanel,
    bar: { at: 22, icon: 'phone', label: 'Told' },
  },
  {
    id: 'order-result',
    keys: 'b',
    label: 'Order a test with the review',
    when: canOrder,
    panel: OrderPanel,
    bar: { at: 24, icon: 'plus', label: 'Order' },
  },
  {
    id: 'stop-medicine',
    keys: 'm',
    label: 'Stop a medicine with the review',
    when: (working) => canOrder(working) && (working.view?.context.medicines.length ?? 0) > 0,
    panel: StopPanel,
  },
  {
    id: 'who-tells',
    keys: 'h',
    label: 'Have somebody else tell the patient',
    when: (working) => canReview(working) && !isTelling(working),
    panel: TellPanel,
  },
  {
    id: 'lane',
    keys: 'v',
    label: 'Review normal results together',
    when: ({ staff }) => staff !== undefined && may(staff.role, 'result.review'),
    run: () => go('results', 'lane'),
  },
]
