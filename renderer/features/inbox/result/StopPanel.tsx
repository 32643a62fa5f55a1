import { useState } from 'react'
import { asLocalId } from '../../../../shared/kernel/ids.js'
import { useKeys } from '../../../data/index.js'
import { Button, Select, TextField } from '../../../ui/index.js'
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
  useKeys('Stop a medicine', [
    { keys: 'Mod+Enter', label: 'Stop this medicine with the review', run: stop },
    { keys: 'Escape', label: 'Stop nothing', run: close, inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-asking>
      <Select
        label="Medicine to stop"
        items={medicines.map(({ id, text, sig }) => ({ id, label: text, ...(sig && { description: sig }) }))}
        value={medicine}
        onChange={setMedicine}
        autoFocus
      />
      <TextField label="Why" value={reason} onChange={setReason} maxLength={120} />
      <div className="inbox-actions-row">
        <Button look="primary" keys="Mod+Enter" isDisabled={!medicine} onPress={stop}>
          Stop with the review
        </Button>
        <Button look="quiet" keys="Escape" onPress={close}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}
