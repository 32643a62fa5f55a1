import { useState } from 'react'
import { may } from '../../../../shared/domain/role.js'
import { addDays, localDate } from '../../../../shared/kernel/dates.js'
import { bindPatient, sayDeed, send, toastRefusal, useServerNow } from '../../../data/index.js'
import { DateField, Segmented, TextField } from '../../../ui/index.js'
import { AskPanel } from './AskPanel.js'
import type { PanelProps } from './action.js'

type As = 'later' | 'again' | 'not-needed'

const asked: Record<As, string> = {
  later: 'Why, and who says so',
  again: 'Why it is ordered again',
  'not-needed': 'Why it is not needed',
}

/** What becomes of an order that never came back; the task ends with it. */
export function SettlePanel({ working, row, close }: PanelProps) {
  const today = localDate(useServerNow())
  const mayOrder = working.staff !== undefined && may(working.staff.role, 'order.write')
  const [as, setAs] = useState<As>('later')
  const [day, setDay] = useState<string>(addDays(today, 14))
  const [reason, setReason] = useState('')
  const ready = reason.trim() !== '' && (as === 'not-needed' || day >= today)
  const settle = async () => {
    const { view } = working
    if (!row.patient || view?.id !== row.id || !view.orderId) return
    bindPatient(row.patient.id)
    const said = reason.trim()
    const decision =
      as === 'later'
        ? ({ as, until: day, reason: said } as const)
        : as === 'again'
          ? ({ as, due: day, reason: said } as const)
          : ({ as, reason: said } as const)
    const next = working.after(row.id)
    const result = await send('order.settle', { patient: row.patient.id, task: row.id, order: view.orderId, decision })
    if (!result.ok) return toastRefusal(result.refusal)
    close()
    working.select(next)
    const done = { later: 'Awaited until then', again: 'Ordered again', 'not-needed': 'Ended' }[as]
    await sayDeed(`${done}: ${row.text}, ${row.patient.shortName}`, () => working.select(row.id))
  }
  return (
    <AskPanel
      group="Settle"
      answer={{ words: 'Settle', label: 'Settle this order', ready, give: settle }}
      leave="Leave it as it is"
      close={close}
    >
      <Segmented
        label="What becomes of it"
        items={[
          { id: 'later', label: 'It comes later' },
          ...(mayOrder
            ? ([
                { id: 'again', label: 'Order again' },
                { id: 'not-needed', label: 'Not needed' },
              ] as const)
            : []),
        ]}
        value={as}
        onChange={setAs}
      />
      {as !== 'not-needed' && (
        <DateField
          label={as === 'later' ? 'Awaited until' : 'To be done by'}
          value={day}
          onChange={setDay}
          {...(day !== '' && day < today && { error: 'That day is past.' })}
        />
      )}
      <TextField label={asked[as]} value={reason} onChange={setReason} maxLength={300} autoFocus />
    </AskPanel>
  )
}
