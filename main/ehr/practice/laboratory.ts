import type { CodeableConcept } from '@medplum/fhirtypes'
import { concept, hl7, SNOMED } from './coding.js'

/** Categories of orders, observations and reports, as docs/FHIR.md has them. */
export const laboratoryCategory: CodeableConcept[] = [hl7('observation-category', 'laboratory', 'Laboratory')]
export const laboratoryService: CodeableConcept[] = [concept(SNOMED, '108252007', 'Laboratory procedure')]
export const imagingService: CodeableConcept[] = [concept(SNOMED, '363679005', 'Imaging')]
export const reportCategory: CodeableConcept[] = [hl7('v2-0074', 'LAB', 'Laboratory')]
