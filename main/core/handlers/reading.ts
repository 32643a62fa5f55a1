import { withoutBraces } from '../../../shared/domain/unit.js'
import { dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { DateText, Instant } from '../../../shared/kernel/ids.js'
import { numberText } from '../../../shared/kernel/json.js'

type Json = Record<string, unknown>
/** The name behind a reference that carries none. */
export type Names = (reference: string) => string | undefined

const labels: Record<string, string> = {
  telecom: 'Telephone and e-mail',
  generalPractitioner: 'Primary clinician',
  gender: 'Sex',
  docStatus: 'State of the note',
  clinicalStatus: 'Status',
  verificationStatus: 'Certainty',
  onset: 'Since',
  onsetDateTime: 'Since',
  medicationCodeableConcept: 'Medicine',
  medication: 'Medicine and dose',
  dosageInstruction: 'Dose',
  reasonCode: 'Reason',
  reasonReference: 'For',
  valueQuantity: 'Value',
  effective: 'Measured',
  effectiveDateTime: 'Measured',
  occurrence: 'Due',
  authoredOn: 'Asked',
  recordedDate: 'Recorded',
  executionPeriod: 'Worked on',
  deceased: 'Died',
  dispenseRequest: 'Supply',
  period: 'Time',
  deceasedDateTime: 'Died',
  deceasedBoolean: 'Died',
  description: 'Title',
  content: 'Text of the note',
  contact: 'Emergency contact',
  communication: 'Language',
  restriction: 'Due',
  subject: 'Patient',
}

/** Groups of elements that are decided together, and what else one type calls differently, by `Type.element`. */
const labelsOfType: Record<string, string> = {
  'AllergyIntolerance.code': 'Substance',
  'Appointment.description': 'Reason',
  'Appointment.start': 'Time',
  'Appointment.status': 'State of the booking',
  'Appointment.participant': 'Who takes part',
  'Condition.code': 'Problem',
  'DocumentReference.authenticator': 'Who vouches for it',
  'DocumentReference.status': 'State of the note',
  'Encounter.status': 'Where the visit is',
  'Library.content': 'Phrase',
  'MedicationRequest.status': 'Status',
  'Observation.value': 'Result',
  'PlanDefinition.action': 'Rules',
  'PlanDefinition.extension': 'Times',
  'ServiceRequest.code': 'What is ordered',
  'ServiceRequest.status': 'State of the order',
  'Specimen.accessionIdentifier': 'Specimen',
  'Task.code': 'Kind of task',
  'Task.description': 'Task',
  'Task.note': 'Comment',
  'Task.status': 'Who does it, and how far it is',
}

const statusWords: Record<string, string> = {
  'AllergyIntolerance.unable-to-assess': 'not assessed',
  'Task.requested': 'open',
  'Task.in-progress': 'taken on',
  'Task.completed': 'done',
  'Encounter.triaged': 'in a room',
  'Encounter.in-progress': 'with the clinician',
  'Appointment.checked-in': 'checked in',
  'Appointment.fulfilled': 'finished',
  'Appointment.noshow': 'did not come',
  'DocumentReference.preliminary': 'draft',
  'DocumentReference.final': 'signed',
}

const sentence = (words: string): string => `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`

/** An element in the clinic's words. */
export const labelOf = (type: string, element: string): string =>
  labelsOfType[`${type}.${element}`] ??
  labels[element] ??
  sentence(element.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`))

const telecomWords: Record<string, string> = { phone: 'phone', email: 'e-mail', fax: 'fax', sms: 'text messages' }

/** One item of a list in the clinic's words: `Mobile phone`, `Home address`. */
export function itemLabelOf(type: string, element: string, item: unknown): string {
  const { system, use, url, type: kind } = (item ?? {}) as Json
  if (element === 'telecom') {
    const words = telecomWords[String(system)] ?? 'Contact'
    return sentence([use === 'mobile' ? 'mobile' : use, words].filter(Boolean).join(' '))
  }
  if (element === 'address') return sentence([use, 'address'].filter(Boolean).join(' '))
  if (element === 'name') return use && use !== 'official' ? sentence(`${use} name`) : 'Name'
  if (element === 'identifier') return `Number: ${reading(kind) || 'of another system'}`
  if (element === 'extension' && typeof url === 'string')
    return sentence((url.split('/').at(-1) ?? 'detail').replace(/^us-core-/, '').replaceAll('-', ' '))
  return labelOf(type, element)
}

/** Elements a person need not compare: bookkeeping that goes with something they do see. */
const quiet = new Set(['statusHistory', 'classHistory', 'class', 'lastModified', 'intent', 'type', 'category'])

/** Elements that are decided together, as lines: what matters first. */
export function groupReading(type: string, group: unknown, names: Names): string {
  const entries = Object.entries(group as Json).filter(([key]) => !key.startsWith('_'))
  const seen = entries.filter(([key]) => !quiet.has(key))
  const lines = (seen.length > 0 ? seen : entries).map(([key, value]) => {
    const words = (typeof value === 'string' && statusWords[`${type}.${value}`]) || reading(value, names)
    return seen.length > 1 && words && needsLabel(key) ? `${labelOf(type, key)}: ${words}` : words
  })
  return lines.filter(Boolean).join('\n')
}

const needsLabel = (key: string): boolean =>
  !/^(status|docStatus|code|clinicalStatus|medication|dosage|value|location|owner)/.test(key)

/** Any FHIR value as a person reads it: words of concepts, names and references, numbers with units, dates by name. */
export function reading(value: unknown, names: Names = () => undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const number = numberText(value)
  if (number !== undefined) return number
  if (typeof value === 'string') return dateOrText(value)
  if (Array.isArray(value))
    return value
      .map((item) => reading(item, names))
      .filter(Boolean)
      .join('; ')
  const record = value as Json
  if ('text' in record && typeof record.text === 'string') return record.text
  if ('coding' in record) {
    const coding = (record.coding as { display?: string; code?: string }[] | undefined)?.[0]
    return coding?.display ?? coding?.code ?? ''
  }
  if (typeof record.display === 'string') return record.display
  if ('family' in record || 'given' in record) {
    return [...((record.given as string[] | undefined) ?? []), record.family].filter(Boolean).join(' ')
  }
  if ('value' in record)
    return [reading(record.value, names), withoutBraces(String(record.unit ?? record.code ?? ''))]
      .filter(Boolean)
      .join(' ')
  if ('start' in record && 'end' in record) return `${reading(record.start)} – ${reading(record.end)}`
  if ('start' in record) return `since ${reading(record.start)}`
  if ('end' in record) return `until ${reading(record.end)}`
  if ('location' in record)
    return [reading(record.location, names), record.status === 'completed' ? 'left' : ''].filter(Boolean).join(', ')
  if (typeof record.reference === 'string') return names(record.reference) ?? 'another record'
  return Object.entries(record)
    .filter(([key]) => !['system', 'use', 'url', 'period', 'id', 'required'].includes(key))
    .map(([key, part]) => (key === 'numberOfRepeatsAllowed' ? `refills: ${reading(part)}` : reading(part, names)))
    .filter(Boolean)
    .join(', ')
}

/** Every plain value within, for telling apart what reads the same. */
export function leaves(value: unknown): string[] {
  if (value === undefined || value === null) return []
  const number = numberText(value)
  if (number !== undefined) return [number]
  if (typeof value !== 'object') return [String(value)]
  return Object.values(value as object).flatMap(leaves)
}

function dateOrText(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) {
    return `${dateForReading(localDate(new Date(text)))}, ${timeForReading(text as Instant)}`
  }
  return /^\d{4}-\d{2}(-\d{2})?$/.test(text) ? dateForReading(text as DateText) : text
}
