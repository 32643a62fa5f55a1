import type {
  Appointment,
  Communication,
  DiagnosticReport,
  Observation,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes'
import { staff } from '../../../../main/ehr/practice/staff.js'

const ref = (type: string, id: string, display?: string): never =>
  ({ reference: `${type}/${id}`, ...(display && { display }) }) as never

const stamp = { versionId: '1', lastUpdated: '2026-11-22T09:00:00.000Z' }

/** Local clock time on the day of the tests. */
export const on = (hour: number, minute = 0): string => new Date(2026, 10, 22, hour, minute).toISOString()

/** Local clock time on another day: `local('2026-06-03T15:00')`. */
export const local = (text: string): string => new Date(text).toISOString()

export interface PatientParts {
  id: string
  family: string
  given: string[]
  birthDate: string
  mrn: string
  phone?: string
  preferred?: string
  gender?: 'female' | 'male'
}

export const patient = ({
  id,
  family,
  given,
  birthDate,
  mrn,
  phone,
  preferred,
  gender = 'female',
}: PatientParts): Resource =>
  ({
    resourceType: 'Patient',
    id,
    meta: stamp,
    active: true,
    identifier: [
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
        system: 'https://rounds.example/fhir/mrn',
        value: mrn,
      },
    ],
    name: [
      { use: 'official', family, given, extension: [{ url: 'https://elsewhere.example/kept', valueString: 'kept' }] },
      ...(preferred ? [{ use: 'nickname' as const, given: [preferred] }] : []),
    ],
    gender,
    birthDate,
    _birthDate: {
      extension: [
        { url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueDateTime: '1979-03-12T08:00:00Z' },
      ],
    },
    telecom: phone ? [{ system: 'phone', use: 'home', value: phone, period: { start: '2020-01-01' } }] : [],
    address: [
      {
        use: 'home',
        line: ['14 Cedar St'],
        city: 'Alderbrook',
        state: 'WA',
        postalCode: '98200',
        period: { start: '2019-05-01' },
      },
    ],
    generalPractitioner: [ref('Practitioner', 'novak', 'Dr Lena Novak')],
  }) as Resource

export const amara: PatientParts = {
  id: 'amara',
  family: 'Okafor',
  given: ['Amara', 'Jane'],
  birthDate: '1979-03-12',
  mrn: '204118',
  phone: '(206) 555-0123',
}
export const luis: PatientParts = {
  id: 'luis',
  family: 'Romero',
  given: ['Luis'],
  birthDate: '1954-08-04',
  mrn: '118902',
  phone: '206.555.0199',
  gender: 'male',
}

export const booking = (
  id: string,
  who: PatientParts,
  at: string,
  reason: string,
  clinician = 'novak',
): Appointment => ({
  resourceType: 'Appointment',
  id,
  meta: stamp,
  status: 'booked',
  reasonCode: [{ text: reason }],
  start: at,
  end: new Date(Date.parse(at) + 20 * 60_000).toISOString(),
  participant: [
    { actor: ref('Patient', who.id, `${who.given[0]} ${who.family}`), status: 'accepted' },
    { actor: ref('Practitioner', clinician, 'Dr Lena Novak'), status: 'accepted' },
  ],
})

export const order = (
  id: string,
  who: PatientParts,
  code: string,
  text: string,
  more: Partial<ServiceRequest> = {},
): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id,
  meta: stamp,
  status: 'active',
  intent: 'order',
  category: [{ coding: [{ system: 'http://snomed.info/sct', code: '108252007' }] }],
  code: { coding: [{ system: 'http://loinc.org', code }], text },
  subject: ref('Patient', who.id),
  authoredOn: on(8),
  requester: ref('Practitioner', 'novak', 'Dr Lena Novak'),
  ...more,
})

export interface Value {
  code: string
  name: string
  /** As JSON writes it. */
  value: number | { rawJSON: string }
  unit: string
  low?: number
  high?: number
  flag?: string
}

export const result = (id: string, who: PatientParts, at: string, value: Value): Observation => ({
  resourceType: 'Observation',
  id,
  meta: stamp,
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: value.code }], text: value.name },
  subject: ref('Patient', who.id),
  effectiveDateTime: at,
  valueQuantity: {
    value: value.value as number,
    unit: value.unit,
    system: 'http://unitsofmeasure.org',
    code: value.unit,
  },
  ...(value.low !== undefined && {
    referenceRange: [{ low: { value: value.low }, ...(value.high !== undefined && { high: { value: value.high } }) }],
  }),
  ...(value.flag && { interpretation: [{ coding: [{ code: value.flag }] }] }),
})

export const report = (
  id: string,
  who: PatientParts,
  at: string,
  name: string,
  results: string[],
): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  id,
  meta: stamp,
  status: 'final',
  code: { text: name },
  subject: ref('Patient', who.id),
  effectiveDateTime: at,
  issued: at,
  result: results.map((each) => ref('Observation', each)),
})

export const task = (id: string, kind: string, text: string, more: Partial<Task> & { owner: Task['owner'] }): Task => ({
  resourceType: 'Task',
  id,
  meta: stamp,
  status: 'requested',
  intent: 'order',
  priority: 'routine',
  code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: kind }] },
  description: text,
  authoredOn: on(8, 30),
  ...more,
})

export const message = (
  id: string,
  who: PatientParts,
  at: string,
  text: string,
  answers?: string,
  fromPatient = !answers,
): Communication => ({
  resourceType: 'Communication',
  id,
  meta: stamp,
  status: 'completed',
  subject: ref('Patient', who.id),
  sender: !fromPatient
    ? ref('Practitioner', 'novak', 'Dr Lena Novak')
    : ref('Patient', who.id, `${who.given[0]} ${who.family}`),
  topic: { text: 'Dizzy after new dose' },
  sent: at,
  payload: [{ contentString: text }],
  ...(answers && { inResponseTo: [ref('Communication', answers)] }),
})

export const to = {
  practitioner: (id: string) => ref('Practitioner', id),
  team: (id: string) => ref('CareTeam', id),
  patient: (who: PatientParts) => ref('Patient', who.id),
  thing: ref,
}

/** The practice's people, rooms and teams. */
export const practice = (): Resource[] => staff()
