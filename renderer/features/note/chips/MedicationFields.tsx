import { useEffect, useState } from 'react'
import type { MedicationCheck } from '../../../../shared/contract/views/terminology.js'
import { type MedicationAction, type MedicationData, prescribes } from '../../../../shared/domain/chip/medication.js'
import { readSig } from '../../../../shared/domain/medicine/sig.js'
import { Icon, Segmented, TextField } from '../../../ui/index.js'
import type { ChipFields } from './fields.js'

const actions: readonly { id: MedicationAction; label: string }[] = [
  { id: 'continue', label: 'Continue' },
  { id: 'refill', label: 'Renew' },
  { id: 'change', label: 'Change' },
  { id: 'stop', label: 'Stop' },
]

/** A prescription: what, how it is taken, how much of it, and what the chart says against it. */
export const MedicationFields: ChipFields<'medication'> = ({ data, resource, except, context, onChange, onWrong }) => {
  const { action, display, sig, quantity, refills, reason = '', ingredients } = data
  // null: it could not be asked; undefined: the answer is not there yet.
  const [check, setCheck] = useState<MedicationCheck | null>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the records it stands for do not change while it is open
  useEffect(() => {
    let gone = false
    setCheck(undefined)
    void context.check(ingredients, except, display).then((found) => !gone && setCheck(found ?? null))
    return () => {
      gone = true
    }
    // What it is changed to is another medicine with every word.
  }, [context, ingredients, display])
  const prescribed = prescribes(data)
  const understood = sig && readSig(sig.text, sig.route ?? 'oral').text
  return (
    <>
      {resource && (
        <Segmented
          label="What becomes of it"
          items={actions}
          value={action}
          onChange={(next) => onChange({ ...data, action: next })}
        />
      )}
      <div className="chip-against-said" role="status">
        <Against check={check} />
      </div>
      {action === 'change' && (
        <TextField
          label="Changed to"
          value={display}
          onChange={(next) => onChange({ ...data, display: next })}
          maxLength={300}
          autoFocus
          {...(display.trim() === '' ? { error: 'What it is changed to' } : {})}
        />
      )}
      {prescribed && (
        <TextField
          label="Directions"
          value={sig?.text ?? ''}
          onChange={(text) => onChange(withSig(data, text))}
          placeholder="1 tab bid x7d"
          maxLength={400}
          autoFocus={action !== 'change'}
          {...(understood && understood !== sig?.text ? { description: `The patient reads: ${understood}` } : {})}
          {...(sig ? {} : { error: 'A prescription needs directions' })}
        />
      )}
      {prescribed && (
        <div className="chip-row">
          <NumberField
            label="Quantity"
            value={quantity}
            range={[1, 9999]}
            unit={data.quantityUnit}
            onWrong={onWrong}
            onChange={(next) => onChange(withNumber(data, 'quantity', next))}
          />
          <NumberField
            label="Refills"
            value={refills}
            range={[0, 99]}
            onWrong={onWrong}
            onChange={(next) => onChange(withNumber(data, 'refills', next))}
          />
        </div>
      )}
      {(action === 'stop' || (prescribed && check && (check.allergies.length > 0 || check.duplicates.length > 0))) && (
        <TextField
          label={action === 'stop' ? 'Why it is stopped' : 'Why it is right all the same'}
          value={reason}
          maxLength={300}
          autoFocus={action === 'stop'}
          onChange={(next) => {
            const { reason: _before, ...others } = data
            onChange(next === '' ? others : { ...others, reason: next })
          }}
        />
      )}
    </>
  )
}

function withSig(data: MedicationData, text: string): MedicationData {
  const { sig, ...others } = data
  return text.trim() === '' ? others : { ...others, sig: { ...sig, text } }
}

function withNumber(data: MedicationData, element: 'quantity' | 'refills', value: number | undefined): MedicationData {
  const { [element]: _before, ...others } = data
  return value === undefined ? others : { ...others, [element]: value }
}

function NumberField(props: {
  label: string
  value: number | undefined
  /** The least and the most it may be. */
  range: readonly [least: number, most: number]
  unit?: string | undefined
  onChange: (value: number | undefined) => void
  onWrong: (field: string, isWrong: boolean) => void
}) {
  const { label, value, range, unit, onChange, onWrong } = props
  const [least, most] = range
  const [text, setText] = useState(value === undefined ? '' : String(value))
  const fits = (typed: string): boolean => /^\d{1,4}$/.test(typed) && Number(typed) >= least && Number(typed) <= most
  const isWrong = text !== '' && !fits(text)
  useEffect(() => {
    onWrong(label, isWrong)
    return () => onWrong(label, false)
  }, [label, isWrong, onWrong])
  return (
    <TextField
      label={label}
      value={text}
      inputMode="numeric"
      {...(unit ? { unit } : {})}
      {...(isWrong ? { error: `A whole number, ${least} to ${most}` } : {})}
      onChange={(next) => {
        setText(next)
        if (next === '') onChange(undefined)
        else if (fits(next)) onChange(Number(next))
      }}
    />
  )
}

/** What the chart says against it, allergies first, in words; and what could not be compared. */
function Against({ check }: { check: MedicationCheck | null | undefined }) {
  if (check === undefined) return <p className="muted">Comparing it with the chart</p>
  if (!check?.known)
    return (
      <p className="tone-attention">
        <Icon name="info" size={14} /> Not compared with allergies and other medicines: compare it yourself.
      </p>
    )
  const { allergies, duplicates, unknownAllergies, unknownMedicines, allergyRecord } = check
  const yourself = [...unknownAllergies.map((text) => `allergy ${text}`), ...unknownMedicines]
  return (
    <ul className="chip-against">
      {allergies.map((conflict) => (
        <li key={conflict.id} className={conflict.weight === 'avoid' ? 'tone-danger' : 'tone-attention'}>
          <Icon name="alert" size={14} /> Allergy, {conflict.allergy}: {conflict.why}
        </li>
      ))}
      {duplicates.map((duplicate) => (
        <li key={duplicate.id} className="tone-attention">
          <Icon name="copy" size={14} /> {duplicate.why}
        </li>
      ))}
      {yourself.length > 0 && (
        <li className={unknownAllergies.length > 0 ? 'tone-attention' : 'muted'}>
          <Icon name="info" size={14} /> Not understood, compare it yourself: {yourself.join(', ')}
        </li>
      )}
      {allergyRecord === 'nothing' && (
        <li className="tone-attention">
          <Icon name="info" size={14} /> No allergies are recorded here, nor that there are none: ask the patient.
        </li>
      )}
      {check.checked === 'part' && (
        <li className="tone-attention">
          <Icon name="info" size={14} /> The chart is not all here, so more may be known in the EHR.
        </li>
      )}
    </ul>
  )
}
