import { useState } from 'react'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { sayDeed, send, toastRefusal, useKeys, useLive } from '../../../data/index.js'
import { Button, PersonBox, TextField } from '../../../ui/index.js'
import type { PanelProps } from './action.js'

/** To whom, and with which words. */
export function AssignPanel({ working, row: task, close }: PanelProps) {
  const { data: team } = useLive('team.list', {})
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const members = (team ?? []).filter(({ id }) => id !== task.owner?.id)
  const chosen = members.find(({ id }) => id === to)
  const assign = async (id: LocalId, name: string) => {
    close()
    working.select(working.box === 'mine' ? working.after(task.id) : task.id)
    const words = note.trim()
    const result = await send('task.assign', { task: task.id, to: id, ...(words ? { note: words } : {}) })
    if (!result.ok) {
      working.select(task.id)
      return toastRefusal(result.refusal)
    }
    await sayDeed(`Given to ${name}: ${task.text}`, () => working.select(task.id))
  }
  const give = () => void (chosen && assign(chosen.id, chosen.name))
  useKeys('Assign', [
    { keys: 'Mod+Enter', label: 'Assign this task', run: give },
    { keys: 'Escape', label: 'Keep this task', run: close, inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-asking>
      <PersonBox label="Assign to" people={members} value={to} onChange={setTo} />
      <TextField label="Note, if any" value={note} onChange={setNote} maxLength={120} />
      <div className="inbox-actions-row">
        <Button look="primary" keys="Mod+Enter" isDisabled={!chosen} onPress={give}>
          Assign
        </Button>
        <Button look="quiet" keys="Escape" onPress={close}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}
