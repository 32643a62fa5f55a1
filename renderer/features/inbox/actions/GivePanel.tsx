import { useState } from 'react'
import { send, useLive } from '../../../data/index.js'
import { PersonBox, TextField } from '../../../ui/index.js'
import { AskPanel } from './AskPanel.js'
import type { PanelProps } from './action.js'
import { mostTogether, tellMany } from './tellMany.js'

/** To whom several chosen items go. */
export function GivePanel({ working, close }: PanelProps) {
  const { data: team } = useLive('team.list', {})
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { data: groups } = useLive('team.groups', {})
  const people = [...(team ?? []), ...(groups ?? [])]
  const chosen = people.find(({ id }) => id === to)
  const give = async () => {
    if (!chosen) return
    const words = note.trim()
    const input = { tasks: working.ids.slice(0, mostTogether), to: chosen.id, ...(words && { note: words }) }
    const result = await send('inbox.give', input)
    if (result.ok && result.value.done > 0) close()
    tellMany(working, result, `Given to ${chosen.name}`)
  }
  return (
    <AskPanel
      group="Assign"
      answer={{
        words: `Assign ${working.ids.length}`,
        label: 'Assign everything chosen',
        ready: chosen !== undefined,
        give,
      }}
      leave="Keep them"
      close={close}
    >
      <PersonBox label="Assign to" people={people} value={to} onChange={setTo} />
      <TextField label="Note; needed for what is begun" value={note} onChange={setNote} maxLength={120} />
    </AskPanel>
  )
}
