import type { CodeableConcept } from '@medplum/fhirtypes'

export const loinc = 'http://loinc.org'

/** The words of a concept: its text, else the first display or code. */
export const wordsOf = (concept: CodeableConcept | undefined): string | undefined =>
  concept?.text ?? concept?.coding?.find(({ display }) => display)?.display ?? concept?.coding?.[0]?.code
