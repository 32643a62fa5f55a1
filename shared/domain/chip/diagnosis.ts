import { type ChipCoding, readCodings } from './coding.js'
import { fields, present, text } from './read.js'

/** A problem the note is about: a new Condition, or, where the chip is bound, one on the problem list. */
export interface DiagnosisData {
  /** ICD-10-CM first. */
  codings: ChipCoding[]
  /** In the clinic's words: `Type 2 diabetes with diabetic CKD`. */
  display: string
  /** Whether it goes on the problem list; by its code unless someone said. */
  list?: boolean
}

/**
 * Whether a problem with these codes usually outlasts the visit. ICD-10-CM chapters and blocks that do not: certain
 * infections (A00-B09, B25-B89 but chronic hepatitis and HIV), acute ear and airway infections (H60, H65-H66, J00-J06, J20-J22),
 * cystitis and urinary infection (N30.0, N39.0), gastroenteritis (K52), symptoms and signs (R), injuries (S, T), reasons for
 * contact (Z00-Z29, Z40-Z53, Z71, Z76).
 */
export function isLasting(codings: readonly ChipCoding[]): boolean {
  const code = codings.find(({ system }) => system === icd10cm)?.code
  return code === undefined || !passing.test(code)
}

/** The URI of ICD-10-CM in FHIR. */
export const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm'

const passing =
  /^(A|B0\d|B(2[5-9]|[3-8]\d)|H6[056]|J0[0-6]|J2[0-2]|K52|N30\.0|N39\.0|R|S|T|Z[0-2]\d|Z4\d|Z5[0-3]|Z71|Z76)/

export function readDiagnosis(value: unknown): DiagnosisData | undefined {
  const data = fields(value)
  const [codings, display] = [readCodings(data?.codings), text(data?.display, 300)]
  const list = typeof data?.list === 'boolean' ? data.list : undefined
  return codings && display ? (present({ codings, display, list }) as DiagnosisData) : undefined
}
