import { type ChipCoding, readCodings } from './coding.js'
import { fields, text } from './read.js'

/** A problem the note is about: a new Condition, or, where the chip is bound, one on the problem list. */
export interface DiagnosisData {
  /** ICD-10-CM first. */
  codings: ChipCoding[]
  /** In the clinic's words: `Type 2 diabetes with diabetic CKD`. */
  display: string
}

export function readDiagnosis(value: unknown): DiagnosisData | undefined {
  const data = fields(value)
  const [codings, display] = [readCodings(data?.codings), text(data?.display, 300)]
  return codings && display ? { codings, display } : undefined
}
