import type { Patient } from '@medplum/fhirtypes'
import { nameWords } from '../../../../shared/domain/fold.js'
import {
  agreesOnBirthDate,
  agreesOnName,
  agreesOnNumber,
  type SentAs,
} from '../../../../shared/domain/result/identity.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { knownPerson } from '../../store/arrival.js'
import { all } from '../../store/statement.js'
import type { Reader } from '../../store/store.js'

/** So many are looked at; a name that fits more people says nothing by itself. */
const most = 40

/** Patients of the roster of whom everything is true that was sent: to be offered, never chosen by themselves. */
export function patientsSent(reader: Reader, sent: SentAs): LocalId[] {
  const { name, birthDate, numbers } = sent
  const found = new Set<LocalId>()
  for (const { value } of numbers) {
    const digits = value.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
    if (digits) for (const id of indexed(reader, 'patient_numbers', [`m${digits}`])) found.add(id)
  }
  if (birthDate?.length === 10)
    for (const id of indexed(reader, 'patient_numbers', [`b${birthDate.replaceAll('-', '')}`])) found.add(id)
  const words = (name ?? '').split(/[\s,]+/).flatMap((word) => nameWords([word])[0] ?? [])
  if (words.length > 1 && words.length < 8)
    for (const id of indexed(
      reader,
      'patient_words',
      words.filter((word) => word.length > 1),
    ))
      found.add(id)
  return [...found].filter((id) => fits(reader.read('Patient', id), sent))
}

function fits(patient: Patient | undefined, sent: SentAs): boolean {
  if (!patient) return false
  const person = knownPerson(patient)
  const born = agreesOnBirthDate(person, sent)
  const numbered = agreesOnNumber(person, sent)
  const said = [born, numbered, agreesOnName(person, sent, { born, numbered })]
  return said.includes(true) && !said.includes(false)
}

const indexed = ({ db }: Reader, table: 'patient_words' | 'patient_numbers', words: readonly string[]): LocalId[] =>
  all<{ id: LocalId }>(
    db,
    `SELECT p.id FROM ${table} f JOIN patient p ON p.key = f.rowid WHERE ${table} MATCH ? LIMIT ${most}`,
    words.map((word) => `"${word}"`).join(' AND '),
  ).map(({ id }) => id)
