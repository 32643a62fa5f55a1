import { useState } from 'react'
import { dateForReading, localDate } from '../../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../../shared/kernel/ids.js'
import { send, toast, toastRefusal, useLive, useMay } from '../../../../data/index.js'
import { Button, Notice } from '../../../../ui/index.js'

/** A result that names no order, with the open orders it could answer: a person links it, nobody else does. */
export function LinkOrder({ patient, report }: { patient: LocalId; report: LocalId }) {
  const mayLink = useMay('identity.decide')
  const [busy, setBusy] = useState(false)
  const { data: orders } = useLive('result.orders', mayLink ? { patient, report } : null)
  const likely = (orders ?? []).filter(({ same }) => same)
  const offered = (likely.length > 0 ? likely : (orders ?? [])).slice(0, 3)
  if (offered.length === 0) return null
  const link = async (order: LocalId, text: string) => {
    if (busy) return
    setBusy(true)
    const result = await send('result.link', { patient, report, order })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`Linked to the order: ${text}`)
  }
  return (
    <Notice
      icon="link"
      actions={offered.map(({ id, text, orderedAt }) => (
        <Button key={id} size="s" isDisabled={busy} onPress={() => void link(id, text)}>
          {`Answers ${text}${orderedAt ? `, ${dateForReading(localDate(new Date(orderedAt)))}` : ''}`}
        </Button>
      ))}
    >
      No order known for this result. Link it if it answers one of these.
    </Notice>
  )
}
