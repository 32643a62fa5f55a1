import { useState } from 'react'
import { momentForReading } from '../../../shared/kernel/dates.js'
import { openChart, send, toast, toastRefusal, useBinding, useKeys, useLive, useNow } from '../../data/index.js'
import { Button, Notice, Skeleton } from '../../ui/index.js'
import { PatientOf } from './PatientOf.js'
import { sideWords } from './when.js'

/** One kept version: all it says, to read, to copy, or to bring back. */
export function KeptPane({ kept }: { kept: string }) {
  const { data: view } = useLive('kept.view', { kept })
  const now = useNow(60_000)
  const [busy, setBusy] = useState(false)
  const { writable } = useBinding(view?.patient?.id ?? null)
  const copy = async () => {
    if (!view) return
    const facts = view.facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
    await navigator.clipboard.writeText([view.title, facts, view.text].filter(Boolean).join('\n\n'))
    toast('Copied')
  }
  const bringBack = async () => {
    if (!view?.canBringBack) return
    setBusy(true)
    const result = await send('kept.bring-back', { kept, ...(view.patient && { patient: view.patient.id }) })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`Brought back: ${view.title}. It goes to the EHR as a new change.`)
  }
  const canBring = view?.canBringBack === true && !busy && (view.patient === undefined || writable)
  useKeys('Kept versions', [
    { keys: 'y', label: 'Copy the text', run: () => void copy() },
    {
      keys: 'c',
      label: 'Open the chart',
      run: () => view?.patient && openChart(view.patient.id),
      when: view?.patient !== undefined,
    },
    { keys: 'r', label: 'Bring this version back', run: () => void bringBack(), when: canBring },
  ])
  if (!view) return <Skeleton lines={5} />
  const { patient } = view
  return (
    <article className="conflicts-pane" aria-label={`Kept version: ${view.title}`}>
      {patient && <PatientOf patient={patient.id} />}
      <header className="conflicts-head">
        <div>
          <h2>{view.title}</h2>
          <p className="muted num">
            {[sideWords(view.side), view.by, momentForReading(view.at, now)].filter(Boolean).join(', ')}. {view.why}
          </p>
        </div>
        {patient && (
          <Button size="s" keys="c" icon="person" onPress={() => openChart(patient.id)}>
            Chart
          </Button>
        )}
      </header>
      {view.because && (
        <Notice tone="information" icon="info">
          {view.because}
        </Notice>
      )}
      <div className="conflicts-scroll">
        <dl className="conflicts-facts">
          {view.facts.map(({ label, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two numbers may read the same
            <div key={index}>
              <dt>{label}</dt>
              <dd className="selectable">{value}</dd>
            </div>
          ))}
        </dl>
        {view.text !== undefined && <p className="conflicts-text selectable">{view.text}</p>}
      </div>
      <footer className="conflicts-foot">
        <p />
        <Button keys="y" icon="copy" onPress={() => void copy()}>
          Copy the text
        </Button>
        <Button look="primary" keys="r" icon="undo" isDisabled={!canBring} onPress={() => void bringBack()}>
          Bring this version back
        </Button>
      </footer>
    </article>
  )
}
