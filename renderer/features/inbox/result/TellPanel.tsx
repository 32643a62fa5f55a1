import { useState } from 'react'
import { useLive } from '../../../data/index.js'
import { PersonBox } from '../../../ui/index.js'
import { AskPanel } from '../actions/AskPanel.js'
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
  return (
    <AskPanel
      group="Who tells"
      answer={{ words: 'They tell', label: 'They tell the patient', ready: chosen !== undefined, give: choose }}
      leave="Leave it"
      close={close}
    >
      <PersonBox label="Who tells the patient" people={team ?? []} value={to} onChange={setTo} />
    </AskPanel>
  )
}
