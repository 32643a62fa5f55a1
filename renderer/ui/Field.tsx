import type { ReactNode, Ref } from 'react'
import {
  Button as AriaButton,
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components'
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
      onKeyDown={onKeyDown}
    >
      <FieldFrame {...field}>
        {rows ? (
          <TextArea className="ui-input ui-textarea" rows={rows} placeholder={placeholder} ref={inputRef} />
        ) : (
          <div className="ui-input-with">
            <Input className="ui-input" placeholder={placeholder} spellCheck={false} ref={inputRef} />
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
  /** For a list steered from here. */
  activeDescendant?: string
  controls?: string
}

export function SearchField(props: SearchFieldProps) {
  const {
    label,
    value,
    onChange,
    placeholder,
    autoFocus,
    keys,
    size = 'm',
    onKeyDown,
    inputRef,
    activeDescendant,
    controls,
  } = props
  return (
    <AriaSearchField
      className="ui-search"
      data-size={size}
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      onKeyDown={onKeyDown}
    >
      <Icon name="search" size={size === 'l' ? 18 : 16} />
      <Input
        className="ui-search-input"
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        ref={inputRef}
        aria-activedescendant={activeDescendant}
        aria-controls={controls}
      />
      {value === '' ? keys && <Kbd keys={keys} /> : null}
      <AriaButton className="ui-search-clear" aria-label="Clear">
        <Icon name="close" size={14} />
      </AriaButton>
    </AriaSearchField>
  )
}
