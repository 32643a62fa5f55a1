import { useState } from 'react'
import { shell, toast, useKeys } from '../../data/index.js'
import { Button, Dialog, Notice } from '../../ui/index.js'

<<<<<<< HEAD
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
=======
/** What is unsent, as text to keep elsewhere when this workstation cannot go on. */
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
  const text = useRef<HTMLTextAreaElement>(null)
  const read = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<'all' | 'words' | 'not' | null>(null)
  const copyFrom = (area: HTMLTextAreaElement | null, what: 'all' | 'words') => {
    area?.select()
    // The only way without asking the system for access to the clipboard, which the shell refuses.
    setCopied(document.execCommand('copy') ? what : 'not')
  }
  const copy = () => copyFrom(text.current, 'all')
  useKeys('Keep a copy', [{ keys: 'Mod+Enter', label: 'Copy it', run: copy, inText: true }])
  return (
    <Dialog
      title={
        count === 0 ? 'Words not in the EHR yet' : `${count} ${count === 1 ? 'change' : 'changes'} not in the EHR yet`
      }
>>>>>>> 8ce3a0a (Migrations tested on stores of every earlier form, through a full disk and kills; what became of a damaged store is told)
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="quiet" keys="Escape" onPress={onClose}>
            Close
          </Button>
<<<<<<< HEAD
          <Button look="primary" icon="export" keys="Mod+Enter" isDisabled={busy} onPress={() => void save()}>
            Save to a file
=======
          {words && (
            <Button icon="copy" onPress={() => copyFrom(read.current, 'words')}>
              {copied === 'words' ? 'Copied' : 'Copy the words'}
            </Button>
          )}
          <Button look="primary" icon="copy" keys="Mod+Enter" onPress={copy}>
            {copied === 'all' ? 'Copied' : 'Copy all of it'}
>>>>>>> 8ce3a0a (Migrations tested on stores of every earlier form, through a full disk and kills; what became of a damaged store is told)
          </Button>
        </>
      }
    >
<<<<<<< HEAD
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
=======
      {words && (
        <>
          <p className="muted">The words of notes that are not in the EHR as they are here.</p>
          <textarea
            ref={read}
            className="clinic-bundle"
            readOnly
            rows={7}
            aria-label="Words of the notes"
            value={words}
          />
        </>
      )}
      <p className="muted">
        A FHIR Bundle with everything that waits here, for the day this workstation cannot go on. It holds patients’
        names and records: keep it only where those may be kept. Nothing is removed from here.
      </p>
      <textarea ref={text} className="clinic-bundle" readOnly rows={12} aria-label="FHIR Bundle" value={bundle} />
      {copied === 'not' && (
        <p className="tone-attention">It could not be copied. Select the text above and copy it yourself.</p>
      )}
>>>>>>> 8ce3a0a (Migrations tested on stores of every earlier form, through a full disk and kills; what became of a damaged store is told)
    </Dialog>
  )
}
