import type { CodeableConcept, Reference } from '@medplum/fhirtypes'

export const LOINC = 'http://loinc.org'
export const SNOMED = 'http://snomed.info/sct'
export const UCUM = 'http://unitsofmeasure.org'
export const ICD10 = 'http://hl7.org/fhir/sid/icd-10-cm'
export const CVX = 'http://hl7.org/fhir/sid/cvx'
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem/'
export const ROUNDS = 'https://rounds.example/fhir/'

/** A concept of one coding, with its words. Made once and shared by reference. */
export const concept = (system: string, code: string, display: string, text = display): CodeableConcept => ({
  coding: [{ system, code, display }],
  text,
})

/** A concept from HL7's terminology, named by its short system name. */
export const hl7 = (system: string, code: string, display: string, text = display): CodeableConcept =>
  concept(TERMINOLOGY + system, code, display, text)

export const hl7System = (system: string): string => TERMINOLOGY + system

/** A concept of our own, from docs/FHIR.md. */
export const ours = (system: string, code: string, display: string): CodeableConcept =>
  concept(ROUNDS + system, code, display)

/** A reference, assignable wherever a typed one is asked for. */
export const reference = (type: string, id: string, display?: string): Reference<never> =>
  display === undefined ? { reference: `${type}/${id}` } : { reference: `${type}/${id}`, display }
