import { addDays, localDate } from '../../shared/kernel/dates.js'

/** A resource as the EHR is loaded with it. */
export interface Loaded {
  resourceType: string
  id: string
  meta: { lastUpdated: string; tag: { system: string; code: string }[] }
  [element: string]: unknown
}

const made = Date.UTC(2026, 0, 5, 8)
/** Patients were last changed a millisecond apart. */
const meta = (n = 0) => ({
  lastUpdated: new Date(made + n).toISOString(),
  tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }],
})

const staff = [
  { id: 'novak', given: 'Lena', family: 'Novak', prefix: 'Dr', role: 'physician' },
  { id: 'hale', given: 'Marcus', family: 'Hale', role: 'nurse-practitioner' },
  { id: 'ruiz', given: 'Jo', family: 'Ruiz', role: 'medical-assistant' },
  { id: 'das', given: 'Priya', family: 'Das', role: 'front-desk' },
  { id: 'flint', given: 'Sam', family: 'Flint', role: 'phlebotomist' },
]

/**
 * A clinic whose every resource is known beforehand: patients `p1`, `p2` …, the first `scheduled` of them seen today by
 * Dr Novak (`appointment-p1` …), each patient with a small chart, and a task (`task-p1` …) for each of the first.
 */
export function* smallClinic(patients: number, scheduled = Math.min(patients, 4), now = new Date()): Generator<Loaded> {
  yield {
    resourceType: 'Organization',
    id: 'clinic',
    meta: meta(),
    name: 'Harbour Street Family Practice',
    type: [{ coding: [{ code: 'prov' }] }],
  }
  yield {
    resourceType: 'Location',
    id: 'room-1',
    meta: meta(),
    name: 'Room 1',
    physicalType: { coding: [{ code: 'ro' }] },
  }
  for (const { id, given, family, prefix, role } of staff) {
    yield {
      resourceType: 'Practitioner',
      id,
      meta: meta(),
      name: [{ family, given: [given], ...(prefix ? { prefix: [prefix] } : {}) }],
    }
    yield {
      resourceType: 'PractitionerRole',
      id: `${id}-role`,
      meta: meta(),
      practitioner: { reference: `Practitioner/${id}` },
      organization: { reference: 'Organization/clinic' },
      code: [{ coding: [{ system: 'https://rounds.example/fhir/role', code: role }] }],
    }
  }
  yield {
    resourceType: 'CareTeam',
    id: 'blue',
    meta: meta(),
    name: 'Blue team',
    status: 'active',
    participant: [{ member: { reference: 'Practitioner/novak' } }, { member: { reference: 'Practitioner/hale' } }],
  }
  const today = localDate(now)
  for (let n = 1; n <= patients; n++) {
    const id = `p${n}`
    const subject = { reference: `Patient/${id}` }
    yield {
      resourceType: 'Patient',
      id,
      meta: meta(n),
      identifier: [{ system: 'https://rounds.example/fhir/mrn', value: `${100_000 + n}` }],
      name: [{ family: `Family${n}`, given: [`Given${n}`] }],
      telecom: [
        { system: 'phone', value: `555-01${String(n).padStart(2, '0')}`, use: 'home' },
        { system: 'email', value: `p${n}@example.org` },
      ],
      gender: n % 2 ? 'female' : 'male',
      birthDate: `19${String(50 + (n % 50)).padStart(2, '0')}-03-0${1 + (n % 9)}`,
    }
    yield {
      resourceType: 'Condition',
      id: `condition-${id}`,
      meta: meta(n),
      subject,
      code: { text: 'Hypertension' },
      clinicalStatus: { coding: [{ code: 'active' }] },
    }
    yield {
      resourceType: 'AllergyIntolerance',
      id: `allergy-${id}`,
      meta: meta(n),
      patient: subject,
      code: { text: 'Penicillin' },
      criticality: 'high',
    }
    yield {
      resourceType: 'Observation',
      id: `observation-${id}`,
      meta: meta(n),
      status: 'final',
      subject,
      code: { text: 'Potassium', coding: [{ system: 'http://loinc.org', code: '2823-3' }] },
      effectiveDateTime: '2025-11-02T09:00:00Z',
      valueQuantity: { value: 4.2, unit: 'mmol/L' },
    }
    if (n > scheduled) continue
    const start = new Date(`${today}T${String(8 + (n % 9)).padStart(2, '0')}:00:00`)
    yield {
      resourceType: 'Appointment',
      id: `appointment-${id}`,
      meta: meta(n),
      status: 'booked',
      start: start.toISOString(),
      end: new Date(start.getTime() + 1_200_000).toISOString(),
      participant: [
        { actor: subject, status: 'accepted' },
        { actor: { reference: 'Practitioner/novak' }, status: 'accepted' },
      ],
    }
    yield {
      resourceType: 'Task',
      id: `task-${id}`,
      meta: meta(n),
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'follow-up' }] },
      description: 'Call about the blood pressure',
      for: subject,
      owner: { reference: 'CareTeam/blue' },
      authoredOn: `${addDays(today, -1)}T10:00:00Z`,
    }
  }
}
