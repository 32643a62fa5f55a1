import type { Resource } from '@medplum/fhirtypes'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateClinic } from '../../main/ehr/practice/index.js'
import { usCore } from './support/us-core.js'
import { problemsOf } from './support/validate.js'

// biome-ignore lint/suspicious/noExplicitAny: resources are made wrong here in every way
type Wrong = any

const made: Resource[] = []
beforeAll(() => {
  for (const resource of generateClinic({ seed: 1, patients: 14, now: '2026-11-19T18:00:00.000Z' }))
    made.push(JSON.parse(JSON.stringify(resource)))
}, 60_000)

/** A resource of the practice clinic that is of this type and holds this text, changed. */
function changed(type: string, holding: string, change: (resource: Wrong) => void): string[] {
  const found = made.find((each) => each.resourceType === type && JSON.stringify(each).includes(holding))
  if (!found) throw new Error(`no ${type} holds ${holding}`)
  const copy = structuredClone(found)
  expect(problemsOf(copy)).toEqual([])
  change(copy)
  return problemsOf(copy)
}

const without =
  (...path: string[]) =>
  (resource: Wrong): void => {
    const last = path.pop() as string
    delete path.reduce((part, key) => part[key], resource)[last]
  }

const cases: [string, string, string, (resource: Wrong) => void, RegExp][] = [
  ['an unknown element', 'Task', '', (it) => Object.assign(it, { colour: 'red' }), /colour/],
  ['a missing element', 'Task', '', without('status'), /status/],
  ['an impossible date', 'Patient', '', (it) => Object.assign(it, { birthDate: '2020-02-30' }), /birthDate/],
  [
    'a text for a number',
    'Observation',
    'valueQuantity',
    (it) => Object.assign(it.valueQuantity, { value: '1' }),
    /value/,
  ],
  [
    'a code outside a required value set',
    'Appointment',
    '',
    (it) => Object.assign(it, { status: 'done' }),
    /appointmentstatus/,
  ],
  [
    'a code below the top outside it',
    'Patient',
    'telecom',
    (it) => Object.assign(it.telecom[0], { use: 'cell' }),
    /contact-point-use/,
  ],
  [
    'a concept outside it',
    'Condition',
    '',
    (it) => Object.assign(it.clinicalStatus.coding[0], { code: 'gone' }),
    /condition-clinical/,
  ],
  ['a broken invariant', 'Patient', '"contact"', (it) => Object.assign(it, { contact: [{ gender: 'male' }] }), /pat-1/],
  [
    'a reference to another kind',
    'Encounter',
    '',
    (it) => Object.assign(it, { subject: { reference: 'Task/1' } }),
    /Task/,
  ],
  [
    'a stand-in that arrived',
    'Task',
    '"for"',
    (it) => Object.assign(it.for, { reference: 'urn:uuid:1' }),
    /points to nothing/,
  ],
  [
    'siblings of another length',
    'Patient',
    '',
    (it) => Object.assign(it.name[0], { _given: [null, null, null, null] }),
    /_given/,
  ],
  ['a vital sign without its category', 'Observation', '8867-4', without('category'), /heartrate.*category/],
  [
    'a weight in stones',
    'Observation',
    '29463-7',
    (it) => Object.assign(it.valueQuantity, { code: '[stone_av]' }),
    /us-core-body-weight.*unit-bound/,
  ],
  ['a blood pressure of one number', 'Observation', '85354-9', (it) => it.component.pop(), /blood-pressure/],
  ['a patient nobody can tell', 'Patient', '', without('name'), /us-core-patient/],
  ['a medicine nobody ordered', 'MedicationRequest', '', without('requester'), /us-core-medicationrequest/],
  ['us-core-encounter: type', 'Encounter', '', without('type'), /us-core-encounter/],
  [
    'us-core-documentreference: us-core-6',
    'DocumentReference',
    '',
    without('content', '0', 'attachment', 'data'),
    /us-core-6/,
  ],
  [
    'us-core-documentreference: type',
    'DocumentReference',
    '',
    (it) => Object.assign(it.type.coding[0], { system: 'urn:x' }),
    /type-bound/,
  ],
  ['us-core-documentreference: category', 'DocumentReference', '', without('category'), /category/],
  [
    'us-core-observation-lab: category',
    'Observation',
    '"laboratory"',
    (it) => it.category.push({ text: 'x' }) && Object.assign(it.category[0].coding[0], { system: 'urn:x' }),
    /category-laboratory/,
  ],
  [
    'us-core-observation-lab: us-core-1',
    'Observation',
    '"laboratory"',
    (it) => Object.assign(it, { effectiveDateTime: '2026' }),
    /us-core-1$/,
  ],
  [
    'us-core-observation-lab: us-core-2',
    'Observation',
    '"laboratory"',
    (it) => {
      for (const key of ['valueQuantity', 'valueString', 'interpretation', 'referenceRange']) delete it[key]
    },
    /us-core-2$/,
  ],
  [
    'us-core-observation-lab: us-core-3',
    'Observation',
    '2823-3',
    (it) => Object.assign(it.valueQuantity, { system: 'urn:x' }),
    /us-core-3/,
  ],
  [
    'us-core-observation-lab: us-core-22',
    'Observation',
    '2823-3',
    (it) => Object.assign(it.referenceRange[0].low, { system: 'urn:x' }),
    /us-core-22/,
  ],
  ['us-core-pulse-oximetry: codes', 'Observation', '59408-5', (it) => it.code.coding.pop(), /both-codes/],
  [
    'us-core-pulse-oximetry: unit',
    'Observation',
    '59408-5',
    (it) => Object.assign(it.valueQuantity, { code: '1' }),
    /quantity-percent/,
  ],
  ['us-core-servicerequest: code', 'ServiceRequest', '', without('code'), /us-core-servicerequest/],
  [
    'us-core-condition: category',
    'Condition',
    '',
    (it) => Object.assign(it.category[0].coding[0], { code: 'symptom' }),
    /category-problem/,
  ],
  [
    'us-core-condition: a diagnosis of one visit without a code',
    'Condition',
    '',
    (it) => {
      Object.assign(it.category[0].coding[0], { code: 'encounter-diagnosis' })
      delete it.code
    },
    /us-core-condition-encounter-diagnosis/,
  ],
  ['us-core-allergyintolerance: code', 'AllergyIntolerance', '', without('code'), /us-core-allergyintolerance/],
  ['us-core-diagnosticreport-lab: us-core-8', 'DiagnosticReport', '', without('effectiveDateTime'), /us-core-8/],
  ['us-core-diagnosticreport-lab: us-core-9', 'DiagnosticReport', '', without('issued'), /us-core-9/],
  [
    'us-core-diagnosticreport-lab: category',
    'DiagnosticReport',
    '',
    (it) => Object.assign(it.category[0].coding[0], { code: 'RAD' }),
    /category-laboratory/,
  ],
  ['us-core-provenance: provenance-1', 'Provenance', '', without('agent', '0', 'onBehalfOf'), /provenance-1/],
  ['us-core-practitioner: identifier', 'Practitioner', '', without('identifier'), /us-core-practitioner/],
  ['us-core-practitioner: family', 'Practitioner', '', without('name', '0', 'family'), /name-family/],
  ['us-core-practitionerrole: pd-1', 'PractitionerRole', '', without('telecom'), /pd-1/],
  ['us-core-location: name', 'Location', '', without('name'), /us-core-location/],
  ['us-core-organization: active', 'Organization', '', without('active'), /us-core-organization/],
  ['us-core-coverage: us-core-15', 'Coverage', '', without('subscriberId'), /us-core-15/],
  ['us-core-coverage: relationship', 'Coverage', '', without('relationship'), /us-core-coverage/],
]

describe('the validator notices', () => {
  test.each(cases)('%s', (_name, type, holding, change, said) => {
    expect(changed(type, holding, change).join('\n')).toMatch(new RegExp(said.source, 'm'))
  })

  test('a specimen of no type', () => {
    expect(problemsOf({ resourceType: 'Specimen', status: 'available' } as Resource).join()).toMatch(/us-core-specimen/)
  })

  test('every profile of US Core that is written down here says where it is published', () => {
    for (const [name, { source }] of usCore) expect(source).toContain(name)
  })
})
