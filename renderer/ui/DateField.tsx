import { useEffect, useId, useRef, useState } from 'react'
import { dateFrom, monthFrom, wholeDateFrom } from './dateText.js'
import type { FieldProps } from './Field.js'
import './field.css'
import { Icon } from './icons.js'

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or empty. */
  value: string
  /** A date that exists, or empty while it is incomplete. */
  onChange: (value: string) => void
  autoFocus?: boolean
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const partsOf = (value: string) => {
  const [year = '', month = '', day = ''] = value.split('-')
  return { day: day && String(Number(day)), month: month ? (MONTHS[Number(month) - 1] ?? '') : '', year }
}

/** Day, month and year apart and the month by name, so that 3 December is never taken for 12 March. */
export function DateField({
  label,
  labelHidden,
  value,
  onChange,
  description,
  error,
  isRequired,
  isDisabled,
  autoFocus,
}: DateFieldProps) {
  const [parts, setParts] = useState(() => partsOf(value))
  const sent = useRef(value)
  const id = useId()
  const month = useRef<HTMLInputElement>(null)
  const year = useRef<HTMLInputElement>(null)
  const day = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value
      setParts(partsOf(value))
    }
  }, [value])

  const change = (next: typeof parts) => {
    setParts(next)
    const date = dateFrom(next.day, next.month, next.year) ?? ''
    if (date !== sent.current) {
      sent.current = date
      onChange(date)
    }
  }
  const whole = (text: string): boolean => {
    const date = wholeDateFrom(text)
    if (!date) return false
    change(partsOf(date))
    return true
  }
  const complete = parts.day !== '' && parts.month !== '' && /^\d{4}$/.test(parts.year)
  const impossible = complete && !dateFrom(parts.day, parts.month, parts.year)
  const problem = impossible ? 'There is no such day.' : error
  const back = (event: React.KeyboardEvent<HTMLInputElement>, to: HTMLInputElement | null) => {
    if (event.key === 'Backspace' && event.currentTarget.value === '') {
      event.preventDefault()
      to?.focus()
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a field
    <div className="ui-field" role="group" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className={labelHidden ? 'visually-hidden' : 'ui-label'}>
        {label}
        {isRequired && <span className="ui-required"> needed</span>}
      </span>
      <div className="ui-date-parts" data-invalid={problem ? true : undefined}>
        <input
          ref={day}
          className="ui-date-part"
          data-part="day"
          aria-label={`${label}, day`}
          aria-describedby={`${id}-more`}
          aria-invalid={Boolean(problem)}
          inputMode="numeric"
          placeholder="day"
          value={parts.day}
          disabled={isDisabled}
          // biome-ignore lint/a11y/noAutofocus: a form's first field, asked for by its screen
          autoFocus={autoFocus}
          onPaste={(event) => {
            if (whole(event.clipboardData.getData('text'))) event.preventDefault()
          }}
          onChange={(event) => {
            const text = event.target.value
            if (whole(text)) return
            const digits = text.replace(/\D/g, '').slice(0, 2)
            change({ ...parts, day: digits })
            if (digits.length === 2 || Number(digits) > 3 || /[\s/.-]$/.test(text)) month.current?.select()
          }}
        />
        <input
          ref={month}
          className="ui-date-part"
          data-part="month"
          aria-label={`${label}, month`}
          aria-invalid={Boolean(problem)}
          placeholder="month"
          value={parts.month}
          disabled={isDisabled}
          onKeyDown={(event) => back(event, day.current)}
          onChange={(event) => {
            const text = event.target.value.replace(/[\s/.-]+$/, '')
            const ended = text !== event.target.value && text !== ''
            change({ ...parts, month: text.slice(0, 9) })
            if (ended || /^(\d\d|[2-9])$/.test(text) || (text.length >= 3 && monthFrom(text) && !/^\d/.test(text)))
              year.current?.select()
          }}
          onBlur={() => {
            const number = monthFrom(parts.month)
            if (number) change({ ...parts, month: MONTHS[number - 1] as string })
          }}
        />
        <input
          ref={year}
          className="ui-date-part"
          data-part="year"
          aria-label={`${label}, year`}
          aria-invalid={Boolean(problem)}
          inputMode="numeric"
          placeholder="year"
          value={parts.year}
          disabled={isDisabled}
          onKeyDown={(event) => back(event, month.current)}
          onChange={(event) => change({ ...parts, year: event.target.value.replace(/\D/g, '').slice(0, 4) })}
        />
      </div>
      <span
        id={`${id}-more`}
        className={problem ? 'ui-field-error' : 'ui-field-description'}
        hidden={!problem && !description}
      >
        {problem ? (
          <>
            <Icon name="important" size={13} /> {problem}
          </>
        ) : (
          description
        )}
      </span>
    </div>
  )
}
