import type { Demographics, Sex } from '../../../shared/contract/views/patient.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import type { DateText } from '../../../shared/kernel/ids.js'

/** The demographics as a form holds them: text, and what is not known is empty. */
export interface DemographicsForm {
  family: string
  given: string
  preferredName: string
  birthDate: string
  sex: Sex | ''
  phone: string
  mobile: string
  email: string
  line: string
  city: string
  state: string
  postalCode: string
  language: string
  emergencyName: string
  emergencyPhone: string
  emergencyRelationship: string
}
export type FormField = keyof DemographicsForm

export const fieldLabels: Record<FormField, string> = {
  family: 'Family name',
  given: 'First and middle names',
  preferredName: 'Wants to be called',
  birthDate: 'Birth date',
  sex: 'Sex',
  phone: 'Phone',
  mobile: 'Mobile',
  email: 'Email',
  line: 'Street and number',
  city: 'City',
  state: 'State',
  postalCode: 'Postal code',
  language: 'Language',
  emergencyName: 'Emergency contact',
  emergencyPhone: 'Emergency phone',
  emergencyRelationship: 'Relationship',
}

export const sexWords: Record<Sex, string> = { female: 'Female', male: 'Male', other: 'Other', unknown: 'Unknown' }

export const emptyForm: DemographicsForm = {
  family: '',
  given: '',
  preferredName: '',
  birthDate: '',
  sex: '',
  phone: '',
  mobile: '',
  email: '',
  line: '',
  city: '',
  state: '',
  postalCode: '',
  language: '',
  emergencyName: '',
  emergencyPhone: '',
  emergencyRelationship: '',
}

export function formOf(known: Demographics): DemographicsForm {
  return { ...emptyForm, ...known, given: known.given.join(' '), birthDate: known.birthDate ?? '' }
}

/** What is sent: trimmed, and empty fields left out. */
export function demographicsOf(form: DemographicsForm): Demographics & { birthDate: DateText } {
  const given = form.given.trim().split(/\s+/).filter(Boolean)
  const rest = Object.fromEntries(
    (Object.keys(form) as FormField[])
      .filter((field) => field !== 'given')
      .map((field) => [field, form[field].trim()])
      .filter(([, text]) => text !== ''),
  )
  return {
    ...(rest as unknown as Demographics),
    given,
    birthDate: form.birthDate as DateText,
    sex: form.sex === '' ? 'unknown' : form.sex,
  }
}

const digits = (text: string): string => text.replace(/\D/g, '')

/** What must be put right before saving, by field. Phone numbers may be written any way that has 7 to 15 digits (E.164). */
export function problemsOf(form: DemographicsForm, today: string): Partial<Record<FormField, string>> {
  const problems: Partial<Record<FormField, string>> = {}
  if (!form.family.trim()) problems.family = 'The family name is needed.'
  if (!form.given.trim()) problems.given = 'At least one first name is needed.'
  if (!form.birthDate) problems.birthDate = 'The birth date is needed: day, month and year.'
  else if (form.birthDate > today) problems.birthDate = 'This day is still to come.'
  else if (Number(today.slice(0, 4)) - Number(form.birthDate.slice(0, 4)) > 125)
    problems.birthDate = 'More than 125 years ago: check the year.'
  if (form.sex === '') problems.sex = 'Choose one; “Unknown” is an answer too.'
  for (const field of ['phone', 'mobile', 'emergencyPhone'] as const) {
    const text = form[field].trim()
    if (text && (!/^[+(\d][\d\s().-]*( ?x ?\d+)?$/.test(text) || digits(text).length < 7 || digits(text).length > 15)) {
      problems[field] = 'A phone number has 7 to 15 digits.'
    }
  }
  if (form.email.trim() && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(form.email.trim()))
    problems.email = 'This does not look like an email address.'
  if (form.emergencyPhone.trim() && !form.emergencyName.trim()) problems.emergencyName = 'Whose number is it?'
  return problems
}

export interface DetailChange {
  field: FormField
  label: string
  before: string
  after: string
}

const shown = (field: FormField, text: string): string => {
  if (!text) return ''
  if (field === 'birthDate') return dateForReading(text as DateText)
  return field === 'sex' ? sexWords[text as Sex] : text
}

/** What a form would change, in words, in the form's order. */
export const changesOf = (before: DemographicsForm, after: DemographicsForm): DetailChange[] =>
  (Object.keys(fieldLabels) as FormField[])
    .filter((field) => before[field].trim() !== after[field].trim())
    .map((field) => ({
      field,
      label: fieldLabels[field],
      before: shown(field, before[field].trim()),
      after: shown(field, after[field].trim()),
    }))

const capital = (word: string): string => (/[A-Z]/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1))

/** Begins a form from what was typed in a search: a name in either order, or a phone number. */
export function formFromSearch(typed: string): DemographicsForm {
  const text = typed.trim().replace(/\s+/g, ' ')
  if (!text) return emptyForm
  if (/^[+(\d][\d\s().-]{6,}$/.test(text)) return { ...emptyForm, phone: text }
  if (/\d/.test(text)) return emptyForm
  const words = (part: string) => part.trim().split(' ').filter(Boolean).map(capital).join(' ')
  const comma = text.indexOf(',')
  if (comma >= 0) return { ...emptyForm, family: words(text.slice(0, comma)), given: words(text.slice(comma + 1)) }
  const parts = text.split(' ')
  if (parts.length === 1) return { ...emptyForm, family: words(text) }
  return { ...emptyForm, given: words(parts.slice(0, -1).join(' ')), family: words(parts.at(-1) as string) }
}

export const addressLine = (known: Demographics): string =>
  [known.line, [known.city, known.state].filter(Boolean).join(', '), known.postalCode].filter(Boolean).join(', ')
