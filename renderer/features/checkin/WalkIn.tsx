import { useState } from 'react'
import { signsNotes } from '../../../shared/domain/role.js'
import { localDate } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { client, openDesk, sendFor, toast, useKeys, useLive, useMay, useStaff } from '../../data/index.js'
import { Button, Panel, Problem, Select, TextField } from '../../ui/index.js'
import { FindPatient } from './FindPatient.js'
import { PatientHead } from './PatientHead.js'

const usualReasons = ['Sore throat', 'Fever', 'Cough', 'Injury', 'Rash', 'Back pain', 'Forms or certificate']

/** Someone without a booking: who, why and with whom; then check in as usual. */
export function WalkIn({ patient: given, onClose }: { patient?: LocalId | undefined; onClose: () => void }) {
  const [patient, setPatient] = useState<LocalId | null>(given ?? null)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const mayRegister = useMay('patient.register')
  const staff = useStaff()
  const team = useLive('team.list', {}).data ?? []
  const clinicians = team.filter((member) => signsNotes(member.role))
  const usual =
    clinicians.find((member) => member.id === staff?.id) ?? (clinicians.length === 1 ? clinicians[0] : undefined)
  const clinician = chosen ?? usual?.id ?? null
  const complete = patient !== null && reason.trim() !== '' && clinician !== null

  const add = async () => {
    setTried(true)
    if (patient === null || clinician === null || !complete || busy) return
    setBusy(true)
    setProblem(null)
    const result = await sendFor('visit.walk-in', { patient, reason: reason.trim(), clinician })
    if (!result.ok) {
      setProblem(result.refusal.message)
      return setBusy(false)
    }
    const day = await client.ask('schedule.day', { date: localDate(new Date()) })
    const visit = day.ok ? day.value.rows.find((row) => row.id === result.value.appointment) : undefined
    toast('Added to today')
    if (visit) openDesk({ kind: 'check-in', visit })
    else onClose()
  }
  const register = () =>
    openDesk({ kind: 'register', after: 'walk-in', ...(typed.trim() ? { typed: typed.trim() } : {}) })
  useKeys('Walk-in', [
    { keys: 'Mod+Enter', label: 'Add to today', run: () => void add(), when: patient !== null },
    { keys: 'Alt+N', label: 'Register a new patient', run: register, when: mayRegister && patient === null },
    { keys: 'Escape', label: 'Close the front desk panel', run: onClose, inText: true, quiet: true },
  ])
  return (
    <Panel
      title="Walk-in"
      onClose={onClose}
      footer={
        patient === null ? (
          mayRegister && (
            <Button icon="register" keys="Alt+N" onPress={register}>
              Register a new patient
            </Button>
          )
        ) : (
          <>
            <Button onPress={() => setPatient(null)}>Another patient</Button>
            <span className="desk-missing" />
            <Button look="primary" icon="plus" keys="Mod+Enter" isDisabled={busy} onPress={() => void add()}>
              Add to today
            </Button>
          </>
        )
      }
    >
      {patient === null ? (
        <>
          <p className="muted desk-intro">Who has come? Find them first, even if they say they are new.</p>
          <FindPatient onPick={(hit) => setPatient(hit.id)} onText={setTyped} />
        </>
      ) : (
        <>
          <PatientHead patient={patient} />
          {problem && <Problem inline title={problem} safe="Nothing has been added yet." />}
          <div className="desk-form">
            <TextField
              label="Reason, in the patient’s words"
              isRequired
              autoFocus
              value={reason}
              onChange={setReason}
              maxLength={300}
              {...(tried && !reason.trim() ? { error: 'Why have they come?' } : {})}
            />
            <div className="desk-reasons">
              {usualReasons.map((one) => (
                <Button key={one} size="s" onPress={() => setReason(one)}>
                  {one}
                </Button>
              ))}
            </div>
            <Select
              label="With whom"
              isRequired
              items={clinicians.map((member) => ({
                id: member.id,
                label: member.name,
                ...(member.doing ? { description: member.doing } : {}),
              }))}
              value={clinician}
              onChange={setChosen}
              placeholder="Choose a clinician"
              {...(tried && clinician === null ? { error: 'Who will see them?' } : {})}
            />
          </div>
        </>
      )}
    </Panel>
  )
}
