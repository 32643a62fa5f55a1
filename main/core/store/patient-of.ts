import type { Resource } from '@medplum/fhirtypes'

interface MaybeReference {
  reference?: string
}

/** The reference to the patient a resource belongs to; undefined for the clinic's own resources. */
export function patientReferenceOf(resource: Resource): string | undefined {
  const record = resource as unknown as Record<string, unknown>
  for (const key of ['subject', 'patient', 'for', 'beneficiary']) {
    const reference = (record[key] as MaybeReference | undefined)?.reference
    if (reference && (reference.includes('Patient/') || reference.startsWith('urn:uuid:'))) return reference
  }
  if (resource.resourceType === 'Appointment') {
    const actors = (resource.participant ?? []).map((participant) => participant.actor)
    const patient = actors.find((actor) => actor?.type === 'Patient' || actor?.reference?.includes('Patient/'))
    return patient?.reference
  }
  return undefined
}
