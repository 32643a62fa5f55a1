import type { CodeableConcept, Coverage, Patient } from '@medplum/fhirtypes'
import { dateText } from './calendar.js'
import { type Chart, nextId } from './chart.js'
import { hl7, hl7System, ROUNDS, reference } from './coding.js'
import { meta } from './meta.js'
import { insurers, member, organization, practitioner } from './staff.js'

const mrnType: CodeableConcept = hl7('v2-0203', 'MR', 'Medical record number')
const marital: Record<string, CodeableConcept> = {
  married: hl7('v3-MaritalStatus', 'M', 'Married'),
  'never-married': hl7('v3-MaritalStatus', 'S', 'Never Married'),
  widowed: hl7('v3-MaritalStatus', 'W', 'Widowed'),
  divorced: hl7('v3-MaritalStatus', 'D', 'Divorced'),
}
const emergency: CodeableConcept = {
  coding: [{ system: hl7System('v2-0131'), code: 'C', display: 'Emergency Contact' }],
}
const english = {
  language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en', display: 'English' }], text: 'English' },
  preferred: true,
}

export function patientResource(chart: Pick<Chart, 'person' | 'calendar' | 'joined'>): Patient {
  const { person, calendar, joined } = chart
  const { address, contact } = person
  const primary = member(person.primary)
  // Of the others nobody wrote it down: who writes messages has one.
  const portal = person.age >= 80 ? false : person.email && person.age >= 18 ? true : undefined
  return {
    resourceType: 'Patient',
    id: person.id,
    meta: meta(calendar.stamp(joined, 545, person.n)),
    identifier: [{ use: 'usual', type: mrnType, system: `${ROUNDS}mrn`, value: person.mrn, assigner: organization }],
    active: !person.inactive && person.died === undefined,
    name: [
      {
        use: 'official',
        family: person.family,
        given: person.middle ? [person.given, person.middle] : [person.given],
        ...(person.suffix && { suffix: [person.suffix] }),
      },
      ...(person.preferred ? [{ use: 'nickname' as const, given: [person.preferred] }] : []),
    ],
    telecom: [
      { system: 'phone', value: person.phone, use: person.age >= 70 ? 'home' : 'mobile', rank: 1 },
      ...(person.workPhone ? [{ system: 'phone' as const, value: person.workPhone, use: 'work' as const }] : []),
      ...(person.email ? [{ system: 'email' as const, value: person.email, use: 'home' as const }] : []),
    ],
    ...(portal !== undefined && { extension: [{ url: `${ROUNDS}portal`, valueBoolean: portal }] }),
    gender: person.sex,
    birthDate: dateText(person.birth),
    ...(person.died !== undefined && { deceasedDateTime: dateText(person.died) }),
    address: [
      {
        use: 'home',
        line: [address.line],
        city: address.city,
        state: 'WA',
        postalCode: address.postalCode,
        country: 'US',
      },
    ],
    ...(person.marital && { maritalStatus: marital[person.marital] as CodeableConcept }),
    ...(contact && {
      contact: [
        {
          relationship: [emergency, { text: contact.relationship }],
          name: { family: contact.family, given: [contact.given] },
          telecom: [{ system: 'phone' as const, value: contact.phone }],
        },
      ],
    }),
    communication: person.language
      ? [
          {
            language: {
              coding: [{ system: 'urn:ietf:bcp:47', code: person.language.code, display: person.language.name }],
              text: person.language.name,
            },
            preferred: true,
          },
        ]
      : [english],
    generalPractitioner: [practitioner(primary.id)],
    managingOrganization: organization,
  }
}

const self: CodeableConcept = hl7('subscriber-relationship', 'self', 'Self')

/** Who pays: Medicare from 65, otherwise the household's plan or Medicaid; some have none. */
export function coverageResource(chart: Chart): Coverage | undefined {
  const { person, calendar, joined } = chart
  const { cover } = person
  if (person.age < 65 && cover > 0.94) return undefined
  const payer = person.age >= 65 ? insurers[2] : cover < 0.24 ? insurers[3] : cover < 0.6 ? insurers[0] : insurers[1]
  return {
    resourceType: 'Coverage',
    id: nextId(chart, 'q'),
    meta: meta(calendar.stamp(joined, 550, 7)),
    status: person.died === undefined ? 'active' : 'cancelled',
    beneficiary: chart.subject,
    subscriberId: `${payer.id.slice(0, 2).toUpperCase()}${String((person.n * 7919 + 104729) % 1_000_000_007).padStart(9, '0')}`,
    relationship: self,
    payor: [reference('Organization', payer.id, payer.name)],
  }
}
