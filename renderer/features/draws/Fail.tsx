import { useState } from 'react'
import type { InputOf } from '../../../shared/contract/contract.js'
import type { DrawView } from '../../../shared/contract/views/draw.js'
import { send, toast, toastRefusal, useKeys } from '../../data/index.js'
import { Button, TextField } from '../../ui/index.js'
import { pendingTubes } from './scan.js'

export type FailReason = InputOf<'draw.fail'>['reason']

export const failReasons: readonly { id: FailReason; label: string; keys: string; after: string }[] = [
  { id: 'failed-stick', label: 'Failed stick', keys: 'Alt+F', after: 'The patient stays on the list for another try.' },
  {
    id: 'refused',
    label: 'Patient refused',
    keys: 'Alt+R',
    after: 'The orders wait until someone decides about them.',
  },
  {
    id: 'not-fasting',
    label: 'Not fasting',
    keys: 'Alt+N',
    after: 'The patient stays on the list for when they have fasted.',
  },
  { id: 'left', label: 'Left', keys: 'Alt+L', after: 'The patient stays on the list.' },
  { id: 'other', label: 'Other', keys: 'Alt+O', after: 'The patient stays on the list.' },
]

/** When it cannot go on: why, said once; what is drawn stays, and who ordered it is told. */
export function Fail({
  view,
  reason,
  drawing,
  onReason,
  onDone,
}: {
  view: DrawView
  reason: FailReason | null
  /** False before the draw: nothing can have been stuck yet. */
  drawing: boolean
  onReason: (reason: FailReason | null) => void
  onDone: (reason: FailReason) => void
}) {
  const reasons = failReasons.filter(({ id }) => drawing || id !== 'failed-stick')
  useKeys(
    'Draw',
    failReasons.map(({ id, label, keys }) => ({
      keys,
      label,
      run: () => onReason(id),
      when: drawing || id !== 'failed-stick',
    })),
  )
  if (reason) return <Record key={reason} view={view} reason={reason} onClose={() => onReason(null)} onDone={onDone} />
  return (
    <section className="card draws-foot-card draws-wrong" aria-label="Something wrong?">
      <div>
        <h3>Something wrong?</h3>
        <p className="faint">Keeps what is drawn and tells who ordered it</p>
      </div>
      <div className="draws-wrong-buttons">
        {reasons.map(({ id, label, keys }) => (
          <Button key={id} size="s" keys={keys} onPress={() => onReason(id)}>
            {label}
          </Button>
        ))}
      </div>
    </section>
  )
}

function Record({
  view,
  reason,
  onClose,
  onDone,
}: {
  view: DrawView
  reason: FailReason
  onClose: () => void
  onDone: (reason: FailReason) => void
}) {
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const words = failReasons.find(({ id }) => id === reason)
  const pending = pendingTubes(view.tubes)
  const drawn = view.tubes.length - pending.length
  const orderers = [
    ...new Set(view.orders.filter(({ state }) => state === 'waiting').map(({ orderedBy }) => orderedBy)),
  ]
  const ready = !busy && (reason !== 'other' || note.trim() !== '')
  const record = async () => {
    if (!ready) return
    setBusy(true)
    const said = note.trim()
    const result = await send('draw.fail', { patient: view.patient.id, reason, ...(said ? { note: said } : {}) })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`${words?.label} recorded for ${view.patient.name}`)
    onDone(reason)
  }
  useKeys('Draw', [
    { keys: 'Mod+Enter', label: `Record: ${words?.label}`, run: () => void record() },
    { keys: 'Escape', label: 'Cancel', run: onClose, inText: true, quiet: true },
  ])
  return (
    <section className="card draws-foot-card draws-fail" aria-label={words?.label}>
      <h3>
        {words?.label}: {view.patient.name}
      </h3>
      <p className="muted">
        {drawn > 0 && `${drawn} ${drawn === 1 ? 'tube is drawn and stays' : 'tubes are drawn and stay'} recorded. `}
        {pending.length} {pending.length === 1 ? 'tube is' : 'tubes are'} not drawn;{' '}
        {orderers.join(' and ') || 'the care team'} {orderers.length > 1 ? 'are' : 'is'} told. {words?.after}
      </p>
      <div className="draws-fail-row">
        <TextField
          label={reason === 'other' ? 'Why' : 'Note, if any'}
          isRequired={reason === 'other'}
          value={note}
          onChange={setNote}
          maxLength={120}
          autoFocus
          placeholder={reason === 'failed-stick' ? 'left arm, two tries' : undefined}
        />
        <Button look="primary" keys="Mod+Enter" isDisabled={!ready} onPress={() => void record()}>
          Record it
        </Button>
        <Button look="quiet" keys="Escape" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </section>
  )
}
