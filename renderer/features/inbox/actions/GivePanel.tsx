import { useState } from 'react'
import { send, useKeys, useLive } from '../../../data/index.js'
import { Button, PersonBox, TextField } from '../../../ui/index.js'
import type { PanelProps } from './action.js'
import { mostTogether, tellMany } from './tellMany.js'

/** To whom several chosen items go. */
export function GivePanel({ working, close }: PanelProps) {
  const { data: team } = useLive('team.list', {})
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const chosen = (team ?? []).find(({ id }) => id === to)
  const give = async () => {
    if (!chosen) return
    const words = note.trim()
    const input = { tasks: working.ids.slice(0, mostTogether), to: chosen.id, ...(words && { note: words }) }
    close()
    tellMany(working, await send('inbox.give', input), `Given to ${chosen.name}`)
  }
  useKeys('Assign', [
    { keys: 'Mod+Enter', label: 'Assign everything chosen', run: () => void give() },
    { keys: 'Escape', label: 'Keep them', run: close, inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-asking>
      <PersonBox label="Assign to" people={team ?? []} value={to} onChange={setTo} />
      <TextField label="Note; needed for what is begun" value={note} onChange={setNote} maxLength={120} />
      <div className="inbox-actions-row">
        <Button look="primary" keys="Mod+Enter" isDisabled={!chosen} onPress={() => void give()}>
          {`Assign ${working.ids.length}`}
        </Button>
        <Button look="quiet" keys="Escape" onPress={close}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}
