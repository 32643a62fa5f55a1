import { useRef, useState } from 'react'
import type { NoteView } from '../../../../shared/contract/views/note.js'
import type { PatientBanner } from '../../../../shared/contract/views/patient.js'
import { dateForReading } from '../../../../shared/kernel/dates.js'
import { send, toast, toastRefusal, useKeys } from '../../../data/index.js'
import { Button, Icon, TextField } from '../../../ui/index.js'

/** A key held down must not sign what it has just opened, milliseconds. */
const lookFirst = 500

/** A supervised colleague's note: vouch for it, with a statement if one wants, or send it back with a word. */
export function CosignPanel({
  note,
  patient,
  signer,
  onClose,
}: {
  note: NoteView
  patient: PatientBanner | null | undefined
  /** `Dr Lena Novak` */
  signer: string
  onClose: () => void
}) {
  const [returning, setReturning] = useState(false)
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const since = useRef(performance.now())
  const isBroken = note.seal === 'broken'
  const held = note.cosign?.holds ?? []
  const turn = (to: boolean) => {
    setReturning(to)
    setWords('')
    setTried(false)
    since.current = performance.now()
  }
  const cosign = async () => {
    if (busy || isBroken || !patient || performance.now() - since.current < lookFirst) return
    setBusy(true)
    const statement = words.trim()
    const result = await send('note.cosign', {
      patient: note.patient,
      note: note.id,
      ...(statement !== '' && { statement }),
    })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    toast('Co-signed, saved here')
    onClose()
  }
  const sendBack = async () => {
    setTried(true)
    if (busy || words.trim() === '') return
    setBusy(true)
    const result = await send('note.send-back', { patient: note.patient, note: note.id, words: words.trim() })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`Sent back to ${note.signedBy ?? note.author}`)
    onClose()
  }
  useKeys('Co-sign', [
    {
      keys: 'Mod+Enter',
      label: returning ? 'Send it back' : 'Co-sign',
      run: () => void (returning ? sendBack() : cosign()),
    },
    { keys: 'Alt+B', label: 'Send it back instead', run: () => turn(true), when: !returning },
    {
      keys: 'Escape',
      label: 'Not yet',
      run: () => (returning ? turn(false) : onClose()),
      inText: true,
      quiet: true,
    },
  ])
  return (
    <section className="note-ask" aria-label="Co-sign this note">
      <div className="note-review-who" data-colour={patient?.colour}>
        <p className="note-review-name">{patient?.name ?? 'Patient'}</p>
        {patient && (
          <p className="muted num">
            born {dateForReading(patient.birthDate)} · {patient.age} · MRN {patient.mrn}
          </p>
        )}
        <p className="muted">
          <Icon name="cosign" size={14} /> {note.title}, signed by {note.signedBy ?? note.author}
        </p>
      </div>
      {!returning && held.length > 0 && (
        <div className="note-ask-held">
          <p className="strong">Your co-signature sets going</p>
          <ul>
            {held.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      <TextField
        key={String(returning)}
        label={returning ? 'What should be changed?' : 'Your statement, if you want to add one'}
        description={
          returning
            ? `${note.signedBy ?? note.author} gets it as a task. What was signed stays as it is.`
            : 'It stands below the note with your co-signature. The signed text stays as it is.'
        }
        value={words}
        onChange={setWords}
        maxLength={returning ? 300 : 1000}
        autoFocus
        {...(tried && returning && words.trim() === '' ? { error: 'A few words, please' } : {})}
      />
      <div className="note-ask-do">
        {returning ? (
          <Button look="primary" keys="Mod+Enter" isDisabled={busy} onPress={() => void sendBack()}>
            Send it back
          </Button>
        ) : (
          <>
            <Button
              look="primary"
              icon="cosign"
              keys="Mod+Enter"
              isDisabled={busy || isBroken || !patient}
              onPress={() => void cosign()}
            >
              {`Co-sign as ${signer}`}
            </Button>
            <Button keys="Alt+B" isDisabled={busy} onPress={() => turn(true)}>
              Send back
            </Button>
          </>
        )}
        <Button look="quiet" keys="Escape" onPress={() => (returning ? turn(false) : onClose())}>
          {returning ? 'Back' : 'Not yet'}
        </Button>
      </div>
    </section>
  )
}
