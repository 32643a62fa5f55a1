import { useState } from 'react'
import { useKeys, useLive } from '../../../data/index.js'
import { Button, PersonBox } from '../../../ui/index.js'
import type { PanelProps } from '../actions/action.js'
import { keepResultDraft, resultDraft } from './draft.js'

/** Who tells the patient, where it is not the reviewer: they get a task with what is to be said. */
export function TellPanel({ row, close }: PanelProps) {
  const { data: team } = useLive('team.list', {})
  const [to, setTo] = useState<string | null>(null)
  const chosen = team?.find(({ id }) => id === to)
  const choose = () => {
    if (!chosen) return
    keepResultDraft(row.id, { ...resultDraft(row.id), tell: { to: chosen.id, name: chosen.name } })
    close()
  }
  useKeys('Who tells', [
    { keys: 'Mod+Enter', label: 'They tell the patient', run: choose },
    { keys: 'Escape', label: 'Leave it', run: close, inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-asking>
      <PersonBox label="Who tells the patient" people={team ?? []} value={to} onChange={setTo} />
      <div className="inbox-actions-row">
        <Button look="primary" keys="Mod+Enter" isDisabled={!chosen} onPress={choose}>
          They tell
        </Button>
        <Button look="quiet" keys="Escape" onPress={close}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}
