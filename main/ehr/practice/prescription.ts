import type { CodeableConcept, MedicationRequest } from '@medplum/fhirtypes'
import { dateText } from './calendar.js'
import { type Chart, type Course, encounterReference } from './chart.js'
import { hl7 } from './coding.js'
import { meta } from './meta.js'
import { practitioner } from './staff.js'

const community: CodeableConcept[] = [hl7('medicationrequest-category', 'community', 'Community')]

/** A prescription as it stands today. */
export function medicationRequestOf(chart: Chart, course: Course): MedicationRequest {
  const { calendar, subject } = chart
  const { medicine, start, minute, stop } = course
  const over = stop !== undefined && stop < calendar.today
  const request: MedicationRequest = {
    resourceType: 'MedicationRequest',
    id: course.id,
    meta: meta(over ? calendar.stamp(stop, 3, 6) : calendar.stamp(Math.max(start, chart.joined), minute, 6)),
    status: over ? (course.short ? 'completed' : 'stopped') : 'active',
    intent: 'order',
    category: community,
    medicationCodeableConcept: medicine.concept,
    subject,
    authoredOn: calendar.at(start, minute),
    requester: practitioner(course.requester),
    dosageInstruction: medicine.dosage,
    dispenseRequest: over
      ? { ...medicine.dispense, validityPeriod: { start: dateText(start), end: dateText(stop) } }
      : medicine.dispense,
  }
  if (over && course.stopReason) request.statusReason = { text: course.stopReason }
  if (course.encounter) request.encounter = encounterReference(course.encounter)
  if (course.reason) request.reasonReference = [course.reason]
  return request
}

export const medicationRequests = (chart: Chart): MedicationRequest[] =>
  chart.courses.map((course) => medicationRequestOf(chart, course))
