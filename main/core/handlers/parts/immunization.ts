import type { Immunization } from '@medplum/fhirtypes'
import type { ImmunizationData } from '../../../../shared/domain/chip/immunization.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { hl7, practiceMark, referTo, referToStaff } from '../fhir.js'
import type { Outcome, Signing } from './part.js'

/** A vaccine given at this visit. */
export function immunizationParts(signing: Signing, id: LocalId, data: ImmunizationData): Outcome {
  const { context, patient, encounter, who, at, seen } = signing
  const { store } = context
  const { codings, display, lot, expires, site, route } = data
  const immunization: Immunization = {
    resourceType: 'Immunization',
    ...practiceMark(context),
    status: 'completed',
    vaccineCode: { ...(codings.length > 0 && { coding: codings.map((coding) => ({ ...coding })) }), text: display },
    patient: referTo(store, 'Patient', patient),
    ...(encounter && { encounter: referTo(store, 'Encounter', encounter) }),
    occurrenceDateTime: seen,
    recorded: at,
    primarySource: true,
    ...(lot && { lotNumber: lot }),
    ...(expires && { expirationDate: expires }),
    ...(site && { site: { text: site } }),
    ...(route && { route: { text: route } }),
    performer: [{ function: hl7('v2-0443', 'AP', 'Administering Provider'), actor: referToStaff(store, who) }],
  }
  return { parts: [{ id, resource: immunization }], changes: [] }
}
