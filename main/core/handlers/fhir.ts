import type { CodeableConcept, Extension, Reference, Resource } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Reader } from '../store/store.js'
import type { Context } from './context.js'

export { loinc, wordsOf } from '../store/concept.js'
export const snomed = 'http://snomed.info/sct'
export const ucum = 'http://unitsofmeasure.org'
export const rounds = 'https://rounds.example/fhir/'
const terminology = 'http://terminology.hl7.org/CodeSystem/'

/** A reference as kept here: by server id when there is one, by UUID until then. The type travels along. */
export function referTo(
  { identity }: Pick<Reader, 'identity'>,
  type: Resource['resourceType'],
  id: LocalId,
  display?: string,
): Reference<never> {
  const reference = { reference: identity.reference(type, id), type, ...(display && { display }) }
  return reference as unknown as Reference<never>
}

export const referToStaff = (reader: Pick<Reader, 'identity'>, who: Staff): Reference<never> =>
  referTo(reader, 'Practitioner', who.id, who.name)

/** A concept of HL7's terminology by its short system name. */
export const hl7 = (system: string, code: string, display: string): CodeableConcept => ({
  coding: [{ system: terminology + system, code, display }],
})

export const concept = (system: string, code: string, display: string, text = display): CodeableConcept => ({
  coding: [{ system, code, display }],
  text,
})

export const codeIn = (concept: CodeableConcept | undefined, system: string): string | undefined =>
  concept?.coding?.find((coding) => coding.system === system)?.code

/** In the practice clinic everything made is marked as practice data, as what is there already. */
export const practiceMark = (context: Context): { meta?: Resource['meta'] } =>
  context.config.practice ? { meta: { tag: [{ system: `${terminology}v3-ActReason`, code: 'HTEST' }] } } : {}

/** Replaces or removes one extension, leaving the others as they are. */
export function withExtension(
  extensions: readonly Extension[] | undefined,
  url: string,
  value: Omit<Extension, 'url'> | undefined,
): Extension[] | undefined {
  const others = (extensions ?? []).filter((extension) => extension.url !== url)
  const next = value ? [...others, { url, ...value }] : others
  return next.length > 0 ? next : undefined
}
