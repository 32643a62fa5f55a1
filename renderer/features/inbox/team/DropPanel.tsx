import { useState } from 'react'
import { sayDeed, send, toastRefusal, useKeys } from '../../../data/index.js'
import { Button, TextField } from '../../../ui/index.js'
import type { PanelProps } from '../actions/action.js'

/** Why nobody needs to do it any more. */
export function DropPanel({ working, row, close }: PanelProps) {
  const ids = [...working.ids]
  const what = ids.length > 1 ? `${ids.length} tasks` : row.text
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const ready = reason.trim() !== '' && !busy
  const drop = async () => {
    if (!ready) return
    setBusy(true)
    const next = working.after(row.id)
    const result = await send('task.drop', { tasks: ids, reason: reason.trim() })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    close()
    working.choose([])
    working.select(next)
    await sayDeed(`Not needed: ${what}`, () => working.select(row.id))
  }
  useKeys('Not needed', [
    { keys: 'Mod+Enter', label: 'Nobody needs to do this', run: () => void drop() },
    { keys: 'Escape', label: 'Keep it', run: close, inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-asking>
      <TextField
        label="Why it is not needed"
        value={reason}
        onChange={setReason}
        maxLength={120}
        isRequired
        autoFocus
      />
      <div className="inbox-actions-row">
        <Button look="primary" keys="Mod+Enter" isDisabled={!ready} onPress={() => void drop()}>
          Not needed
        </Button>
        <Button look="quiet" keys="Escape" onPress={close}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}
