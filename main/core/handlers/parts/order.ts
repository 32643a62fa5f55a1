import type { CodeableConcept, ServiceRequest } from '@medplum/fhirtypes'
import type { OrderCategory, OrderData } from '../../../../shared/domain/chip/order.js'
import { dayBounds } from '../../../../shared/kernel/dates.js'
import type { DateText, LocalId } from '../../../../shared/kernel/ids.js'
import { fastingExtension, laboratoryCategory } from '../../store/lab-order.js'
import { concept, practiceMark, referTo, referToStaff, snomed } from '../fhir.js'
import type { Outcome, Place, Signing } from './part.js'

/** Categories of orders as docs/FHIR.md has them, SNOMED CT. */
const categories: Record<OrderCategory, CodeableConcept> = {
  laboratory: concept(snomed, laboratoryCategory, 'Laboratory procedure'),
  imaging: concept(snomed, '363679005', 'Imaging'),
  procedure: concept(snomed, '387713003', 'Surgical procedure', 'Procedure'),
  referral: concept(snomed, '3457005', 'Patient referral', 'Referral'),
}

/** An order for the problem it stands in, due at once or on its day. */
export function orderParts(signing: Signing, id: LocalId, data: OrderData, { problem }: Place): Outcome {
  const { context, patient, encounter, who, at, held } = signing
  const { store } = context
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    ...practiceMark(context),
    ...(data.fasting && { extension: [{ url: fastingExtension, valueBoolean: true }] }),
    status: held ? 'draft' : 'active',
    intent: 'order',
    category: [categories[data.category]],
    priority: data.priority ?? 'routine',
    code: {
      ...(data.codings.length > 0 && { coding: data.codings.map((coding) => ({ ...coding })) }),
      text: data.display,
    },
    subject: referTo(store, 'Patient', patient),
    ...(encounter && { encounter: referTo(store, 'Encounter', encounter) }),
    occurrenceDateTime: data.due ? dayBounds(data.due as DateText).start : at,
    authoredOn: at,
    requester: referToStaff(store, who),
    ...(problem && { reasonReference: [referTo(store, 'Condition', problem)] }),
    ...(data.note && { note: [{ authorReference: referToStaff(store, who), time: at, text: data.note }] }),
  }
  return { parts: [{ id, resource: order }], changes: [] }
}
