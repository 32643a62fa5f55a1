import { useState } from 'react'
import { dateForReading, localDate } from '../../../shared/kernel/dates.js'
import { type DeskTask, openChart, openDesk, send, toast, useKeys, useLive } from '../../data/index.js'
import { Button, Panel, PatientMark, Problem, Tag } from '../../ui/index.js'
import { DemographicsFields } from './DemographicsFields.js'
import { demographicsOf, formFromSearch, problemsOf } from './demographics.js'

/** A new patient, after looking hard whether they are new. */
export function Register({
  typed,
  after,
  onClose,
}: {
  typed?: string | undefined
  after?: Extract<DeskTask, { kind: 'register' }>['after']
  onClose: () => void
}) {
  const [form, setForm] = useState(() => formFromSearch(typed ?? ''))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [alike, setAlike] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const problems = problemsOf(form, localDate(new Date()))
  const name = `${form.given.trim()} ${form.family.trim()}`.trim()
  const findable = form.family.trim().length > 1 && form.given.trim().length > 0
  const found = useLive(
    'patient.find',
    findable ? { text: `${name}${form.birthDate ? ` ${form.birthDate}` : ''}`, limit: 4 } : null,
    { keepPrevious: true },
  )
  const byName = useLive('patient.find', findable && form.birthDate ? { text: name, limit: 3 } : null, {
    keepPrevious: true,
  })
  const hits = [
    ...new Map([...(found.data?.hits ?? []), ...(byName.data?.hits ?? [])].map((hit) => [hit.id, hit])).values(),
  ].slice(0, 4)

  const register = async (evenIfAlike: boolean) => {
    setTried(true)
    if (Object.keys(problems).length > 0 || busy) return
    setBusy(true)
    setProblem(null)
    const result = await send('patient.register', { demographics: demographicsOf(form), evenIfAlike })
    setBusy(false)
    if (!result.ok) {
      if (result.refusal.code === 'conflict') setAlike(result.refusal.message)
      else setProblem(result.refusal.message)
      return
    }
    toast(`${name} is registered, MRN ${result.value.mrn}`)
    if (after === 'walk-in') return openDesk({ kind: 'walk-in', patient: result.value.id })
    onClose()
    openChart(result.value.id)
  }
  useKeys('Register', [
    { keys: 'Mod+Enter', label: 'Register', run: () => void register(false), when: alike === null },
    { keys: 'Escape', label: 'Close the front desk panel', run: onClose, quiet: true },
  ])
  return (
    <Panel
      title="Register a new patient"
      onClose={onClose}
      footer={
        <>
          <span className="desk-missing tone-attention" role="status">
            {tried && Object.keys(problems).length > 0 && 'Put the marked fields right'}
          </span>
          {alike === null ? (
            <Button
              look="primary"
              icon="register"
              keys="Mod+Enter"
              isDisabled={busy}
              onPress={() => void register(false)}
            >
              Register
            </Button>
          ) : (
            <>
              <Button onPress={() => setAlike(null)}>Look again</Button>
              <Button look="danger" isDisabled={busy} onPress={() => void register(true)}>
                Another person: register
              </Button>
            </>
          )}
        </>
      }
    >
      {problem && <Problem inline title={problem} safe="What you typed is still here." />}
      {alike !== null && (
        <Problem inline tone="danger" title={alike}>
          Two records of one person split their allergies and results. Register only if you have checked that this is
          someone else.
        </Problem>
      )}
      {hits.length > 0 && (
        <section className="desk-alike" aria-label="Already here?">
          <h3>Already here?</h3>
          <ul className="card">
            {hits.map((hit) => (
              <li key={hit.id}>
                <PatientMark colour={hit.colour} />
                <span>
                  <span className="strong">{hit.name}</span> {hit.alike && <Tag>sounds alike</Tag>}
                  <span className="muted desk-small desk-block num">
                    {hit.age} · born {dateForReading(hit.birthDate)} · MRN {hit.mrn}
                  </span>
                </span>
                <Button
                  size="s"
                  onPress={() => {
                    if (after === 'walk-in') openDesk({ kind: 'walk-in', patient: hit.id })
                    else {
                      onClose()
                      openChart(hit.id)
                    }
                  }}
                >
                  It is them
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <DemographicsFields
        form={form}
        onChange={(next) => {
          setForm(next)
          setAlike(null)
        }}
        problems={tried ? problems : {}}
        autoFocus
      />
    </Panel>
  )
}
