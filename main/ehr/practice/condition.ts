import type { CodeableConcept, Condition } from '@medplum/fhirtypes'
import { type Day, dateText } from './calendar.js'
import { type Chart, encounterReference } from './chart.js'
import { hl7 } from './coding.js'
import { meta } from './meta.js'

const active = hl7('condition-clinical', 'active', 'Active')
const resolvedStatus = hl7('condition-clinical', 'resolved', 'Resolved')
const confirmed = hl7('condition-ver-status', 'confirmed', 'Confirmed')
const listItem: CodeableConcept[] = [hl7('condition-category', 'problem-list-item', 'Problem List Item')]

export interface ConditionOf {
  id: string
  concept: CodeableConcept
  onset: Day
  /** As written when it is vaguer than a day. */
  onsetText?: string
  recorded: Day
  minute: number
  /** The day it was over; in the future means it still is. */
  resolved?: Day
  encounter?: string
}

export function conditionOf(chart: Chart, of: ConditionOf): Condition {
  const { calendar, subject } = chart
  const over = of.resolved !== undefined && of.resolved < calendar.today
  const condition: Condition = {
    resourceType: 'Condition',
    id: of.id,
    meta: meta(over ? calendar.stamp(of.resolved as Day, 640, 2) : calendar.stamp(of.recorded, of.minute, 2)),
    clinicalStatus: over ? resolvedStatus : active,
    verificationStatus: confirmed,
    category: listItem,
    code: of.concept,
    subject,
    onsetDateTime: of.onsetText ?? dateText(of.onset),
    recordedDate: calendar.at(of.recorded, of.minute),
  }
  if (of.encounter) condition.encounter = encounterReference(of.encounter)
  if (over) condition.abatementDateTime = dateText(of.resolved as Day)
  return condition
}
