import type { Dosage, MedicationRequest, Resource, Timing } from '@medplum/fhirtypes'
import type { ChipResource } from '../../../../shared/domain/chip/chip.js'
import type { MedicationData, Sig } from '../../../../shared/domain/chip/medication.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { parseJson } from '../../../../shared/kernel/json.js'
import { hl7, practiceMark, referTo, referToStaff } from '../fhir.js'
import type { Change, Outcome, Place, Signing } from './part.js'

/** A prescription, and what becomes of the one it follows. */
export function medicationParts(
  signing: Signing,
  id: LocalId,
  data: MedicationData,
  place: Place,
  bound: ChipResource | null,
): Outcome {
  const before = bound?.type === 'MedicationRequest' ? (bound.id as LocalId) : undefined
  const ends = data.action === 'stop' || data.action === 'change' || data.action === 'refill'
  const changes = before && ends ? [ending(before, data)] : []
  if (data.action === 'stop') return { parts: [], changes }
  return { parts: [{ id, resource: prescription(signing, data, place, before) }], changes }
}

function prescription(
  { context, patient, encounter, who, at }: Signing,
  data: MedicationData,
  { problem }: Place,
  before: LocalId | undefined,
): MedicationRequest {
  const { store } = context
  const { codings, display, sig, quantity, quantityUnit, refills, reason } = data
  const supply = {
    ...(refills !== undefined && { numberOfRepeatsAllowed: refills }),
    ...(quantity !== undefined && { quantity: { value: quantity, ...(quantityUnit && { unit: quantityUnit }) } }),
  }
  return {
    resourceType: 'MedicationRequest',
    ...practiceMark(context),
    status: 'active',
    intent: 'order',
    category: [hl7('medicationrequest-category', 'community', 'Community')],
    medicationCodeableConcept: {
      ...(codings.length > 0 && { coding: codings.map((coding) => ({ ...coding })) }),
      text: display,
    },
    subject: referTo(store, 'Patient', patient),
    ...(encounter && { encounter: referTo(store, 'Encounter', encounter) }),
    authoredOn: at,
    requester: referToStaff(store, who),
    ...(problem && { reasonReference: [referTo(store, 'Condition', problem)] }),
    ...(before && { priorPrescription: referTo(store, 'MedicationRequest', before) }),
    ...(sig && { dosageInstruction: [dosage(sig)] }),
    ...(Object.keys(supply).length > 0 && { dispenseRequest: supply }),
    ...(reason && { note: [{ authorReference: referToStaff(store, who), time: at, text: reason }] }),
  }
}

function dosage(sig: Sig): Dosage {
  const { dose, unit, frequency, period, periodUnit, route, asNeeded, text } = sig
  const timing: Timing | undefined =
    frequency !== undefined && period !== undefined && periodUnit !== undefined
      ? { repeat: { frequency, period, periodUnit } }
      : undefined
  return {
    text,
    ...(timing && { timing }),
    ...(asNeeded && { asNeededCodeableConcept: { text: asNeeded } }),
    ...(route && { route: { text: route } }),
    ...(dose && { doseAndRate: [{ doseQuantity: { value: parseJson(dose) as number, ...(unit && { unit }) } }] }),
  }
}

/** The prescription before this one: over because it was stopped, or since another takes its place. */
function ending(id: LocalId, { action, display, reason }: MedicationData): Change {
  return {
    type: 'MedicationRequest',
    id,
    change(resource: Resource) {
      const request = resource as MedicationRequest
      request.status = action === 'refill' ? 'completed' : 'stopped'
      if (action === 'change') request.statusReason = { text: `Changed to ${display}` }
      else if (action === 'stop' && reason) request.statusReason = { text: reason }
    },
  }
}
