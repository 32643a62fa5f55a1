import { useEffect, useMemo, useState } from 'react'
import type { InputOf } from '../../../shared/contract/contract.js'
import type { DemographicsView } from '../../../shared/contract/views/patient.js'
import type { ScheduleRow } from '../../../shared/contract/views/schedule.js'
import { agoForReading, dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import { openDesk, sayStep, sendFor, useKeys, useLive, useNow } from '../../data/index.js'
import { stateWords } from '../../data/visit.js'
import { Button, Checkbox, EmptyState, Kbd, Panel, Problem, Skeleton } from '../../ui/index.js'
import { Changes } from './Changes.js'
import { DemographicsFields } from './DemographicsFields.js'
import { addressLine, changesOf, type DemographicsForm, demographicsOf, formOf, problemsOf } from './demographics.js'
import { PatientHead } from './PatientHead.js'
import { useVisit } from './visit.js'

type Identifier = InputOf<'visit.check-in'>['identifiers'][number]

/** What the patient can be asked, with what they should answer. */
const asked = (view: DemographicsView): { id: Identifier; answer: string }[] => [
  { id: 'name', answer: view.name },
  { id: 'birth date', answer: dateForReading(view.birthDate) },
  { id: 'address', answer: addressLine(view.demographics) },
  { id: 'phone', answer: view.demographics.mobile ?? view.demographics.phone ?? '' },
  { id: 'photo ID', answer: 'the picture is theirs, the name is the same' },
]

/** Who are you, is this still right, take a seat: one panel, one button. */
export function CheckIn({ visit: given, onClose }: { visit: ScheduleRow; onClose: () => void }) {
  const visit = useVisit(given)
  const { patient } = visit
  const known = useLive('patient.demographics', { patient: patient.id })
  const done = visit.state !== 'booked' && visit.state !== 'arrived'
  return (
    <>
      {known.data ? (
        <Form key={patient.id} visit={visit} view={known.data} done={done} onClose={onClose} />
      ) : (
        <Panel title="Check in" onClose={onClose}>
          <PatientHead patient={patient.id} />
          {known.refusal ? (
            <Problem inline title={known.refusal.message} safe="Nothing has been changed." />
          ) : known.loading ? (
            <Skeleton lines={6} />
          ) : (
            <EmptyState compact title="This patient is not on this workstation any more" />
          )}
        </Panel>
      )}
    </>
  )
}

function Form({
  visit,
  view,
  done,
  onClose,
}: {
  visit: ScheduleRow
  view: DemographicsView
  done: boolean
  onClose: () => void
}) {
  const now = useNow()
  const { patient } = visit
  const before = useMemo(() => formOf(view.demographics), [view.demographics])
  const [matched, setMatched] = useState<readonly Identifier[]>([])
  const [form, setForm] = useState<DemographicsForm>(before)
  const [editing, setEditing] = useState(false)
  const [confirmed, setConfirmed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [touched, setTouched] = useState(false)
  // Until this desk has typed something, what others change is taken over.
  useEffect(() => {
    if (!touched) setForm(before)
  }, [before, touched])

  const changes = changesOf(before, form)
  const problems = problemsOf(form, localDate(now))
  const wrong = Object.keys(problems).length > 0 && (editing || changes.length > 0)
  const ready = matched.length >= 2 && confirmed && !wrong && !busy && !done
  const answers = asked(view).filter((one) => one.answer !== '')
  const toggle = (id: Identifier) =>
    setMatched((list) => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]))

  const checkIn = async () => {
    if (!ready) return
    setBusy(true)
    setProblem(null)
    const about = { patient: patient.id, appointment: visit.id }
    const stop = (message: string) => {
      setProblem(message)
      setBusy(false)
    }
    const saved = await sendFor('patient.update', {
      patient: patient.id,
      demographics: demographicsOf(form),
      confirmed: true,
    })
    if (!saved.ok) return stop(saved.refusal.message)
    // Someone booked arrives with this step too, so that one undo takes all of it back.
    const checkedIn = await sendFor('visit.check-in', { ...about, identifiers: [...matched] })
    if (!checkedIn.ok) return stop(checkedIn.refusal.message)
    sayStep(
      `${patient.name} is checked in${changes.length > 0 ? `, ${changes.length === 1 ? '1 detail' : `${changes.length} details`} changed` : ''}`,
      visit,
    )
    onClose()
  }
  useKeys('Check in', [
    ...answers.map((one, index) => ({
      keys: String(index + 1),
      label: `Asked and matched: ${one.id}`,
      run: () => toggle(one.id),
      quiet: true,
    })),
    { keys: 'd', label: 'Details confirmed', run: () => setConfirmed(!confirmed), when: !wrong, quiet: true },
    { keys: 'e', label: 'Change details', run: () => setEditing(true), when: !editing },
    { keys: 'Mod+Enter', label: 'Check in', run: () => void checkIn(), when: ready },
    { keys: 'Escape', label: 'Close the front desk panel', run: onClose, quiet: true },
  ])
  const missing = done
    ? null
    : matched.length < 2
      ? `Match ${matched.length === 0 ? 'two identifiers' : 'one more identifier'}`
      : wrong
        ? 'Put the marked details right'
        : confirmed
          ? null
          : 'Confirm the details'

  return (
    <Panel
      title="Check in"
      onClose={onClose}
      footer={
        done ? (
          <>
            <span className="desk-missing muted">{stateWords[visit.state]} already.</span>
            {visit.state === 'checked-in' && visit.visitType === 'in person' && (
              <Button onPress={() => openDesk({ kind: 'room', visit })}>Put in a room</Button>
            )}
            <Button look="primary" onPress={onClose}>
              Done
            </Button>
          </>
        ) : (
          <>
            <span className="desk-missing muted" role="status">
              {missing}
            </span>
            <Button look="primary" icon="check" keys="Mod+Enter" isDisabled={!ready} onPress={() => void checkIn()}>
              {visit.state === 'booked' ? 'Arrived, check in' : 'Check in'}
            </Button>
          </>
        )
      }
    >
      <PatientHead patient={patient.id}>
        <p className="desk-visit num">
          {timeForReading(visit.start)} · {visit.reason}
          {visit.clinician && <span className="muted"> with {visit.clinician}</span>}
        </p>
      </PatientHead>
      {problem && (
        <Problem
          inline
          title={problem}
          safe="What was saved before this is kept. Nothing is done twice if you try again."
        />
      )}
      <section className="desk-step">
        <h3>1 · Ask who they are</h3>
        <p className="muted desk-small">Ask for two. The patient says them; do not read them out.</p>
        <ul className="desk-ask">
          {answers.map((one, index) => (
            <li key={one.id}>
              <Checkbox
                isSelected={matched.includes(one.id)}
                onChange={() => toggle(one.id)}
                isDisabled={done}
                description={<span className="num">{one.answer}</span>}
              >
                <span className="desk-ask-name">{one.id}</span>
              </Checkbox>
              <Kbd keys={String(index + 1)} />
            </li>
          ))}
        </ul>
      </section>
      <section className="desk-step">
        <div className="desk-step-head">
          <h3>2 · Is this still right?</h3>
          {!editing && (
            <Button size="s" icon="edit" keys="e" onPress={() => setEditing(true)} isDisabled={done}>
              Change
            </Button>
          )}
        </div>
        {editing ? (
          <DemographicsFields
            form={form}
            onChange={(next) => {
              setTouched(true)
              setForm(next)
            }}
            problems={problems}
          />
        ) : (
          <Facts form={form} />
        )}
        <Changes changes={changes} />
        {changes.length > 0 && (
          <Button
            size="s"
            look="quiet"
            icon="undo"
            onPress={() => {
              setForm(before)
              setTouched(false)
              setEditing(false)
            }}
          >
            Leave as it was
          </Button>
        )}
        <div className="desk-confirm">
          <Checkbox
            isSelected={confirmed}
            onChange={setConfirmed}
            isDisabled={done}
            description={
              view.confirmedAt ? `Last confirmed ${agoForReading(view.confirmedAt, now)}` : 'Never confirmed before'
            }
          >
            The patient says these details are right
          </Checkbox>
          <Kbd keys="d" />
        </div>
      </section>
    </Panel>
  )
}

/** The details read out to the patient. */
function Facts({ form }: { form: DemographicsForm }) {
  const address = [form.line, [form.city, form.state].filter(Boolean).join(', '), form.postalCode]
    .filter(Boolean)
    .join(', ')
  const emergency = [form.emergencyName, form.emergencyRelationship, form.emergencyPhone].filter(Boolean).join(', ')
  const facts: [string, string][] = [
    ['Called', form.preferredName],
    ['Mobile', form.mobile],
    ['Phone', form.phone],
    ['Email', form.email],
    ['Address', address],
    ['Language', form.language],
    ['Emergency', emergency],
  ]
  return (
    <dl className="desk-facts num">
      {facts
        .filter(([label, value]) => value || label === 'Mobile' || label === 'Address' || label === 'Emergency')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || <span className="tone-attention">not recorded, ask</span>}</dd>
          </div>
        ))}
    </dl>
  )
}
