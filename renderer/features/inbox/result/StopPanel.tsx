import { useState } from 'react'
import { asLocalId } from '../../../../shared/kernel/ids.js'
import { Select, TextField } from '../../../ui/index.js'
import { AskPanel } from '../actions/AskPanel.js'
import type { PanelProps } from '../actions/action.js'
import { keepResultDraft, resultDraft } from './draft.js'

/** A medicine to stop because of the result; it ends with the review. */
export function StopPanel({ working, row, close }: PanelProps) {
  const chosen = new Set<string>(resultDraft(row.id).stops.map(({ medicine }) => medicine))
  const medicines = (working.view?.context.medicines ?? []).filter(({ id }) => !chosen.has(id))
  const [medicine, setMedicine] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const stop = () => {
    const found = medicines.find(({ id }) => id === medicine)
    if (!found) return
    const draft = resultDraft(row.id)
    const words = reason.trim()
    const stops = [...draft.stops, { medicine: asLocalId(found.id), name: found.text, ...(words && { reason: words }) }]
    keepResultDraft(row.id, { ...draft, stops })
    close()
  }
  return (
    <AskPanel
      group="Stop a medicine"
      answer={{
        words: 'Stop with the review',
        label: 'Stop this medicine with the review',
        ready: medicine !== null,
        give: stop,
      }}
      leave="Stop nothing"
      close={close}
    >
      <Select
        label="Medicine to stop"
        items={medicines.map(({ id, text, sig }) => ({ id, label: text, ...(sig && { description: sig }) }))}
        value={medicine}
        onChange={setMedicine}
        autoFocus
      />
      <TextField label="Why" value={reason} onChange={setReason} maxLength={120} />
    </AskPanel>
  )
}
