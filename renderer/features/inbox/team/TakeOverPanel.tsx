import { useState } from 'react'
import { sayDeed, send, toastRefusal } from '../../../data/index.js'
import { TextField } from '../../../ui/index.js'
import { AskPanel } from '../actions/AskPanel.js'
import type { PanelProps } from '../actions/action.js'

/** Why something is taken from the colleague who is at it; they read it beside the task. */
export function TakeOverPanel({ working, row, close }: PanelProps) {
  const [why, setWhy] = useState('')
  const take = async () => {
    if (!working.staff) return
    const result = await send('task.assign', { task: row.id, to: working.staff.id, note: why.trim() })
    if (!result.ok) return toastRefusal(result.refusal)
    close()
    await sayDeed(`Taken over: ${row.text}`, () => working.select(row.id))
  }
  return (
    <AskPanel
      group="Take over"
      answer={{
        words: 'Take over',
        label: 'Take this over',
        ready: why.trim() !== '' && working.staff !== undefined,
        give: take,
      }}
      leave="Leave it with them"
      close={close}
    >
      <TextField
        label={`Why it is taken from ${row.owner?.name ?? 'a colleague'}`}
        value={why}
        onChange={setWhy}
        maxLength={120}
        isRequired
        autoFocus
      />
    </AskPanel>
  )
}
