import type {
  CodeableConcept,
  Encounter,
  EncounterLocation,
  EncounterStatusHistory,
  Reference,
} from '@medplum/fhirtypes'
import type { Day } from './calendar.js'
import type { Chart } from './chart.js'
import { concept, hl7, hl7System, reference, SNOMED } from './coding.js'
import { meta } from './meta.js'
import { organization, practitioner } from './staff.js'

const ambulatory = { system: hl7System('v3-ActCode'), code: 'AMB', display: 'ambulatory' }
const virtual = { system: hl7System('v3-ActCode'), code: 'VR', display: 'virtual' }
const visitTypes = {
  here: [concept(SNOMED, '308335008', 'Patient encounter procedure', 'Office visit')],
  video: [concept(SNOMED, '448337001', 'Telemedicine consultation with patient', 'Video visit')],
}
const performs = [hl7('v3-ParticipationType', 'PPRF', 'primary performer')]

export interface EncounterOf {
  id: string
  status: Encounter['status']
  day: Day
  /** Minutes: when it began, when it ended (if it has), when it was last touched. */
  start: number
  end?: number
  touched: number
  reason: CodeableConcept
  who: string
  video: boolean
  diagnosis?: string
  appointment?: Reference<never>
  location?: EncounterLocation
  statusHistory?: EncounterStatusHistory[]
}

export function encounterOf(chart: Chart, of: EncounterOf): Encounter {
  const { calendar, subject } = chart
  const { day } = of
  const encounter: Encounter = {
    resourceType: 'Encounter',
    id: of.id,
    meta: meta(calendar.stamp(day, of.touched, 9)),
    status: of.status,
    class: of.video ? virtual : ambulatory,
    type: of.video ? visitTypes.video : visitTypes.here,
    subject,
    participant: [{ type: performs, individual: practitioner(of.who) }],
    period:
      of.end === undefined
        ? { start: calendar.at(day, of.start) }
        : { start: calendar.at(day, of.start), end: calendar.at(day, of.end) },
    reasonCode: [of.reason],
    serviceProvider: organization,
  }
  if (of.statusHistory) encounter.statusHistory = of.statusHistory
  if (of.appointment) encounter.appointment = [of.appointment]
  if (of.diagnosis) encounter.diagnosis = [{ condition: reference('Condition', of.diagnosis) }]
  if (of.location) encounter.location = [of.location]
  return encounter
}
