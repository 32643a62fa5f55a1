import { useState } from 'react'
import type { HeldView } from '../../../../../shared/contract/views/work/identity.js'
import { asLocalId } from '../../../../../shared/kernel/ids.js'
import { send, toast, toastRefusal, useKeys } from '../../../../data/index.js'
import { Button, TextField } from '../../../../ui/index.js'
import { SecondPerson } from './SecondPerson.js'

/** It belongs to nobody of this clinic: it stays out of every chart, and the laboratory is to be called. */
export function NotOurs({ view, onClose }: { view: HeldView; onClose: () => void }) {
  const [words, setWords] = useState('')
  const [second, setSecond] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const ready = words.trim() !== '' && (!view.critical || second !== null) && view.missing === 0
  const say = async () => {
    if (!ready || busy) return
    setBusy(true)
    const result = await send('held.not-ours', {
      report: view.report,
      seen: view.seen,
      words: words.trim(),
      ...(second && { second: asLocalId(second) }),
    })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    toast('Kept out of every chart. A task of yours says to call the laboratory.')
  }
  useKeys('Of nobody here', [
    { keys: 'Mod+Enter', label: 'It is of nobody here', run: () => void say(), inText: true, when: ready },
    { keys: 'Escape', label: 'Back', run: onClose, inText: true, quiet: true },
  ])
  return (
    <section className="card inbox-card held-decide" aria-label="Of nobody here">
      <header className="inbox-card-head">
        <h2>Of nobody here</h2>
      </header>
      <p className="muted">It stays out of every chart, and you get a task to call the laboratory.</p>
      <TextField
        label="How you know"
        placeholder="no patient of ours has this name or number"
        value={words}
        onChange={setWords}
        maxLength={300}
        autoFocus
      />
      {view.critical && <SecondPerson value={second} onChange={setSecond} />}
      <div className="held-foot">
        <Button look="primary" icon="phone" keys="Mod+Enter" isDisabled={!ready || busy} onPress={() => void say()}>
          Keep it out, call the laboratory
        </Button>
        <Button look="quiet" keys="Escape" onPress={onClose}>
          Back
        </Button>
      </div>
    </section>
  )
}
