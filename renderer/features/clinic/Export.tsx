import { useState } from 'react'
import { shell, toast, useKeys } from '../../data/index.js'
import { Button, Dialog, Notice } from '../../ui/index.js'

/** Everything unsent, saved as a file for the day this workstation cannot go on. */
export function Export({
  bundle,
  count,
  words,
  onClose,
}: {
  bundle: string
  count: number
  words: string
  onClose: () => void
}) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const save = async (text: string, what: string) => {
    if (busy) return
    setBusy(true)
    setFailed(false)
    const saved = await shell.saveCopy(text)
    setBusy(false)
    if (saved === 'failed') return setFailed(true)
    if (saved === 'cancelled') return
    toast(`A copy of ${what} was saved. Nothing was removed from here.`)
    if (text === bundle || count === 0) onClose()
  }
  const changes = count === 1 ? '1 change' : `${count} changes`
  const saveAll = () => (count > 0 ? save(bundle, changes) : save(words, 'the words'))
  useKeys('Keep a copy', [{ keys: 'Mod+Enter', label: 'Save it to a file', run: () => void saveAll(), inText: true }])
  return (
    <Dialog
      title={`Keep a copy of ${count > 0 ? changes : 'words not in the EHR yet'}`}
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="quiet" keys="Escape" onPress={onClose}>
            Close
          </Button>
          {words && count > 0 && (
            <Button icon="note" isDisabled={busy} onPress={() => void save(words, 'the words')}>
              Save the words alone
            </Button>
          )}
          <Button look="primary" icon="export" keys="Mod+Enter" isDisabled={busy} onPress={() => void saveAll()}>
            Save to a file
          </Button>
        </>
      }
    >
      <p>
        For the day this workstation cannot go on: everything that is not in the EHR yet, in a form any EHR can read (a
        FHIR Bundle). Nothing is removed from here, and it is still sent as usual.
      </p>
      {words && (
        <>
          <p className="clinic-words-title">The words of notes that are not in the EHR as they are here:</p>
          <textarea className="clinic-words" readOnly rows={8} aria-label="Words of the notes" value={words} />
        </>
      )}
      <Notice tone="attention" icon="key">
        The file is not encrypted: whoever opens it reads patients’ names and records. Keep it only where those may be
        kept, and delete it when it is no longer needed.
      </Notice>
      {failed && <p className="tone-danger">The file could not be written there. Choose another place.</p>}
    </Dialog>
  )
}
