import type { Patient } from '@medplum/fhirtypes'
import { fold, nameWords } from '../../../shared/domain/fold.js'
import { personName } from '../../../shared/domain/name.js'
import { patientColour, phoneDigits } from '../../../shared/domain/patient.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { forgetIndex, type Indexed, index, settleIndex } from './patient-index.js'
import type { Projector } from './projector.js'
import { insert, one, run } from './statement.js'

/** A patient as lists and searches see them; `key` is the row of the search index. */
export interface PatientRow {
  key: number
  id: LocalId
  name: string
  short_name: string
  initials: string
  preferred: string | null
  /** Family and given names folded, for ordering. */
  sort: string
  /** The words of every name, folded, space between. */
  words: string
  /** Record number, birth date and telephones as search words: see `numberWords`. */
  numbers: string
  birth_date: string | null
  sex: string
  mrn: string
  colour: number
  phone: string | null
  address: string | null
  deceased: number
  inactive: number
  primary_care: string | null
}

export const mrnSystem = 'https://rounds.example/fhir/mrn'

/** The medical record number: ours, else any identifier typed MR; empty when there is none. */
export function mrnOf(patient: Patient): string {
  const identifiers = patient.identifier ?? []
  const own = identifiers.find((identifier) => identifier.system === mrnSystem)
  const typed = identifiers.find((identifier) => identifier.type?.coding?.some((coding) => coding.code === 'MR'))
  return (own ?? typed)?.value ?? ''
}

/**
 * Numbers as words of the search index, the first letter saying what they are: `m` record number, `b` birth date, `c`
 * its year and month, `y` its year, `d` its month and day, `p` a whole telephone number, `s` its last seven digits, `l` its last four.
 */
function numberWords(mrn: string, birthDate: string | undefined, phones: readonly string[]): string[] {
  const words: string[] = []
  const record = fold(mrn).replace(/[^\p{L}\p{N}]/gu, '')
  if (record) words.push(`m${record}`)
  if (birthDate) {
    const digits = birthDate.replaceAll('-', '')
    words.push(`y${digits.slice(0, 4)}`)
    if (digits.length >= 6) words.push(`c${digits.slice(0, 6)}`)
    if (digits.length === 8) words.push(`b${digits}`, `d${digits.slice(4)}`)
  }
  for (const phone of phones) {
    const digits = phoneDigits(phone)
    if (digits.length < 4) continue
    words.push(`p${digits}`, `l${digits.slice(-4)}`)
    if (digits.length >= 7) words.push(`s${digits.slice(-7)}`)
  }
  return [...new Set(words)]
}

const columns = [
  'name',
  'short_name',
  'initials',
  'preferred',
  'sort',
  'words',
  'numbers',
  'birth_date',
  'sex',
  'mrn',
  'colour',
  'phone',
  'address',
  'deceased',
  'inactive',
  'primary_care',
] as const
const insertSql = `INSERT INTO patient (id, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})`
const updateSql = `UPDATE patient SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE key = ?`

export const patientProjector: Projector = {
  types: ['Patient'],
  tables: ['patient', 'patient_words', 'patient_numbers', 'name_word'],
  write(db, { id, resource }) {
    const patient = resource as Patient
    const name = personName(patient.name)
    const mrn = mrnOf(patient)
    const phones = (patient.telecom ?? []).filter(
      ({ system, value }) => value && (system === 'phone' || system === 'sms'),
    )
    const names = (patient.name ?? []).flatMap((part) => [
      ...(part.family ? [part.family] : []),
      ...(part.given ?? []),
      ...(!part.family && !part.given && part.text ? [part.text] : []),
    ])
    const words = nameWords(names)
    const numbers = numberWords(
      mrn,
      patient.birthDate,
      phones.map(({ value }) => value as string),
    ).join(' ')
    const home = (patient.address ?? []).find(({ use }) => use !== 'old') ?? patient.address?.[0]
    const address = [...(home?.line ?? []), home?.city].filter(Boolean).join(', ')
    const values = [
      name.name,
      name.shortName,
      name.initials,
      name.preferredName ?? null,
      fold(`${name.family || name.name} ${name.given.join(' ')}`).trim(),
      words.join(' '),
      numbers,
      patient.birthDate ?? null,
      patient.gender ?? 'unknown',
      mrn,
      patientColour(mrn || id),
      (phones.find(({ use }) => use === 'mobile') ?? phones.find(({ use }) => use !== 'old') ?? phones[0])?.value ??
        null,
      address || null,
      patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined ? 1 : 0,
      patient.active === false ? 1 : 0,
      patient.generalPractitioner?.[0]?.display ?? null,
    ]
    const old = one<Indexed>(db, 'SELECT key, words, numbers, birth_date FROM patient WHERE id = ?', id)
    const key = old ? old.key : insert(db, insertSql, id, ...values)
    if (old) run(db, updateSql, ...values, old.key)
    index(db, old, { key, words: words.join(' '), numbers, birth_date: patient.birthDate ?? null })
  },
  remove(db, _type, id) {
    const old = one<Indexed>(db, 'SELECT key, words, numbers, birth_date FROM patient WHERE id = ?', id)
    if (!old) return
    index(db, old, undefined)
    run(db, 'DELETE FROM patient WHERE key = ?', old.key)
  },
  settle: settleIndex,
  undone: forgetIndex,
}
