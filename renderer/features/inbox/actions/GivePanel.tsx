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
  const { data: groups } = useLive('team.groups', {})
  const [busy, setBusy] = useState(false)
  const people = [...(team ?? []), ...(groups ?? [])]
  const chosen = people.find(({ id }) => id === to)
  const give = async () => {
    if (!chosen || busy) return
    setBusy(true)
    const words = note.trim()
    const input = { tasks: working.ids.slice(0, mostTogether), to: chosen.id, ...(words && { note: words }) }
    const result = await send('inbox.give', input)
    setBusy(false)
    if (result.ok && result.value.done > 0) close()
    tellMany(working, result, `Given to ${chosen.name}`)
  }
  useKeys('Assign', [
    { keys: 'Mod+Enter', label: 'Assign everything chosen', run: () => void give() },
    { keys: 'Escape', label: 'Keep them', run: close, inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-asking>
      <PersonBox label="Assign to" people={people} value={to} onChange={setTo} />
      <TextField label="Note; needed for what is begun" value={note} onChange={setNote} maxLength={120} />
      <div className="inbox-actions-row">
        <Button look="primary" keys="Mod+Enter" isDisabled={!chosen || busy} onPress={() => void give()}>
          {`Assign ${working.ids.length}`}
        </Button>
        <Button look="quiet" keys="Escape" onPress={close}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}
