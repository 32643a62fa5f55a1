import type { CodeableConcept } from '@medplum/fhirtypes'
import type { AllergyGroup } from './medicine.js'

/** An allergy of the practice clinic, as its tables have it. */
export interface AllergyRow {
  text: string
  code: CodeableConcept
  category: 'medication' | 'food' | 'environment'
  reaction: string
  severity: 'mild' | 'moderate' | 'severe'
  criticality: 'low' | 'high'
  groups: readonly AllergyGroup[]
  weight: number
}
