import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  Checkbox as AriaCheckbox,
  ComboBox as AriaComboBox,
  RadioGroup as AriaRadioGroup,
  Select as AriaSelect,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  SelectValue,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components'
import { FieldFrame, type FieldProps } from './Field.js'
import './field.css'
import { Icon, type IconName } from './icons.js'

export interface Option {
  id: string
  label: string
  description?: string
  icon?: IconName
  isDisabled?: boolean
}

function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem className="ui-option" id={option.id} textValue={option.label} isDisabled={option.isDisabled}>
      {option.icon && <Icon name={option.icon} />}
      <span className="ui-option-words">
        {option.label}
        {option.description && <span className="ui-option-more">{option.description}</span>}
      </span>
      <Icon name="check" size={14} className="ui-option-check" />
    </ListBoxItem>
  )
}

export interface SelectProps extends FieldProps {
  items: readonly Option[]
  value: string | null
  onChange: (id: string) => void
  placeholder?: string
  autoFocus?: boolean
}

export function Select({ items, value, onChange, placeholder = 'Choose', autoFocus, ...field }: SelectProps) {
  return (
    <AriaSelect
      className="ui-field"
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      placeholder={placeholder}
      isInvalid={Boolean(field.error)}
      isRequired={field.isRequired}
      isDisabled={field.isDisabled}
      validationBehavior="aria"
      autoFocus={autoFocus}
    >
      <FieldFrame {...field}>
        <AriaButton className="ui-select-button">
          <SelectValue>{({ selectedText, isPlaceholder }) => (isPlaceholder ? placeholder : selectedText)}</SelectValue>
          <Icon name="chevron-down" size={14} />
        </AriaButton>
      </FieldFrame>
      <Popover className="ui-popover" offset={4}>
        <ListBox className="ui-options" items={items}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

export interface ComboBoxProps extends FieldProps {
  items: readonly Option[]
  value: string | null
  onChange: (id: string | null) => void
  /** The typed text, when the caller filters the items itself. */
  onInput?: (text: string) => void
  /** Text other than an item may stand. */
  allowsOther?: boolean
  inputValue?: string
  placeholder?: string
  autoFocus?: boolean
}

export function ComboBox({
  items,
  value,
  onChange,
  onInput,
  allowsOther,
  inputValue,
  placeholder,
  autoFocus,
  ...field
}: ComboBoxProps) {
  const source = onInput ? { items } : { defaultItems: items }
  return (
    <AriaComboBox
      className="ui-field"
      {...source}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      inputValue={inputValue}
      onInputChange={onInput}
      allowsCustomValue={allowsOther}
      menuTrigger="focus"
      isInvalid={Boolean(field.error)}
      isRequired={field.isRequired}
      isDisabled={field.isDisabled}
      validationBehavior="aria"
      autoFocus={autoFocus}
    >
      <FieldFrame {...field}>
        <div className="ui-combo">
          <Input className="ui-input" placeholder={placeholder} spellCheck={false} />
          <AriaButton className="ui-combo-button">
            <Icon name="chevron-down" size={14} />
          </AriaButton>
        </div>
      </FieldFrame>
      <Popover className="ui-popover" offset={4}>
        <ListBox<Option>
          className="ui-options"
          renderEmptyState={() => <div className="ui-option-empty">Nothing matches</div>}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}

export interface CheckboxProps {
  children: ReactNode
  description?: ReactNode
  isSelected: boolean
  onChange: (selected: boolean) => void
  isDisabled?: boolean
  autoFocus?: boolean
}

export function Checkbox({ children, description, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox className="ui-check" {...rest}>
      <span className="ui-check-box">
        <Icon name="check" size={13} />
      </span>
      <span>
        {children}
        {description && <span className="ui-check-more">{description}</span>}
      </span>
    </AriaCheckbox>
  )
}

export interface RadioGroupProps {
  label: string
  labelHidden?: boolean
  items: readonly Option[]
  value: string | null
  onChange: (id: string) => void
  direction?: 'row' | 'column'
}

export function RadioGroup({ label, labelHidden, items, value, onChange, direction = 'column' }: RadioGroupProps) {
  return (
    <AriaRadioGroup className="ui-field" value={value} onChange={onChange}>
      <Label className={labelHidden ? 'visually-hidden' : 'ui-label'}>{label}</Label>
      <div className={direction === 'row' ? 'ui-radio-row' : undefined}>
        {items.map((item) => (
          <Radio key={item.id} value={item.id} className="ui-radio" isDisabled={item.isDisabled}>
            <span className="ui-radio-dot" />
            <span>
              {item.label}
              {item.description && <span className="ui-check-more">{item.description}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  )
}

export interface SegmentedProps<Id extends string> {
  label: string
  items: readonly { id: Id; label: string; icon?: IconName }[]
  value: Id
  onChange: (id: Id) => void
}

/** A few choices side by side, exactly one of them chosen. */
export function Segmented<Id extends string>({ label, items, value, onChange }: SegmentedProps<Id>) {
  return (
    <ToggleButtonGroup
      className="ui-segmented"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = [...keys][0]
        if (chosen !== undefined) onChange(chosen as Id)
      }}
    >
      {items.map((item) => (
        <ToggleButton key={item.id} id={item.id} className="ui-segment">
          {item.icon && <Icon name={item.icon} size={14} />}
          {item.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
