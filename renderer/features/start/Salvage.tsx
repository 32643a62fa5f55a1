import { useState } from 'react'
import type { SalvageOutcome } from '../../../shared/contract/shell.js'
import { shell } from '../../data/index.js'
import { Button, Dialog, Notice, Problem } from '../../ui/index.js'

const changesIn = (count: number): string => (count === 1 ? '1 change' : `${count} changes`)

/** What a salvage brought, in a sentence. */
const broughtWords = ({ changes, hasWords }: { changes: number; hasWords: boolean }): string => {
  if (changes === 0 && !hasWords) return 'Nothing here was unsent: everything is in the EHR.'
  const what = [changes > 0 ? changesIn(changes) : '', hasWords ? 'the words of notes' : ''].filter(Boolean)
  return `${what.join(' and ')} ${changes === 1 && !hasWords ? 'was' : 'were'} saved.`
}

/** What is unsent, saved as files though Rounds cannot start. */
export function Salvage({ onClose }: { onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Exclude<SalvageOutcome, { outcome: 'cancelled' }>>()
  const save = async () => {
    setBusy(true)
    setTold(undefined)
    const result = await shell.salvage()
    setBusy(false)
    if (result.outcome !== 'cancelled') setTold(result)
  }
  const saved = told?.outcome === 'saved' ? told : undefined
  return (
    <Dialog
      title="Keep a copy of what is unsent"
      isOpen
      onClose={() => {
        // What it brought is to be seen.
        if (!busy) onClose()
      }}
      width={520}
      actions={
        <>
          <Button look={saved ? 'primary' : 'quiet'} isDisabled={busy} onPress={onClose}>
            Close
          </Button>
          {!saved && (
            <Button look="primary" icon="export" autoFocus isDisabled={busy} onPress={() => void save()}>
              {busy ? 'Reading what is here …' : 'Choose a folder'}
            </Button>
          )}
        </>
      }
    >
      {saved ? (
        <div role="status">
          <p>
            {broughtWords(saved)} {saved.changes > 0 || saved.hasWords ? 'Nothing was removed from here.' : ''}
          </p>
          {saved.lost > 0 && (
            <p className="tone-danger">{`${changesIn(saved.lost)} could not be read, or not whole.`}</p>
          )}
          {saved.unsure && <p className="tone-danger">Whether there was more can no longer be told.</p>}
          <p className="start-folder selectable">{saved.folder}</p>
        </div>
      ) : (
        <p>
          Everything entered here that is not in the EHR yet: the words of the notes as plain text, and all of it in a
          form any EHR can read (a FHIR Bundle). What is on this computer stays as it is. On a full disk choose another
          one.
        </p>
      )}
      <Notice tone="attention" icon="key">
        The files are not encrypted: whoever opens them reads patients’ names and records. Keep them only where those
        may be kept, and delete them when they are no longer needed.
      </Notice>
      {told?.outcome === 'failed' && (
        <Problem title="No copy could be saved" tone="danger" inline>
          {told.message}
        </Problem>
      )}
    </Dialog>
  )
}
