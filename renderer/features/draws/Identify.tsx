import { useRef, useState } from 'react'
import type { DrawView } from '../../../shared/contract/views/draw.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import { send, toastRefusal, useKeys } from '../../data/index.js'
import { Button, DateField, Icon, Notice, Problem, TextField } from '../../ui/index.js'
import { readWristband } from './scan.js'
import { useFirstFocus } from './useFirstFocus.js'

/**
 * Two identifiers as the patient says them, compared with the record by the core. The questions are open: nothing here
 * offers the answer.
 */
export function Identify({
  view,
  writable,
  myName,
}: {
  view: DrawView
  writable: boolean
  myName: string | undefined
}) {
  const [name, setName] = useState('')
  const [birthDate, setBirthDate] = useState('')
  const [band, setBand] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [mismatch, setMismatch] = useState<string | null>(null)
  const nameField = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useFirstFocus(nameField)

  const mrn = band.trim() === '' ? undefined : readWristband(band)
  const bandProblem = band.trim() !== '' && mrn === undefined ? 'This is not a record number of six digits' : undefined
  const complete = name.trim() !== '' && birthDate !== '' && !bandProblem
  const match = async () => {
    setTried(true)
    if (!complete || !writable || busy) return
    setBusy(true)
    setMismatch(null)
    const result = await send('draw.identify', {
      patient: view.patient.id,
      name: name.trim(),
      birthDate,
      ...(mrn ? { mrn } : {}),
    })
    setBusy(false)
    if (result.ok) return
    if (result.refusal.code === 'wrong-patient') setMismatch(result.refusal.message)
    else toastRefusal(result.refusal)
  }
  useKeys('Identify', [{ keys: 'Mod+Enter', label: 'Match the identifiers', run: () => void match() }])

  const by = view.identified
  const orderers = [...new Set(view.orders.map(({ orderedBy }) => orderedBy))]
  return (
    <div className="draws-identify">
      {by && by.by !== myName && (
        <Notice icon="identity">
          {by.by} matched this patient at {timeForReading(by.at)}. Whoever draws asks again.
        </Notice>
      )}
      {mismatch && (
        <Problem title="Do not draw: this does not match" tone="danger" icon="ban">
          <p>{mismatch}</p>
          <ul className="draws-todo">
            <li>Ask again; let the patient say name and birth date in their own words.</li>
            <li>Look at the wristband or a photo ID.</li>
            <li>
              If it still does not match, choose another patient from the list, or stop and tell{' '}
              {orderers.join(' or ') || 'who ordered it'}.
            </li>
          </ul>
        </Problem>
      )}
      <form
        className="card draws-ask"
        aria-label="Identify the patient"
        onSubmit={(event) => {
          event.preventDefault()
          void match()
        }}
      >
        <h2>Ask the patient</h2>
        <p className="muted">
          Type what they say. It is compared with the record; do not read the answer from the screen.
        </p>
        <div className="draws-ask-fields">
          <TextField
            label="“What is your full name?”"
            value={name}
            onChange={setName}
            inputRef={nameField}
            maxLength={120}
            placeholder="as the patient says it"
            error={tried && name.trim() === '' ? 'Ask for the full name' : undefined}
          />
          <DateField
            label="“What is your birth date?”"
            value={birthDate}
            onChange={setBirthDate}
            error={tried && birthDate === '' ? 'Day, month and year, please' : undefined}
          />
          <TextField
            label="Wristband, if there is one"
            value={band}
            onChange={setBand}
            maxLength={40}
            placeholder="scan it"
            description={
              <span>
                <Icon name="scan" size={12} /> compared as a third identifier
              </span>
            }
            error={bandProblem}
          />
        </div>
        <div className="draws-ask-foot">
          {!writable && <span className="muted">Opening this patient here</span>}
          <Button type="submit" look="primary" icon="identity" keys="Mod+Enter" isDisabled={!writable || busy}>
            Match
          </Button>
        </div>
      </form>
      <p className="draws-after faint">Labels print only after both match.</p>
    </div>
  )
}
