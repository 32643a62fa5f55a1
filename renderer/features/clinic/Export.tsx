import { useRef, useState } from 'react'
import { useKeys } from '../../data/index.js'
import { Button, Dialog } from '../../ui/index.js'

/** What is unsent, as text to keep elsewhere when this workstation cannot go on. */
export function Export({ bundle, count, onClose }: { bundle: string; count: number; onClose: () => void }) {
  const text = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = () => {
    text.current?.select()
    // The only way without asking the system for access to the clipboard, which the shell refuses.
    setCopied(document.execCommand('copy'))
  }
  useKeys('Keep a copy', [{ keys: 'Mod+Enter', label: 'Copy it', run: copy, inText: true }])
  return (
    <Dialog
      title={`${count} ${count === 1 ? 'change' : 'changes'} not in the EHR yet`}
      isOpen
      onClose={onClose}
      width={640}
      actions={
        <>
          <Button look="quiet" keys="Escape" onPress={onClose}>
            Close
          </Button>
          <Button look="primary" icon="copy" keys="Mod+Enter" onPress={copy}>
            {copied ? 'Copied' : 'Copy all of it'}
          </Button>
        </>
      }
    >
      <p className="muted">
        A FHIR Bundle with everything that waits here, for the day this workstation cannot go on. It holds patients’
        names and records: keep it only where those may be kept. Nothing is removed from here.
      </p>
      <textarea ref={text} className="clinic-bundle" readOnly rows={12} aria-label="FHIR Bundle" value={bundle} />
      {copied === false && (
        <p className="tone-attention">It could not be copied. Select the text above and copy it yourself.</p>
      )}
    </Dialog>
  )
}
