import { useState } from 'react'
import type { DemographicsView } from '../../../shared/contract/views/patient.js'
import { agoForReading, localDate } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { sendFor, toast, useKeys, useLive, useNow } from '../../data/index.js'
import { Button, EmptyState, Panel, Problem, Skeleton, UnsentMark } from '../../ui/index.js'
import { Changes } from './Changes.js'
import { DemographicsFields } from './DemographicsFields.js'
import { changesOf, demographicsOf, formOf, problemsOf } from './demographics.js'
import { PatientHead } from './PatientHead.js'

/** A patient's details, to change at any time. */
export function Details({ patient, onClose }: { patient: LocalId; onClose: () => void }) {
  const { data, loading } = useLive('patient.demographics', { patient })
  if (data) return <Form view={data} onClose={onClose} />
  return (
    <Panel title="Details" onClose={onClose}>
      {loading ? (
        <Skeleton lines={8} />
      ) : (
        <EmptyState compact title="This patient is not on this workstation any more" />
      )}
    </Panel>
  )
}

function Form({ view, onClose }: { view: DemographicsView; onClose: () => void }) {
  const now = useNow()
  // What the form began from; a change by someone else meanwhile shows as one more difference, never silently undone.
  const [before] = useState(() => formOf(view.demographics))
  const [form, setForm] = useState(before)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const problems = problemsOf(form, localDate(now))
  const changes = changesOf(before, form)
  const theirs = changesOf(before, formOf(view.demographics))
  const ready = changes.length > 0 && Object.keys(problems).length === 0 && !busy

  const save = async () => {
    if (!ready) return
    setBusy(true)
    const latest = formOf(view.demographics)
    const merged = { ...latest, ...Object.fromEntries(changes.map(({ field }) => [field, form[field]])) }
    const result = await sendFor('patient.update', {
      patient: view.id,
      demographics: demographicsOf(merged),
      confirmed: false,
    })
    setBusy(false)
    if (!result.ok) return setProblem(result.refusal.message)
    toast(`${view.name}: ${changes.length === 1 ? '1 detail' : `${changes.length} details`} changed`)
    onClose()
  }
  useKeys('Details', [
    { keys: 'Mod+Enter', label: 'Save the details', run: () => void save(), when: ready },
    { keys: 'Escape', label: 'Close the front desk panel', run: onClose, quiet: true },
  ])
  return (
    <Panel
      title="Details"
      onClose={onClose}
      footer={
        <>
          <span className="desk-missing muted">
            {view.confirmedAt && `Confirmed with the patient ${agoForReading(view.confirmedAt, now)}`}
          </span>
          <Button look="primary" icon="save" keys="Mod+Enter" isDisabled={!ready} onPress={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <PatientHead patient={view.id}>
        <UnsentMark state={view.unsent} />
      </PatientHead>
      {problem && <Problem inline title={problem} safe="What you typed is still here." />}
      {theirs.length > 0 && (
        <Problem inline tone="information" icon="info" title="Someone else has changed these details meanwhile">
          {theirs.map((change) => `${change.label}: ${change.after || 'nothing'}`).join(' · ')}. Saving keeps theirs
          where you changed nothing.
        </Problem>
      )}
      <DemographicsFields form={form} onChange={setForm} problems={problems} autoFocus />
      <Changes changes={changes} />
    </Panel>
  )
}
