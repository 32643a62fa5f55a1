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
export const MedicationFields: ChipFields<'medication'> = ({ data, resource, except, context, onChange }) => {
  const { action, display, sig, quantity, refills, reason = '', ingredients } = data
  // null: it could not be asked.
  const [check, setCheck] = useState<MedicationCheck | null>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the records it stands for do not change while it is open
  useEffect(() => {
    let gone = false
    void context.check(ingredients, except, display).then((found) => !gone && setCheck(found ?? null))
    return () => {
      gone = true
    }
  }, [context, ingredients])
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
      <Against check={check} />
      {action === 'change' && (
        <TextField
          label="Changed to"
          value={display}
          onChange={(next) => onChange({ ...data, display: next })}
          autoFocus
        />
      )}
      {prescribed && (
        <TextField
          label="Directions"
          value={sig?.text ?? ''}
          onChange={(text) => onChange(withSig(data, text))}
          placeholder="1 tab bid x7d"
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
            unit={data.quantityUnit}
            onChange={(next) => onChange(withNumber(data, 'quantity', next))}
          />
          <NumberField
            label="Refills"
            value={refills}
            onChange={(next) => onChange(withNumber(data, 'refills', next))}
          />
        </div>
      )}
      {(action === 'stop' || (prescribed && check && (check.allergies.length > 0 || check.duplicates.length > 0))) && (
        <TextField
          label={action === 'stop' ? 'Why it is stopped' : 'Why it is right all the same'}
          value={reason}
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
  unit?: string | undefined
  onChange: (value: number | undefined) => void
}) {
  const { label, value, unit, onChange } = props
  const [text, setText] = useState(value === undefined ? '' : String(value))
  const isWrong = text !== '' && !/^\d{1,4}$/.test(text)
  return (
    <TextField
      label={label}
      value={text}
      inputMode="numeric"
      {...(unit ? { unit } : {})}
      {...(isWrong ? { error: 'A whole number' } : {})}
      onChange={(next) => {
        setText(next)
        if (next === '') onChange(undefined)
        else if (/^\d{1,4}$/.test(next)) onChange(Number(next))
      }}
    />
  )
}

/** What the chart says against it, allergies first, in words; and what could not be compared. */
function Against({ check }: { check: MedicationCheck | null | undefined }) {
  if (check === undefined) return null
  if (!check?.known)
    return (
      <p className="tone-attention">
        <Icon name="info" size={14} /> Not compared with allergies and other medicines: compare it yourself.
      </p>
    )
  const { allergies, duplicates, unknownAllergies } = check
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
      {unknownAllergies.length > 0 && (
        <li className="muted">
          <Icon name="info" size={14} /> Compare yourself: {unknownAllergies.join(', ')}
        </li>
      )}
      {check.checked === 'part' && (
        <li className="muted">
          <Icon name="info" size={14} /> The chart is not all here, so more may be known in the EHR.
        </li>
      )}
    </ul>
  )
}
