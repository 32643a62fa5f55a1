import { useState } from 'react'
import { sayDeed, send, toastRefusal } from '../../../data/index.js'
import { TextField } from '../../../ui/index.js'
import { aboutWords } from '../about.js'
import { AskPanel } from '../actions/AskPanel.js'
import type { PanelProps } from '../actions/action.js'

/** Why nobody needs to do it any more. */
export function DropPanel({ working, row, close }: PanelProps) {
  const ids = [...working.ids]
  const what = aboutWords(working, row)
  const [reason, setReason] = useState('')
  const drop = async () => {
    const next = working.after(row.id)
    const result = await send('task.drop', { tasks: ids, reason: reason.trim() })
    if (!result.ok) return toastRefusal(result.refusal)
    close()
    working.choose([])
    working.select(next)
    await sayDeed(`Not needed: ${what}`, () => working.select(row.id))
  }
  return (
    <AskPanel
      group="Not needed"
      answer={{ words: 'Not needed', label: 'Nobody needs to do this', ready: reason.trim() !== '', give: drop }}
      leave="Keep it"
      close={close}
    >
      <TextField label="Reason" value={reason} onChange={setReason} maxLength={120} isRequired autoFocus />
    </AskPanel>
  )
}
