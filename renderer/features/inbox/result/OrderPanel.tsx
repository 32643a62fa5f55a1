import { useDeferredValue, useState } from 'react'
import type { TermHit } from '../../../../shared/contract/views/terminology.js'
import { type OrderData, type OrderPriority, orderText } from '../../../../shared/domain/chip/order.js'
import { readWhen } from '../../../../shared/domain/chip/when.js'
import { localDate } from '../../../../shared/kernel/dates.js'
import { useLive, useNow } from '../../../data/index.js'
import { ComboBox } from '../../../ui/index.js'
import { AskPanel } from '../actions/AskPanel.js'
import type { PanelProps } from '../actions/action.js'
import { keepResultDraft, resultDraft } from './draft.js'

const urgent = /(?:^|\s)(stat|urgent|asap)$/i

/** What was typed, without the time and the urgency at its end: `bmp in 2 weeks`, `k stat`. */
function readAsked(text: string, today: ReturnType<typeof localDate>) {
  const words = text.trim()
  const found = urgent.exec(words)
  const rest = found ? words.slice(0, -found[0].length) : words
  const when = readWhen(rest, today)
  return {
    words: (when?.rest ?? rest).trim(),
    ...(when && { due: when.due }),
    ...(found && { priority: (found[1] as string).toLowerCase() as OrderPriority }),
  }
}

const orderOf = ({ order, codings, display }: TermHit, more: Partial<OrderData>): OrderData => ({
  category: order?.kind ?? 'procedure',
  codings,
  display,
  ...(order?.kind === 'laboratory' && order.fasting && { fasting: true }),
  ...more,
})

/** A follow-up order in the words one would say: it goes along with the review. */
export function OrderPanel({ row, close }: PanelProps) {
  const today = localDate(useNow(60_000))
  const [text, setText] = useState('')
  const { words, ...more } = readAsked(useDeferredValue(text), today)
  const { data } = useLive('terminology.find', { system: 'order', text: words, limit: 8 }, { keepPrevious: true })
  const orders = (data?.hits ?? []).map((hit) => ({ id: hit.key, order: orderOf(hit, more) }))
  const choose = (key: string | null) => {
    const found = orders.find(({ id }) => id === key)
    if (!found) return
    const draft = resultDraft(row.id)
    keepResultDraft(row.id, { ...draft, orders: [...draft.orders, found.order] })
    close()
  }
  return (
    <AskPanel group="Order" leave="Order nothing" close={close}>
      <ComboBox
        label="Order"
        placeholder="CBC in 1 week, potassium stat"
        items={orders.map(({ id, order }) => ({ id, label: orderText(order, today) }))}
        value={null}
        inputValue={text}
        onInput={setText}
        onChange={choose}
        autoFocus
      />
    </AskPanel>
  )
}
