import type { Sex } from '../../../shared/contract/views/patient.js'
import { DateField, RadioGroup, TextField } from '../../ui/index.js'
import { type DemographicsForm, type FormField, fieldLabels, sexWords } from './demographics.js'

export interface DemographicsFieldsProps {
  form: DemographicsForm
  onChange: (form: DemographicsForm) => void
  problems: Partial<Record<FormField, string>>
  autoFocus?: boolean
}

/** All the demographics, in the order a desk asks for them. */
export function DemographicsFields({ form, onChange, problems, autoFocus }: DemographicsFieldsProps) {
  const text = (field: FormField, more: { isRequired?: boolean; autoFocus?: boolean; type?: 'tel' | 'email' } = {}) => (
    <TextField
      label={fieldLabels[field]}
      value={form[field]}
      onChange={(value) => onChange({ ...form, [field]: value })}
      maxLength={field === 'family' ? 80 : 120}
      {...(problems[field] ? { error: problems[field] } : {})}
      {...more}
    />
  )
  return (
    <div className="desk-form">
      <fieldset>
        <legend>Name</legend>
        <div className="desk-two">
          {text('family', { isRequired: true, ...(autoFocus ? { autoFocus } : {}) })}
          {text('given', { isRequired: true })}
        </div>
        {text('preferredName')}
      </fieldset>
      <fieldset>
        <legend>Birth and sex</legend>
        <DateField
          label={fieldLabels.birthDate}
          isRequired
          value={form.birthDate}
          onChange={(birthDate) => onChange({ ...form, birthDate })}
          {...(problems.birthDate ? { error: problems.birthDate } : {})}
        />
        <RadioGroup
          label={fieldLabels.sex}
          direction="row"
          items={(Object.keys(sexWords) as Sex[]).map((id) => ({ id, label: sexWords[id] }))}
          value={form.sex || null}
          onChange={(sex) => onChange({ ...form, sex: sex as Sex })}
        />
        {problems.sex && <p className="ui-field-error">{problems.sex}</p>}
      </fieldset>
      <fieldset>
        <legend>How to reach them</legend>
        <div className="desk-two">
          {text('mobile', { type: 'tel' })}
          {text('phone', { type: 'tel' })}
        </div>
        {text('email', { type: 'email' })}
        {text('line')}
        <div className="desk-three">
          {text('city')}
          {text('state')}
          {text('postalCode')}
        </div>
        {text('language')}
      </fieldset>
      <fieldset>
        <legend>In an emergency</legend>
        {text('emergencyName')}
        <div className="desk-two">
          {text('emergencyPhone', { type: 'tel' })}
          {text('emergencyRelationship')}
        </div>
      </fieldset>
    </div>
  )
}
