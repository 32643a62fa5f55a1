import { useState } from 'react'
import {
  type ContactWay,
  contactWays,
  type Reached,
  reachedWhom,
  reachedWords,
} from '../../../../shared/domain/message/contact.js'
import { Select, TextField } from '../../../ui/index.js'
import { AskPanel } from '../actions/AskPanel.js'
import type { PanelProps } from '../actions/action.js'
import { replyTo, unsent } from '../unsent.js'
import { actOn } from './act.js'

const wayWords: Record<ContactWay, string> = {
  phone: 'By phone',
  'in-person': 'In person',
  video: 'By video',
  letter: 'By letter',
}

/** How the patient was told outside the portal. A voicemail tells nobody: the work stays. */
export function ToldPanel({ working, row, close }: PanelProps) {
  const [way, setWay] = useState<ContactWay>('phone')
  const [reached, setReached] = useState<Reached | null>(null)
  const [whom, setWhom] = useState('')
  // What was written for a message is what is said.
  const [words, setWords] = useState(() => unsent(replyTo(row.id)))
  const ready = reached !== null && (reached !== 'proxy' || whom.trim() !== '')
  const record = async () => {
    if (reached === null) return
    const named = reached === 'proxy' ? { whom: whom.trim() } : {}
    const done = await actOn(working, { told: { way, reached, words: words.trim(), ...named } })
    if (done) close()
  }
  return (
    <AskPanel
      group="Told"
      answer={{
        words: reached === 'voicemail' || reached === 'no-answer' ? 'Record, tell later' : 'Record and next',
        label: 'Record this and go on',
        ready,
        give: record,
      }}
      leave="Record nothing"
      close={close}
    >
      <Select
        label="How"
        items={contactWays.map((id) => ({ id, label: wayWords[id] }))}
        value={way}
        onChange={(id) => setWay(id as ContactWay)}
      />
      <Select
        label="Reached"
        items={reachedWhom.map((id) => ({ id, label: reachedWords[id] }))}
        value={reached}
        onChange={(id) => setReached(id as Reached)}
        autoFocus
      />
      {reached === 'proxy' && <TextField label="Who" value={whom} onChange={setWhom} maxLength={120} isRequired />}
      <TextField label="What was said, if any" value={words} onChange={setWords} maxLength={4000} />
    </AskPanel>
  )
}
