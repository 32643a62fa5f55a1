import { ageText, dateForReading } from '../kernel/dates.js'
import type { DateText } from '../kernel/ids.js'

/** What a phrase may be filled with besides what the person answers. */
export interface PhrasePatient {
  /** `Okafor, Amara J.` */
  name: string
  /** What they are called, where that is not their first name. */
  preferredName?: string | undefined
  birthDate?: DateText | undefined
  sex: 'female' | 'male' | 'other' | 'unknown'
  mrn: string
}

export interface PhraseAround {
  patient: PhrasePatient | undefined
  /** `Dr Lena Novak` */
  clinician: string | undefined
  /** Why the patient is here today. */
  reason?: string | undefined
  now: Date
}

/** The parameters that are filled by themselves, with what they hold, for whoever writes a phrase. */
export const knownParameters: Readonly<Record<string, string>> = {
  name: 'first and last name',
  first: 'first name',
  last: 'last name',
  age: 'age: 57 years',
  sex: 'female or male, where recorded so',
  they: 'she or he, where recorded so',
  them: 'her or him, where recorded so',
  their: 'her or his, where recorded so',
  dob: 'birth date',
  mrn: 'medical record number',
  reason: 'reason for the visit',
  clinician: 'who writes the note',
  date: 'today’s date',
}

const units: Readonly<Record<string, string>> = { y: 'year', mo: 'month', wk: 'week', w: 'week', d: 'day', h: 'hour' }

/** `57 years` for `57 y`. */
const spelledOut = (age: string): string =>
  age.replace(/(\d+) ?([a-z]+)/g, (whole, count: string, unit: string) => {
    const word = units[unit]
    return word ? `${count} ${word}${count === '1' ? '' : 's'}` : whole
  })

/** Words that go by the sex recorded; another or none recorded says nothing. */
const bySex: Readonly<Record<string, { female: string; male: string }>> = {
  sex: { female: 'female', male: 'male' },
  they: { female: 'she', male: 'he' },
  them: { female: 'her', male: 'him' },
  their: { female: 'her', male: 'his' },
}

/** The value of a parameter; undefined where it is not known for certain. */
export function factOf(name: string, { patient, clinician, reason, now }: PhraseAround): string | undefined {
  const key = name.toLowerCase()
  if (key === 'date') return dateForReading(now.toLocaleDateString('sv-SE') as DateText)
  if (key === 'clinician') return clinician || undefined
  if (key === 'reason') return reason || undefined
  if (!patient) return undefined
  const [last = '', first = ''] = patient.name.split(', ')
  const words = bySex[key]
  if (words) return patient.sex === 'female' || patient.sex === 'male' ? words[patient.sex] : undefined
  switch (key) {
    case 'name':
      return `${first} ${last}`.trim() || undefined
    case 'first':
      return first || undefined
    case 'last':
      return last || undefined
    case 'age':
      return patient.birthDate ? spelledOut(ageText(patient.birthDate, now)) || undefined : undefined
    case 'dob':
      return patient.birthDate ? dateForReading(patient.birthDate) : undefined
    case 'mrn':
      return patient.mrn || undefined
    default:
      return undefined
  }
}
