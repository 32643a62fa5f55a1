import { useState } from 'react'
import {
  amountOf,
  type SpanUnit,
  spanOf,
  spanUnits,
  spanWords,
  unitOf,
  unitWords,
} from '../../../../shared/domain/clinic-times.js'
import type { Span } from '../../../../shared/domain/result/times.js'
import { IconButton, type Option, Select, TextField } from '../../../ui/index.js'

const unitsFor = (amount: number): readonly Option[] =>
  spanUnits.map((id) => ({ id, label: unitWords[id][amount === 1 ? 0 : 1] }))
const [one, many] = [unitsFor(1), unitsFor(2)]

export interface SpanFieldProps {
  /** What takes so long, in full: for who cannot see where it stands. */
  label: string
  span: Span
  /** What holds where the clinic set nothing; absent where there is no such thing. */
  usual: Span | undefined
  error: string | undefined
  isDisabled: boolean
  /** `typed`: one key of several; what else is done is one change for itself. */
  onChange: (span: Span, typed: boolean) => void
}

/** How long something may take: a number and its unit, the usual time beside it and how to put it back. */
export function SpanField({ label, span, usual, error, isDisabled, onChange }: SpanFieldProps) {
  const [typed, setTyped] = useState(String(amountOf(span)))
  const amount = amountOf(span)
  const text = numberIn(typed) === amount ? typed : String(amount)
  const isUsual = usual && spanWords(usual) === spanWords(span)
  return (
    <div className="time-span" data-own={usual && !isUsual ? true : undefined}>
      <TextField
        label={label}
        labelHidden
        inputMode="numeric"
        maxLength={4}
        value={text}
        isDisabled={isDisabled}
        {...(error && { error })}
        onChange={(next) => {
          setTyped(next)
          onChange(spanOf(numberIn(next), unitOf(span)), true)
        }}
      />
      <Select
        label={`${label}: counted in`}
        labelHidden
        items={amount === 1 ? one : many}
        value={unitOf(span)}
        isDisabled={isDisabled}
        onChange={(unit) => onChange(spanOf(amount, unit as SpanUnit), false)}
      />
      {usual &&
        (isUsual ? (
          <span className="time-usual faint">as usual</span>
        ) : (
          <span className="time-usual">
            usual: {spanWords(usual)}
            <IconButton
              icon="undo"
              size="s"
              look="quiet"
              label={`Put back ${spanWords(usual)}: ${label}`}
              isDisabled={isDisabled}
              onPress={() => onChange(usual, false)}
            />
          </span>
        ))}
    </div>
  )
}

/** What is no whole number counts as none: the field then says so. */
const numberIn = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : 0)
