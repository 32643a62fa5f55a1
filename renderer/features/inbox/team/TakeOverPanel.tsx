import { useState } from 'react'
import { sayDeed, send, toastRefusal, useKeys } from '../../../data/index.js'
import { Button, TextField } from '../../../ui/index.js'
import type { PanelProps } from '../actions/action.js'

/** Why something is taken from the colleague who is at it; they read it beside the task. */
export function TakeOverPanel({ working, row, close }: PanelProps) {
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const ready = why.trim() !== '' && working.staff !== undefined && !busy
  const take = async () => {
    if (!ready || !working.staff) return
    setBusy(true)
    const result = await send('task.assign', { task: row.id, to: working.staff.id, note: why.trim() })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    close()
    await sayDeed(`Taken over: ${row.text}`, () => working.select(row.id))
  }
  useKeys('Take over', [
    { keys: 'Mod+Enter', label: 'Take this over', run: () => void take() },
    { keys: 'Escape', label: 'Leave it with them', run: close, inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-asking>
      <TextField
        label={`Why it is taken from ${row.owner?.name ?? 'a colleague'}`}
        value={why}
        onChange={setWhy}
        maxLength={120}
        isRequired
        autoFocus
      />
      <div className="inbox-actions-row">
        <Button look="primary" keys="Mod+Enter" isDisabled={!ready} onPress={() => void take()}>
          Take over
        </Button>
        <Button look="quiet" keys="Escape" onPress={close}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}
