import { each, fields, text } from './read.js'

/** A code of a terminology, as FHIR's Coding. */
export interface ChipCoding {
  /** The terminology's URI. */
  system: string
  code: string
  display: string
}

const readCoding = (value: unknown): ChipCoding | undefined => {
  const { system, code, display } = fields(value) ?? {}
  const read = { system: text(system, 200), code: text(code, 40), display: text(display, 300) }
  return read.system && read.code && read.display ? (read as ChipCoding) : undefined
}

/** A list of codings, which may be empty: what nobody has a code for is kept in words. */
export const readCodings = (value: unknown): ChipCoding[] | undefined => each(value, readCoding, 8)
