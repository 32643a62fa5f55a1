/** One value of a report, as far as it could change what a reader concludes. */
export interface ContentValue {
  /** LOINC, or the code the laboratory gives. */
  code: string
  /** As recorded: `6.1`, `<5`, `Positive`; undefined while it is pending. */
  text?: string
  unit: string
  flag?: string
  /** FHIR Observation.status. */
  status: string
  /** The reference as printed. */
  reference?: string
  /** What the laboratory wrote beside it: `haemolysed`. */
  notes?: string
}

/** What a report says, whoever reads it and wherever. */
export interface ResultContent {
  /** FHIR DiagnosticReport.status. */
  status: string
  values: readonly ContentValue[]
  /** The words of the laboratory or radiologist. */
  conclusion?: string
  /** Attached documents by title, size and hash; never by address, which servers sign anew at each reading. */
  documents?: readonly string[]
  /** Values it names that are not on this workstation yet. */
  missing: number
}

/** `4.10` and `4.1` are one number: servers keep or drop the last zero as they like. */
const plainNumber = (text: string): string => (/^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text)

/**
 * A short name for what a report says at this moment: the same on every workstation, another as soon as its status, a
 * value, a unit, a flag or a word of it changes. A review says with it which version was seen. The order in which the
 * report lists its values does not count.
 */
export function fingerprintOf({ status, values, conclusion, documents, missing }: ResultContent): string {
  const lines = values
    .map(({ code, text, unit, flag, status: of, reference, notes }) =>
      JSON.stringify([code, plainNumber(text ?? ''), unit, flag ?? '', of, reference ?? '', notes ?? '']),
    )
    .sort()
  return `r1-${digest(JSON.stringify([status, lines, conclusion ?? '', [...(documents ?? [])].sort(), missing]))}`
}

/** 53 bits of a text, in hexadecimal; against accidents, not against forgers (cyrb53, public domain). */
function digest(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2_654_435_761)
    low = Math.imul(low ^ unit, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(16).padStart(14, '0')
}
