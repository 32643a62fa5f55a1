import { useState } from 'react'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { openNote, send, toastRefusal, useKeys } from '../../../data/index.js'
import { Button, TextField } from '../../../ui/index.js'

/** Asks why a signed note is amended, then begins the new version from its text. */
export function AmendPanel({ patient, note, onClose }: { patient: LocalId; note: LocalId; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const begin = async () => {
    setTried(true)
    if (reason.trim() === '') return
    const result = await send('note.amend', { patient, note, reason: reason.trim() })
    if (!result.ok) return toastRefusal(result.refusal)
    onClose()
    openNote(patient, result.value.note)
  }
  useKeys('Amend', [
    { keys: 'Mod+Enter', label: 'Begin the amendment', run: () => void begin() },
    { keys: 'Escape', label: 'Leave it as it is', run: onClose, inText: true, quiet: true },
  ])
  return (
    <form
      className="note-ask"
      aria-label="Amend this note"
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <TextField
        label="Why is this note amended?"
        description="It stands with the new version. The signed text stays readable as it is."
        value={reason}
        onChange={setReason}
        maxLength={300}
        autoFocus
        isRequired
        {...(tried && reason.trim() === '' ? { error: 'A few words, please' } : {})}
      />
      <div className="note-ask-do">
        <Button look="primary" icon="edit" keys="Mod+Enter" onPress={() => void begin()}>
          Begin the amendment
        </Button>
        <Button look="quiet" keys="Escape" onPress={onClose}>
          Leave it as it is
        </Button>
      </div>
    </form>
  )
}
