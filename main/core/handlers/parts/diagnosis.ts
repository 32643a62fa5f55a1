import type { Condition } from '@medplum/fhirtypes'
import { type DiagnosisData, isLasting } from '../../../../shared/domain/chip/diagnosis.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { hl7, practiceMark, referTo, referToStaff } from '../fhir.js'
import type { Outcome, Signing } from './part.js'

/**
 * A diagnosis made at the visit. One that lasts goes on the problem list; a cold or an injury is this visit's alone unless
 * someone said otherwise.
 */
export function diagnosisParts(signing: Signing, id: LocalId, data: DiagnosisData): Outcome {
  const { context, patient, encounter, who, at } = signing
  const { store } = context
  const listed = data.list ?? isLasting(data.codings)
  const condition: Condition = {
    resourceType: 'Condition',
    ...practiceMark(context),
    clinicalStatus: hl7('condition-clinical', 'active', 'Active'),
    verificationStatus: hl7('condition-ver-status', 'confirmed', 'Confirmed'),
    category: [
      listed
        ? hl7('condition-category', 'problem-list-item', 'Problem List Item')
        : hl7('condition-category', 'encounter-diagnosis', 'Encounter Diagnosis'),
    ],
    code: {
      ...(data.codings.length > 0 && { coding: data.codings.map((coding) => ({ ...coding })) }),
      text: data.display,
    },
    subject: referTo(store, 'Patient', patient),
    ...(encounter && { encounter: referTo(store, 'Encounter', encounter) }),
    recordedDate: at,
    recorder: referToStaff(store, who),
  }
  return { parts: [{ id, resource: condition }], changes: [] }
}
