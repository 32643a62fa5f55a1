import type { CodeableConcept } from '@medplum/fhirtypes'
import type { Analyte } from './analyte.js'
import { hl7 } from './coding.js'

export type Flag = 'HH' | 'H' | 'N' | 'L' | 'LL' | 'A'
const OBSERVATION_INTERPRETATION = 'v3-ObservationInterpretation'
export const flags: Record<Flag, CodeableConcept[]> = {
  HH: [hl7(OBSERVATION_INTERPRETATION, 'HH', 'Critical high')],
  H: [hl7(OBSERVATION_INTERPRETATION, 'H', 'High')],
  N: [hl7(OBSERVATION_INTERPRETATION, 'N', 'Normal')],
  L: [hl7(OBSERVATION_INTERPRETATION, 'L', 'Low')],
  LL: [hl7(OBSERVATION_INTERPRETATION, 'LL', 'Critical low')],
  A: [hl7(OBSERVATION_INTERPRETATION, 'A', 'Abnormal')],
}

/** How a value stands to its range; undefined where no range is known. A limit itself is within, save `< 150` ranges. */
export function flagOf(value: number, test: Analyte): Flag | undefined {
  if (test.low === undefined && test.high === undefined) return undefined
  const [low, high] = test.critical ?? []
  if (high !== undefined && value >= high) return 'HH'
  if (low !== undefined && value <= low) return 'LL'
  if (test.high !== undefined && (test.low === undefined ? value >= test.high : value > test.high)) return 'H'
  if (test.low !== undefined && value < test.low) return 'L'
  return 'N'
}
