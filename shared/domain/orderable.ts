import type { TubeCode } from './tube.js'

/** An adult reference interval of one analyte as the clinic's laboratory prints it. */
export interface Analyte {
  name: string
  /** LOINC. */
  code: string
  /** UCUM. */
  unit: string
  /** As printed: `3.5 – 5.1 mmol/L`; of one sex where they differ. */
  range?: string
}

/** Something that can be ordered, as a ServiceRequest needs it. */
export type Orderable =
  | {
      kind: 'laboratory'
      /** What is collected; `none` for a swab or other specimen that needs no tube. */
      tube: TubeCode | 'none'
      specimen: string
      fasting: boolean
      analytes: Analyte[]
    }
  | { kind: 'imaging' /** Where a side must be named. */; sided: boolean }
  | { kind: 'referral' }
  | { kind: 'procedure' }
