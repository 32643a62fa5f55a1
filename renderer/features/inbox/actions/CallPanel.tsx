import { useState } from 'react'
import { isTold, type Reached, reachedWhom, reachedWords } from '../../../../shared/domain/message/contact.js'
import { bindPatient, sayDeed, send, toastRefusal } from '../../../data/index.js'
import { Select, TextField } from '../../../ui/index.js'
import { commentOn, setUnsent, unsent } from '../unsent.js'
import { AskPanel } from './AskPanel.js'
import type { PanelProps } from './action.js'

const items = reachedWhom.map((id) => ({ id, label: reachedWords[id] }))

/** Whom a call reached. The task is done when it reached the patient or somebody for them, and stays otherwise. */
export function CallPanel({ working, row, close }: PanelProps) {
  const [reached, setReached] = useState<Reached | null>(null)
  const [whom, setWhom] = useState('')
  const [words, setWords] = useState(() => unsent(commentOn(row.id)).trim())
  const ready = reached !== null && (reached !== 'proxy' || whom.trim() !== '')
  const record = async () => {
    if (reached === null || !row.patient) return
    bindPatient(row.patient.id)
    const next = working.after(row.id)
    const result = await send('contact.record', {
      patient: row.patient.id,
      way: 'phone',
      reached,
      words: words.trim(),
      ...(reached === 'proxy' && { whom: whom.trim() }),
      task: row.id,
    })
    if (!result.ok) return toastRefusal(result.refusal)
    setUnsent(commentOn(row.id), '')
    close()
    if (isTold(reached)) working.select(next)
    await sayDeed(
      isTold(reached)
        ? `Called: ${row.text}, ${row.patient.shortName}`
        : `${reachedWords[reached]}: ${row.patient.shortName} was not told, the call stays in the inbox`,
      () => working.select(row.id),
    )
  }
  return (
    <AskPanel
      group="Call"
      answer={{
        words: reached !== null && isTold(reached) ? 'Record and next' : 'Record',
        label: 'Record this call',
        ready,
        give: record,
      }}
      leave="Record nothing"
      close={close}
    >
      <Select
        label="Reached"
        items={items}
        value={reached}
        onChange={(id) => setReached(id as Reached)}
        placeholder="Choose who"
        autoFocus
      />
      {reached === 'proxy' && <TextField label="Who it was" value={whom} onChange={setWhom} maxLength={120} />}
      <TextField label="What was said, if any" value={words} onChange={setWords} maxLength={2000} />
    </AskPanel>
  )
}
