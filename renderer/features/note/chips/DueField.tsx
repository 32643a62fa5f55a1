import { useEffect, useState } from 'react'
import type { DateText } from '../../../../shared/kernel/ids.js'
import { DateField } from '../../../ui/index.js'

/** A day that something is due: half a date is never kept for a whole one, and a day that is past is pointed out. */
export function DueField(props: {
  label: string
  value: string
  today: DateText
  autoFocus?: boolean
  onChange: (due: string) => void
  onWrong: (field: string, isWrong: boolean) => void
}) {
  const { label, value, today, autoFocus, onChange, onWrong } = props
  const [isHalf, setHalf] = useState(false)
  useEffect(() => {
    onWrong(label, isHalf)
    return () => onWrong(label, false)
  }, [label, isHalf, onWrong])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day is a whole one, whoever chose it
  useEffect(() => setHalf(false), [value])
  return (
    <DateField
      label={label}
      value={value}
      {...(autoFocus && { autoFocus })}
      {...(!isHalf && value !== '' && value < today ? { error: 'This day is past.' } : {})}
      onChange={(due) => {
        setHalf(due === '')
        if (due !== '') onChange(due)
      }}
    />
  )
}
