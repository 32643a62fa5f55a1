import { useRef, useState } from 'react'
import type { LoopLine, LoopView } from '../../../shared/contract/views/work/results.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { go, openChart, send, toast, toastRefusal, useKeys, useLive, useMay } from '../../data/index.js'
import {
  Banner,
  Button,
  DateField,
  LoopStrip,
  Notice,
  Problem,
  ResultSheet,
  Skeleton,
  TextField,
} from '../../ui/index.js'
import { expectedWords, stepWords } from './words.js'

interface Props {
  line: LoopLine
  now: Date
}

/** One loop: how far it has come, what came, and what can be done so that it goes on. */
export function LoopPane({ line, now }: Props) {
  const patient = line.patient?.id
  const { data: loop, refusal } = useLive('loop.view', patient ? { patient, loop: line.id } : null)
  const result = useLive('result.view', patient && line.report ? { patient, report: line.report } : null).data
  const [asking, setAsking] = useState<'date' | 'end' | null>(null)
  const mayOrder = useMay('order.write')
  const mayWork = useMay('task.work')
  const waits = line.ordered && (loop?.awaited === 'collected' || loop?.awaited === 'final')
  const [mayMove, mayEnd] = [waits && mayWork, waits && mayOrder]
  const toTask = line.task ? () => go('inbox', line.task) : undefined
  useKeys('Loop', [
    { keys: 'o', label: 'Open its task', when: toTask !== undefined, run: () => toTask?.() },
    { keys: 'Enter', label: 'Open the chart', when: patient !== undefined, run: () => patient && openChart(patient) },
    { keys: 'd', label: 'Expect it by another day', when: mayMove, run: () => setAsking('date') },
    { keys: '#', label: 'Not needed any more', when: mayEnd, run: () => setAsking('end') },
  ])
  if (!patient)
    return (
      <Notice icon="cloud-off">The patient of this order is not on this workstation: it is shown once they are.</Notice>
    )
  return (
    <article className="results-pane" aria-label={line.name}>
      <Whose patient={line.patient as NonNullable<LoopLine['patient']>} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard */}
      <section className="results-scroll" aria-label="Loop" tabIndex={0}>
        {refusal && (
          <Problem inline title="This could not be read">
            {refusal.message}
          </Problem>
        )}
        {loop === undefined && !refusal && <Skeleton lines={4} />}
        {loop === null && <Notice icon="ban">This order is not on this workstation any more.</Notice>}
        {loop && (
          <>
            <header className="results-title">
              <h2>{loop.name}</h2>
              <p className="muted num">
                {[stepWords(loop), loop.awaited && expectedWords(loop, now)].filter(Boolean).join(' · ')}
              </p>
            </header>
            <section className="card results-card">
              <LoopStrip label={`How far ${loop.name} has come`} stations={loop.stations} now={now} />
            </section>
            {loop.ended && <Notice icon="ban">{loop.ended}</Notice>}
            {waits && line.overdue && (
              <p className="muted">
                Nothing has come. Ask the laboratory, expect it by another day, or say that it is not needed any more.
              </p>
            )}
          </>
        )}
        {result && (
          <ResultSheet
            name={result.report.name}
            status={result.report.status}
            rows={result.report.rows}
            series={result.series}
            conclusion={result.conclusion}
            missing={result.missing}
            partial={result.partial}
            now={now}
          />
        )}
      </section>
      <footer className="results-actions">
        {asking && loop ? (
          <Ask what={asking} loop={loop} patient={patient} close={() => setAsking(null)} />
        ) : (
          <>
            {toTask && (
              <Button look="primary" keys="o" onPress={toTask}>
                Open its task
              </Button>
            )}
            {mayMove && (
              <Button keys="d" onPress={() => setAsking('date')}>
                Another day
              </Button>
            )}
            {mayEnd && (
              <Button keys="#" onPress={() => setAsking('end')}>
                Not needed
              </Button>
            )}
            <Button keys="Enter" onPress={() => openChart(patient)}>
              Open chart
            </Button>
          </>
        )}
      </footer>
    </article>
  )
}

function Whose({ patient }: { patient: NonNullable<LoopLine['patient']> }) {
  const { data: banner } = useLive('patient.banner', { patient: patient.id })
  const person = banner ?? { ...patient, allergyState: 'listed' as const, allergies: [] }
  return <Banner compact person={{ ...person, born: dateForReading(person.birthDate) }} />
}

/** Until when it is awaited, or why not any more; either with a word of why, which stays on the order. */
function Ask(of: { what: 'date' | 'end'; loop: LoopView; patient: LocalId; close: () => void }) {
  const { what, loop, patient, close } = of
  const [until, setUntil] = useState<string>('')
  const [reason, setReason] = useState('')
  const saving = useRef(false)
  const [busy, setBusy] = useState(false)
  const isReady = !busy && reason.trim() !== '' && (what === 'end' || /^\d{4}-\d{2}-\d{2}$/.test(until))
  const save = async () => {
    if (!isReady || saving.current) return
    saving.current = true
    setBusy(true)
    const about = { patient, loop: loop.id, reason: reason.trim() }
    const done = what === 'end' ? await send('loop.end', about) : await send('loop.expect', { ...about, until })
    saving.current = false
    setBusy(false)
    if (!done.ok) return toastRefusal(done.refusal)
    toast(what === 'end' ? `Not needed any more: ${loop.name}` : `Awaited until another day: ${loop.name}`)
    close()
  }
  useKeys('Loop date', [
    { keys: 'Mod+Enter', label: 'Save', run: () => void save() },
    { keys: 'Escape', label: 'Leave it', run: close, inText: true, quiet: true },
  ])
  return (
    <>
      {what === 'date' && <DateField label="Expected by" value={until} onChange={setUntil} />}
      <TextField
        label="Why"
        value={reason}
        onChange={setReason}
        maxLength={300}
        isRequired
        autoFocus={what === 'end'}
      />
      <Button look="primary" keys="Mod+Enter" isDisabled={!isReady} onPress={() => void save()}>
        {what === 'end' ? 'End this order' : 'Expect it then'}
      </Button>
      <Button look="quiet" keys="Escape" onPress={close}>
        Cancel
      </Button>
    </>
  )
}
