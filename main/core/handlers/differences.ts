import type { DocumentReference, Resource } from '@medplum/fhirtypes'
import { dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { DateText, Instant } from '../../../shared/kernel/ids.js'
import { numberText } from '../../../shared/kernel/json.js'
import { noteText } from './note-content.js'

type Difference = { field: string; mine: string; theirs: string }

/** What a person need not compare. */
const aside = new Set(['meta', 'id', 'identifier', 'text', 'resourceType', 'statusHistory', 'content', 'lastModified'])

const labels: Record<string, string> = {
  birthDate: 'Birth date',
  telecom: 'Telephone and e-mail',
  maritalStatus: 'Marital status',
  generalPractitioner: 'Primary clinician',
  docStatus: 'State of the note',
  clinicalStatus: 'Status',
  verificationStatus: 'Certainty',
  onsetDateTime: 'Since',
  medicationCodeableConcept: 'Medicine',
  dosageInstruction: 'Dose',
  reasonCode: 'Reason',
  reasonReference: 'For',
  valueQuantity: 'Value',
  effectiveDateTime: 'Measured',
  authoredOn: 'Asked',
  executionPeriod: 'Worked on',
  deceasedDateTime: 'Died',
  deceasedBoolean: 'Died',
  description: 'Title',
}

const labelOf = (key: string): string =>
  labels[key] ??
  `${key[0]?.toUpperCase() ?? ''}${key.slice(1).replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)}`

/** Both sides of a conflict as label and value, only where they differ. A side that is gone says so. */
export function differences(mine: Resource, theirs: Resource | undefined): Difference[] {
  if (!theirs) return [{ field: 'Record', mine: 'kept with your change', theirs: 'deleted in the EHR' }]
  const found: Difference[] = []
  const left = mine as unknown as Record<string, unknown>
  const right = theirs as unknown as Record<string, unknown>
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (aside.has(key) || key.startsWith('_')) continue
    if (JSON.stringify(left[key]) === JSON.stringify(right[key])) continue
    const [a, b] = [reading(left[key]), reading(right[key])]
    if (a !== b) found.push({ field: labelOf(key), mine: a || 'nothing', theirs: b || 'nothing' })
  }
  if (mine.resourceType === 'DocumentReference') {
    const [a, b] = [noteText(mine), noteText(theirs as DocumentReference)]
    if (a !== b) found.push({ field: 'Text of the note', mine: a, theirs: b })
  }
  return found.length > 0 ? found : [{ field: 'Record', mine: 'your version', theirs: 'another version' }]
}

/** Any FHIR value as a person reads it: words of concepts, names and references, numbers with units, dates by name. */
function reading(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const number = numberText(value)
  if (number !== undefined) return number
  if (typeof value === 'string') return dateOrText(value)
  if (Array.isArray(value)) return value.map(reading).filter(Boolean).join('; ')
  const record = value as Record<string, unknown>
  if ('text' in record && typeof record.text === 'string') return record.text
  if ('coding' in record) {
    const coding = (record.coding as { display?: string; code?: string }[] | undefined)?.[0]
    return coding?.display ?? coding?.code ?? ''
  }
  if (typeof record.display === 'string') return record.display
  if ('family' in record || 'given' in record) {
    return [...((record.given as string[] | undefined) ?? []), record.family].filter(Boolean).join(' ')
  }
  if ('value' in record) return [reading(record.value), record.unit ?? record.code].filter(Boolean).join(' ')
  if ('start' in record || 'end' in record) return `${reading(record.start)} – ${reading(record.end)}`
  if ('reference' in record) return 'another record'
  return Object.entries(record)
    .filter(([key]) => !['system', 'use', 'url', 'period', 'id'].includes(key))
    .map(([, part]) => reading(part))
    .filter(Boolean)
    .join(', ')
}

function dateOrText(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) {
    return `${dateForReading(localDate(new Date(text)))}, ${timeForReading(text as Instant)}`
  }
  return /^\d{4}-\d{2}(-\d{2})?$/.test(text) ? dateForReading(text as DateText) : text
}
