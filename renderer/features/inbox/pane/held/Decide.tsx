import { useRef, useState } from 'react'
import type { CandidateBecause, HeldCandidate, HeldView } from '../../../../../shared/contract/views/work/identity.js'
import { type Compared, type IdentifierKind, identifiersNeeded } from '../../../../../shared/domain/result/compare.js'
import { dateForReading } from '../../../../../shared/kernel/dates.js'
import { asLocalId, type LocalId } from '../../../../../shared/kernel/ids.js'
import { send, toast, toastRefusal, useKeys, useLive } from '../../../../data/index.js'
import { Button, ComboBox, RadioGroup, TextField } from '../../../../ui/index.js'
import { CompareTable } from './CompareTable.js'
import { NotOurs } from './NotOurs.js'
import { SecondPerson } from './SecondPerson.js'

const becauseWords: Record<CandidateBecause, string> = {
  report: 'the report refers to them',
  order: 'the order was made for them',
  specimen: 'the specimen was taken from them',
  value: 'a value in it names them',
  'report-number': 'a report under the same number is theirs',
  sent: 'fits what the laboratory wrote',
  chosen: 'chosen here',
}

interface DecideProps {
  view: HeldView
  also: LocalId | null
  onAlso: (patient: LocalId | null) => void
}

/** Whose it is: a patient, the identifiers a person compared, a reason where fewer than two agree, a second person where it is critical. */
export function Decide({ view, also, onAlso }: DecideProps) {
  const [chosen, setChosen] = useState<string | null>(also)
  const [ticked, setTicked] = useState<ReadonlySet<IdentifierKind>>(new Set())
  const [reason, setReason] = useState('')
  const [second, setSecond] = useState<string | null>(null)
  const [notOurs, setNotOurs] = useState(false)
  const [busy, setBusy] = useState(false)
  const find = useRef<HTMLDivElement>(null)
  const candidate = view.candidates.find(({ patient }) => patient.id === chosen)
  const enough = ticked.size >= identifiersNeeded || reason.trim() !== ''
  const ready = Boolean(candidate && enough && (!view.critical || second) && view.missing === 0)

  const choose = (patient: string) => {
    setChosen(patient)
    setTicked(new Set())
    setReason('')
  }
  const file = async () => {
    if (!candidate || !ready || busy) return
    setBusy(true)
    const words = reason.trim()
    const result = await send('held.decide', {
      report: view.report,
      seen: view.seen,
      to: candidate.patient.id,
      matched: [...ticked],
      ...(words && { reason: words }),
      ...(second && { second: asLocalId(second) }),
    })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`Filed for ${candidate.patient.name}: in the chart as soon as the EHR has taken it`)
  }
  useKeys('Held result', [
    {
      keys: 'Mod+Enter',
      label: 'File it for this patient',
      run: () => void file(),
      inText: true,
      when: ready && !notOurs,
    },
    { keys: 'n', label: 'Of nobody here', run: () => setNotOurs(true), when: !notOurs },
    { keys: 'p', label: 'Compare with another patient', run: () => find.current?.querySelector('input')?.focus() },
  ])
  if (notOurs) return <NotOurs view={view} onClose={() => setNotOurs(false)} />

  return (
    <section className="card inbox-card held-decide" aria-label="Whose is it?">
      <header className="inbox-card-head">
        <h2>Whose is it?</h2>
      </header>
      {view.candidates.length > 0 ? (
        <RadioGroup
          label="Whose is it?"
          labelHidden
          items={view.candidates.map((each) => ({
            id: each.patient.id,
            label: each.patient.name,
            description: describe(each),
          }))}
          value={chosen}
          onChange={choose}
        />
      ) : (
        <p className="muted">Nobody here fits what was sent.</p>
      )}
      {candidate && (
        <CompareTable
          name={candidate.patient.name}
          compared={candidate.compared}
          ticked={ticked}
          onTick={(what, on) => setTicked((before) => changed(before, what, on))}
        />
      )}
      {candidate && ticked.size < identifiersNeeded && (
        <TextField
          label={`Why it is theirs although ${agreeing(candidate.compared)}`}
          value={reason}
          onChange={setReason}
          maxLength={120}
        />
      )}
      {candidate && view.critical && <SecondPerson value={second} onChange={setSecond} />}
      <div ref={find}>
        <FindAnother
          onPick={(patient) => {
            onAlso(patient)
            choose(patient)
          }}
        />
      </div>
      <div className="held-foot">
        <Button look="primary" icon="check" keys="Mod+Enter" isDisabled={!ready || busy} onPress={() => void file()}>
          {candidate ? `File for ${candidate.patient.shortName}` : 'File it'}
        </Button>
        <Button icon="ban" keys="n" onPress={() => setNotOurs(true)}>
          Of nobody here
        </Button>
      </div>
    </section>
  )
}

function changed<T>(set: ReadonlySet<T>, one: T, on: boolean): ReadonlySet<T> {
  const next = new Set(set)
  if (on) next.add(one)
  else next.delete(one)
  return next
}

const describe = ({ patient, because }: HeldCandidate): string =>
  [
    patient.birthDate && `born ${dateForReading(patient.birthDate)}`,
    `MRN ${patient.mrn}`,
    because.map((why) => becauseWords[why]).join(', '),
  ]
    .filter(Boolean)
    .join(' · ')

function agreeing(compared: readonly Compared[]): string {
  const number = compared.filter(({ agrees }) => agrees).length
  return number === 0 ? 'nothing agrees' : number === 1 ? 'only one identifier agrees' : 'you marked fewer than two'
}

/** Any patient of the clinic, for when the right one was not thought of. */
function FindAnother({ onPick }: { onPick: (patient: LocalId) => void }) {
  const [text, setText] = useState('')
  const { data } = useLive('patient.find', text.trim() ? { text: text.trim(), limit: 8 } : null, { keepPrevious: true })
  return (
    <ComboBox
      label="Compare with another patient"
      placeholder="Name, birth date or MRN (p)"
      items={(text.trim() ? (data?.hits ?? []) : []).map((hit) => ({
        id: hit.id,
        label: hit.name,
        description: `born ${dateForReading(hit.birthDate)} · MRN ${hit.mrn}`,
      }))}
      value={null}
      inputValue={text}
      onInput={setText}
      onChange={(id) => {
        if (!id) return
        setText('')
        onPick(asLocalId(id))
      }}
    />
  )
}
