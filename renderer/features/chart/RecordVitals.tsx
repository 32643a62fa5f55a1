import { useState } from 'react'
import type { Series } from '../../../shared/contract/views/chart.js'
import { doubts, readDecimal, seriesOf } from '../../../shared/domain/plausible.js'
import { type VitalName, type VitalValues, vitalKinds } from '../../../shared/domain/vital.js'
import { lastMeasured } from '../../../shared/domain/vital-unit.js'
import { agoForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { openNote, send, sendFor, toast, toastRefusal, useKeys } from '../../data/index.js'
import { Button, Checkbox, Icon, TextField } from '../../ui/index.js'

export interface RecordVitalsProps {
  patient: LocalId
  encounter: LocalId | undefined
  years: number | undefined
  vitals: readonly Series[]
  now: Date
  writable: boolean
  onClose: () => void
}

/** What came after the signature goes beside the note. */
async function addend(patient: LocalId, note: LocalId): Promise<void> {
  const result = await sendFor('note.addend', { patient, note })
  if (result.ok) openNote(patient, result.value.note)
  else toastRefusal(result.refusal)
}

/** Vitals typed in at the patient. What cannot be is refused, what is rare is asked about; units stand beside each. */
export function RecordVitals({ patient, encounter, years, vitals, now, writable, onClose }: RecordVitalsProps) {
  const [texts, setTexts] = useState<Partial<Record<VitalName, string>>>({})
  const [left, setLeft] = useState<ReadonlySet<VitalName>>(new Set())
  const [tried, setTried] = useState(false)
  const [confirmed, setConfirmed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const decimals = vitalKinds.map((kind) => [kind.name, readDecimal(texts[kind.name] ?? '')] as const)
  const typed: Partial<Record<VitalName, string>> = Object.fromEntries(decimals.filter(([, decimal]) => decimal))
  const values: VitalValues = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, Number(text)]))
  const unread = decimals.filter(([, value]) => value === null).map(([name]) => name)
  const lastOf = (name: VitalName) => vitals.find(({ id }) => id === seriesOf(name))?.readings[0]
  const measured = (name: VitalName) => lastMeasured(vitals, seriesOf(name))
  const found = doubts(values, years, { weight: measured('weight'), height: measured('height') })
  const asked = found.filter(({ tone }) => tone === 'ask')
  const refused = found.some(({ tone }) => tone === 'refuse') || unread.length > 0
  // Confirming holds for exactly these values: another digit asks again.
  const asking = asked.map(({ vital }) => `${vital} ${values[vital]}`).join(', ')
  const isConfirmed = asking !== '' && confirmed === asking
  const empty = Object.keys(values).length === 0
  const ready = writable && !busy && !empty && !refused && (asked.length === 0 || isConfirmed)

  const problemOf = (name: VitalName): string | undefined => {
    if (!tried && !left.has(name)) return undefined
    if (unread.includes(name)) return 'A number, please'
    return found.find(({ vital, tone }) => vital === name && tone === 'refuse')?.text
  }
  const record = async () => {
    setTried(true)
    if (!ready) return
    setBusy(true)
    const result = await send('vitals.record', { patient, ...(encounter ? { encounter } : {}), values: typed })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    const { signedNote } = result.value
    if (signedNote) {
      toast('Vitals recorded in the chart. The note of this visit is signed and does not have them.', {
        tone: 'attention',
        stays: 15_000,
        action: { label: 'Add an addendum', run: () => void addend(patient, signedNote) },
      })
    } else toast('Vitals recorded, saved here')
    onClose()
  }
  useKeys('Record vitals', [
    { keys: 'Mod+Enter', label: 'Record these vitals', run: record },
    { keys: 'Escape', label: 'Close the vitals form', run: onClose, inText: true, when: empty, quiet: true },
  ])

  return (
    <form
      className="chart-vitals-form"
      aria-label="Record vitals"
      onSubmit={(event) => {
        event.preventDefault()
        void record()
      }}
    >
      <div className="chart-vitals-fields">
        {vitalKinds.map((kind, index) => {
          const last = lastOf(kind.name)
          return (
            <TextField
              key={kind.name}
              label={kind.label}
              unit={kind.unitText}
              inputMode="decimal"
              autoFocus={index === 0}
              value={texts[kind.name] ?? ''}
              onChange={(text) => setTexts((before) => ({ ...before, [kind.name]: text }))}
              onBlur={() => setLeft((before) => new Set(before).add(kind.name))}
              error={problemOf(kind.name)}
              description={
                asked.find(({ vital }) => vital === kind.name) ? (
                  <span className="tone-attention">
                    <Icon name="alert" size={12} /> {asked.find(({ vital }) => vital === kind.name)?.text}
                  </span>
                ) : last ? (
                  <span className="num">
                    last {last.text}, {agoForReading(last.at, now)}
                  </span>
                ) : (
                  'none before'
                )
              }
            />
          )
        })}
      </div>
      <div className="chart-vitals-foot">
        {asked.length > 0 && !refused && (
          <Checkbox isSelected={isConfirmed} onChange={(on) => setConfirmed(on ? asking : null)}>
            {asked.length === 1 ? 'I checked: this value is right' : 'I checked: these values are right'}
          </Checkbox>
        )}
        <span className="chart-space" />
        <Button look="quiet" onPress={onClose}>
          {empty ? 'Close' : 'Discard'}
        </Button>
        <Button look="primary" type="submit" keys="Mod+Enter" isDisabled={!ready}>
          Record vitals
        </Button>
      </div>
    </form>
  )
}
