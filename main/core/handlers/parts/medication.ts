import type { Dosage, MedicationRequest, Resource } from '@medplum/fhirtypes'
import type { ChipResource } from '../../../../shared/domain/chip/chip.js'
import { type MedicationData, prescribes } from '../../../../shared/domain/chip/medication.js'
import { dosageOf, readSig } from '../../../../shared/domain/medicine/sig.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { hl7, practiceMark, referTo, referToStaff } from '../fhir.js'
import type { Change, Outcome, Place, Signing } from './part.js'

/** Who prescribes for whom, in a note or outside one. */
type Prescribing = Pick<Signing, 'context' | 'patient' | 'encounter' | 'who' | 'at' | 'held'>

/** A prescription, and what becomes of the one it follows. */
export function medicationParts(
  signing: Prescribing,
  id: LocalId,
  data: MedicationData,
  place: Place,
  bound: ChipResource | null,
): Outcome {
  const before = bound?.type === 'MedicationRequest' ? (bound.id as LocalId) : undefined
  const ends = data.action === 'stop' || data.action === 'change' || data.action === 'refill'
  const changes = before && ends && !signing.held ? [ending(before, data)] : []
  if (!prescribes(data)) return { parts: [], changes }
  return { parts: [{ id, resource: prescription(signing, data, place, before) }], changes }
}

function prescription(
  { context, patient, encounter, who, at, held }: Prescribing,
  data: MedicationData,
  { problem }: Place,
  before: LocalId | undefined,
): MedicationRequest {
  const { store } = context
  const { display, sig, quantity, quantityUnit, refills, reason } = data
  const earlier = before && store.read('MedicationRequest', before)
  const same = earlier?.medicationCodeableConcept
  // The same medicine again keeps its codes, however another system wrote them.
  const codings = data.codings.length === 0 && same?.text === display ? (same?.coding ?? []) : data.codings
  const supply = {
    ...(refills !== undefined && { numberOfRepeatsAllowed: refills }),
    ...(quantity !== undefined && { quantity: { value: quantity, ...(quantityUnit && { unit: quantityUnit }) } }),
  }
  return {
    resourceType: 'MedicationRequest',
    ...practiceMark(context),
    status: held ? 'draft' : 'active',
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

/** A route that neither the words nor anybody said is not written down. */
function dosage({ text, route }: NonNullable<MedicationData['sig']>): Dosage {
  const read = readSig(text, route ?? 'oral')
  const { route: said, ...others } = dosageOf(read) as Dosage
  const isSaid = route !== undefined || readSig(text, 'intravenous').route === read.route
  return { ...others, ...(isSaid && said && { route: said }) }
}

const over: ReadonlySet<string> = new Set(['stopped', 'completed', 'cancelled', 'entered-in-error'])

/** The prescription before this one: over because it was stopped, or since another takes its place. */
export function ending(id: LocalId, { action, display, reason }: MedicationData): Change {
  return {
    type: 'MedicationRequest',
    id,
    change(resource: Resource) {
      const request = resource as MedicationRequest
      // One that is over already says why by itself.
      if (request.status && over.has(request.status)) return
      request.status = action === 'refill' ? 'completed' : 'stopped'
      if (action === 'change') request.statusReason = { text: `Changed to ${display}` }
      else if (action === 'stop' && reason) request.statusReason = { text: reason }
    },
  }
}
