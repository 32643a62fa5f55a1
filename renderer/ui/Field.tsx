import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { TextField as AriaTextField, FieldError, Input, Label, Text, TextArea } from 'react-aria-components'
import './field.css'
import { Icon } from './icons.js'
import { Kbd } from './Kbd.js'

export interface FieldProps {
  label: string
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean
  /** A few words under the field. */
  description?: ReactNode
  /** What is wrong with the value, in words; shown in place of the description. */
  error?: string
  isRequired?: boolean
  isDisabled?: boolean
}

/** What stands around every field: label above, description or error below. */
export function FieldFrame({
  label,
  labelHidden,
  isRequired,
  description,
  error,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <>
      <Label className={labelHidden ? 'visually-hidden' : 'ui-label'}>
        {label}
        {isRequired && <span className="ui-required"> needed</span>}
      </Label>
      {children}
      {error ? (
        <FieldError className="ui-field-error">
          <Icon name="important" size={13} /> {error}
        </FieldError>
      ) : (
        description && (
          <Text slot="description" className="ui-field-description">
            {description}
          </Text>
        )
      )}
    </>
  )
}

export interface TextFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  placeholder?: string
  type?: 'text' | 'password' | 'tel' | 'email'
  /** Rows; more than one line when given. */
  rows?: number
  autoFocus?: boolean
  maxLength?: number
  inputMode?: 'text' | 'decimal' | 'numeric' | 'tel' | 'email'
  /** A unit after the value. */
  unit?: string
  autoComplete?: 'off' | 'current-password' | 'new-password'
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
  onKeyDown?: (event: React.KeyboardEvent) => void
  className?: string
}

export function TextField(props: TextFieldProps) {
  const {
    value,
    onChange,
    onBlur,
    placeholder,
    type = 'text',
    rows,
    autoFocus,
    maxLength,
    inputMode,
    unit,
    autoComplete = 'off',
    inputRef,
    onKeyDown,
    className,
    ...field
  } = props
  return (
    <AriaTextField
      className={className ? `ui-field ${className}` : 'ui-field'}
      value={value}
      onChange={onChange}
      onBlur={onBlur}
      isInvalid={Boolean(field.error)}
      isRequired={field.isRequired}
      isDisabled={field.isDisabled}
      validationBehavior="aria"
      type={type}
      autoFocus={autoFocus}
      maxLength={maxLength}
      inputMode={inputMode}
      autoComplete={autoComplete}
    >
      <FieldFrame {...field}>
        {rows ? (
          <TextArea
            className="ui-input ui-textarea"
            rows={rows}
            placeholder={placeholder}
            ref={inputRef}
            {...(onKeyDown ? { onKeyDown } : {})}
          />
        ) : (
          <div className="ui-input-with">
            <Input
              className="ui-input"
              placeholder={placeholder}
              spellCheck={false}
              ref={inputRef}
              {...(onKeyDown ? { onKeyDown } : {})}
            />
            {unit && <span className="ui-unit">{unit}</span>}
          </div>
        )}
      </FieldFrame>
    </AriaTextField>
  )
}

export interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  autoFocus?: boolean
  /** The key that brings one here. */
  keys?: string
  size?: 'm' | 'l'
  onKeyDown?: (event: React.KeyboardEvent) => void
  inputRef?: Ref<HTMLInputElement>
  /** The list below that the field's arrow keys go through: its id, and that of the item gone to, to be read aloud. */
  list?: { id: string; item: string | undefined }
}

export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, placeholder, autoFocus, keys, size = 'm', onKeyDown, inputRef, list } = props
  const own = useRef<HTMLInputElement>(null)
  useImperativeHandle(inputRef, () => own.current as HTMLInputElement)
  const clear = () => {
    onChange('')
    own.current?.focus()
  }
  return (
    <div className="ui-search" data-size={size} data-empty={value === '' || undefined}>
      <Icon name="search" size={size === 'l' ? 18 : 16} />
      <input
        ref={own}
        className="ui-search-input"
        type={list ? 'text' : 'search'}
        aria-label={label}
        {...(list && {
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': list.id,
          'aria-activedescendant': list.item,
        })}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: where searching is what the screen is for
        autoFocus={autoFocus}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event)
          if (event.key === 'Escape' && value !== '' && !event.defaultPrevented) {
            event.preventDefault()
            event.stopPropagation()
            clear()
          }
        }}
      />
      {value === '' ? (
        keys && <Kbd keys={keys} />
      ) : (
        <button type="button" className="ui-search-clear" aria-label="Clear the search" onClick={clear}>
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  )
}
