import { useState } from 'react'
import { shell, toast, useKeys } from '../../data/index.js'
import { Button, Dialog, Notice } from '../../ui/index.js'

/** Everything unsent, saved as a file for the day this workstation cannot go on. */
export function Export({ bundle, count, onClose }: { bundle: string; count: number; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const save = async () => {
    if (busy) return
    setBusy(true)
    setFailed(false)
    const saved = await shell.saveCopy(bundle)
    setBusy(false)
    if (saved === 'failed') return setFailed(true)
    if (saved === 'cancelled') return
    toast(`A copy of ${count === 1 ? '1 change' : `${count} changes`} was saved. Nothing was removed from here.`)
    onClose()
  }
  useKeys('Keep a copy', [{ keys: 'Mod+Enter', label: 'Save it to a file', run: () => void save(), inText: true }])
  return (
    <Dialog
      title={`Keep a copy of ${count === 1 ? '1 change' : `${count} changes`}`}
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="quiet" keys="Escape" onPress={onClose}>
            Close
          </Button>
          <Button look="primary" icon="export" keys="Mod+Enter" isDisabled={busy} onPress={() => void save()}>
            Save to a file
          </Button>
        </>
      }
    >
      <p>
        For the day this workstation cannot go on: everything that is not in the EHR yet, in a form any EHR can read (a
        FHIR Bundle). Nothing is removed from here, and it is still sent as usual.
      </p>
      <div className="clinic-warning">
        <Notice tone="attention" icon="key">
          The file is not encrypted: whoever opens it reads patients’ names and records. Keep it only where those may be
          kept, and delete it when it is no longer needed.
        </Notice>
      </div>
      {failed && <p className="tone-danger">The file could not be written there. Choose another place.</p>}
    </Dialog>
  )
}
