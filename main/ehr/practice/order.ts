import type { CodeableConcept, Reference, ServiceRequest } from '@medplum/fhirtypes'
import type { Day } from './calendar.js'
import { type Chart, encounterReference, nextId } from './chart.js'
import { concept, ROUNDS, reference, SNOMED } from './coding.js'
import { imagingService, laboratoryService } from './laboratory.js'
import { meta } from './meta.js'
import { labPanel } from './panel.js'
import { practitioner } from './staff.js'

const fasting = [{ url: `${ROUNDS}fasting-required`, valueBoolean: true }]

export interface OrderOf {
  requester: string
  /** Day and minute it was written. */
  ordered: readonly [Day, number]
  /** When it is due. */
  due?: readonly [Day, number] | undefined
  priority?: 'routine' | 'urgent' | 'asap' | 'stat' | undefined
  reason?: Reference<never> | undefined
  /** The visit it was written at; without one, a visit of that day. */
  encounter?: Reference<never> | undefined
  /** Words for whoever carries it out. */
  note?: string | undefined
  reasonText?: string | undefined
}

function write(
  chart: Chart,
  category: CodeableConcept[],
  code: CodeableConcept,
  of: OrderOf,
  rest: Partial<ServiceRequest> = {},
): Reference<never> {
  const { calendar, subject, out } = chart
  const seen = chart.visits.findLast(({ day }) => day === of.ordered[0])
  const encounter = of.encounter ?? (seen && encounterReference(seen.id))
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    id: nextId(chart, 's'),
    meta: meta(calendar.stamp(of.ordered[0], of.ordered[1], 21)),
    ...rest,
    status: 'active',
    intent: 'order',
    category,
    priority: of.priority ?? 'routine',
    code,
    subject,
    ...(encounter && { encounter }),
    ...(of.due && { occurrenceDateTime: calendar.at(of.due[0], of.due[1]) }),
    authoredOn: calendar.at(of.ordered[0], of.ordered[1]),
    requester: practitioner(of.requester),
    ...(of.reason && { reasonReference: [of.reason] }),
    ...(of.reasonText && { reasonCode: [{ text: of.reasonText }] }),
    ...(of.note && { patientInstruction: of.note }),
  }
  out.push(order)
  return reference('ServiceRequest', order.id as string)
}

/** An open laboratory order: waits to be drawn once it is due. */
export function orderTest(chart: Chart, key: string, of: OrderOf): Reference<never> {
  const panel = labPanel(key)
  return write(chart, laboratoryService, panel.concept, of, panel.fasting ? { extension: fasting } : {})
}

export const orderImaging = (chart: Chart, text: string, of: OrderOf): Reference<never> =>
  write(chart, imagingService, { text }, of)

const referralCategory = [concept(SNOMED, '3457005', 'Patient referral', 'Referral')]
export const refer = (chart: Chart, to: string, of: OrderOf): Reference<never> =>
  write(chart, referralCategory, { text: `Referral to ${to}` }, of)
