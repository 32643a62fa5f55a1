import { useState } from 'react'
import { doubts, kindOf, readDecimal } from '../../../../shared/domain/plausible.js'
import type { VitalName } from '../../../../shared/domain/vital.js'
import { TextField } from '../../../ui/index.js'
import type { ChipFields } from './fields.js'

/** The measured values in the units Rounds records, questioned where they are rare. */
export const VitalFields: ChipFields<'vital'> = ({ data, context, onChange }) => {
  const [typed, setTyped] = useState<Partial<Record<VitalName, string>>>(data.values)
  const names = Object.keys(data.values) as VitalName[]
  const numbers = Object.fromEntries(names.map((name) => [name, Number(readDecimal(typed[name] ?? '') ?? Number.NaN)]))
  const found = doubts(numbers, context.years(), context.last())
  const errorOf = (name: VitalName): string | undefined =>
    readDecimal(typed[name] ?? '') ? found.find((doubt) => doubt.vital === name)?.text : 'A number is needed'
  return (
    <div className="chip-row">
      {names.map((name, at) => {
        const error = errorOf(name)
        return (
          <TextField
            key={name}
            label={kindOf(name).label}
            unit={kindOf(name).unitText}
            value={typed[name] ?? ''}
            inputMode="decimal"
            autoFocus={at === 0}
            {...(error ? { error } : {})}
            onChange={(text) => {
              const next = { ...typed, [name]: text }
              setTyped(next)
              const read = Object.fromEntries(names.map((each) => [each, readDecimal(next[each] ?? '') ?? '']))
              onChange({ values: read })
            }}
          />
        )
      })}
    </div>
  )
}
