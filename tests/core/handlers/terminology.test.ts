import type { Resource } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TermHit, TerminologySystem } from '../../../shared/contract/views/terminology.js'
import { Workstation } from './support/workstation.js'

const patient = { reference: 'Patient/p1' }
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'

const chart: Resource[] = [
  { resourceType: 'Patient', id: 'p1', name: [{ family: 'Doe', given: ['Ann'] }], birthDate: '1960-02-03' },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a1',
    patient,
    clinicalStatus: { coding: [{ code: 'active' }] },
    category: ['medication'],
    code: { text: 'PCN' },
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a2',
    patient,
    verificationStatus: { coding: [{ code: 'refuted' }] },
    category: ['medication'],
    code: { text: 'Sulfa' },
  },
  { resourceType: 'AllergyIntolerance', id: 'a3', patient, category: ['food'], code: { text: 'Shellfish' } },
  { resourceType: 'AllergyIntolerance', id: 'a4', patient, code: { text: 'that pink syrup' } },
  {
    resourceType: 'MedicationRequest',
    id: 'm1',
    subject: patient,
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { coding: [{ system: rxnorm, code: '29046' }], text: 'Zestril 10' },
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm2',
    subject: patient,
    status: 'stopped',
    intent: 'order',
    medicationCodeableConcept: { text: 'Ibuprofen 600 mg tablet' },
  },
]

let a: Workstation
beforeAll(() => {
  a = new Workstation(chart)
})
afterAll(() => a.stop())

const find = (system: TerminologySystem, text: string, limit = 5): TermHit[] =>
  a.ask('terminology.find', { system, text, limit }).hits
const keys = (system: TerminologySystem, text: string): string[] => find(system, text).map(({ key }) => key)

describe('a problem is found', () => {
  test.each([
    ['high blood pressure', 'I10'],
    ['pressure high', 'I10'],
    ['hipertension', 'I10'],
    ['sugar', 'E11.9'],
    ['diabtes', 'E11.9'],
    ['t2dm', 'E11.9'],
    ['strep throat', 'J02.0'],
    ['uti', 'N39.0'],
    ['back pain', 'M54.50'],
    ['heartburn', 'K21.9'],
    ['haemorrhoids', 'K64.9'],
    ['anaemia', 'D64.9'],
    ['e119', 'E11.9'],
    ['E11.9', 'E11.9'],
    ['knee pain left', 'M25.562'],
  ])('by “%s”: %s first', (typed, code) => {
    expect(keys('condition', typed)[0]).toBe(code)
  })

  test('and says by which name, with its official title', () => {
    expect(find('condition', 'high blood pressure')[0]).toMatchObject({
      display: 'Hypertension',
      synonym: 'high blood pressure',
      codings: [
        { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10', display: 'Essential (primary) hypertension' },
      ],
      billable: true,
      preferred: true,
      alike: false,
    })
  })

  test('as it is typed, at every letter', () => {
    for (let length = 3; length <= 8; length += 1)
      expect(keys('condition', 'hypertension'.slice(0, length)).slice(0, 3), String(length)).toContain('I10')
  })

  test('by a code that is another by one sign never', () => {
    expect(keys('condition', 'e11.8')).toEqual([])
  })
})

test('without words, what is used most', () => {
  expect(keys('condition', '')).toContain('I10')
  expect(keys('immunization', ' ')).toContain('140')
})

describe('a medicine is found', () => {
  test.each([
    ['metfromin', 'Metformin ER 500 mg tablet'],
    ['lisinopril 20', 'Lisinopril 20 mg tablet'],
    ['lipitor', 'Atorvastatin 20 mg tablet'],
    ['water pill', 'Hydrochlorothiazide 25 mg tablet'],
    ['z-pak', 'Azithromycin 250 mg tablet'],
  ])('by “%s”: %s first', (typed, name) => {
    expect(find('medication', typed)[0]?.display).toBe(name)
  })

  test('with what a prescription needs', () => {
    expect(find('medication', 'metformin 1000')[0]).toMatchObject({
      display: 'Metformin 1,000 mg tablet',
      codings: [{ code: '6809' }],
      medicine: {
        ingredients: [{ name: 'metformin', rxnorm: '6809' }],
        strength: '1,000 mg',
        form: 'tablet',
        route: 'oral',
        drugClass: 'Biguanide',
        sigs: [
          {
            text: '1 tablet twice daily with meals',
            dose: { value: '1', unit: 'tablet' },
            timing: { frequency: 2, period: 1, periodUnit: 'd', when: 'C' },
          },
          expect.anything(),
        ],
      },
    })
  })
})

test('orders say tube, fasting and what they report', () => {
  expect(find('order', 'cholesterol')[0]).toMatchObject({
    display: 'Lipid panel',
    codings: [{ system: 'http://loinc.org', code: '24331-1' }],
    detail: 'Laboratory · Gold · fasting',
    order: { kind: 'laboratory', tube: 'gold', fasting: true, analytes: [{ name: 'Total cholesterol' }, {}, {}, {}] },
  })
  expect(keys('order', 'xray knee')[0]).toBe('Knee X-ray, 3 views')
  expect(keys('order', 'heart doctor')[0]).toBe('Referral to cardiology')
})

test('what a record names is told again', () => {
  const found = a.ask('terminology.lookup', { system: 'condition', codes: ['J02.0', 'Q99.99', 'I10'] })
  expect(found.map(({ display }) => display)).toEqual(['Strep throat', 'Hypertension'])
})

describe('a medicine is checked', () => {
  const check = (ingredients: string[], except: string[] = []) =>
    a.ask('medication.check', { patient: a.patient('p1'), ingredients: ingredients.map((name) => ({ name })), except })

  test('against allergies as they are written, those refuted left out', () => {
    expect(check(['amoxicillin'])).toMatchObject({
      allergies: [{ allergy: 'PCN', kind: 'same-group', weight: 'avoid', id: a.id('AllergyIntolerance', 'a1') }],
      known: true,
      allergyRecord: 'some',
      checked: 'chart',
    })
    expect(check(['sulfamethoxazole', 'trimethoprim']).allergies).toEqual([])
  })

  test('against what is taken, and not against what was stopped or is replaced', () => {
    expect(check(['lisinopril']).duplicates).toMatchObject([{ kind: 'same-ingredient', medicine: 'Zestril 10' }])
    expect(check(['enalapril']).duplicates).toMatchObject([{ kind: 'same-class', shared: 'ACE inhibitor' }])
    expect(check(['ibuprofen']).duplicates).toEqual([])
    expect(check(['lisinopril'], [a.id('MedicationRequest', 'm1')]).duplicates).toEqual([])
  })

  test('and what could not be compared is said', () => {
    expect(check(['amoxicillin']).unknownAllergies).toEqual(['that pink syrup'])
    expect(check(['unheard of']).known).toBe(false)
    // Its name tells its class, which is enough to compare.
    expect(check(['ticarcillin'])).toMatchObject({ known: true, allergies: [{ allergy: 'PCN', weight: 'avoid' }] })
  })

  test('where nothing is recorded of allergies that is not “none known”; “NKDA” in words is', async () => {
    const b = new Workstation([
      { resourceType: 'Patient', id: 'q1', name: [{ family: 'Roe' }], birthDate: '1970-02-03' },
      { resourceType: 'Patient', id: 'q2', name: [{ family: 'Poe' }], birthDate: '1970-02-03' },
      { resourceType: 'AllergyIntolerance', id: 'n1', patient: { reference: 'Patient/q2' }, code: { text: 'NKDA' } },
      { resourceType: 'Patient', id: 'q3', name: [{ family: 'Coe' }], birthDate: '1970-02-03' },
      {
        resourceType: 'AllergyIntolerance',
        id: 'n2',
        patient: { reference: 'Patient/q3' },
        code: { coding: [{ system: 'http://snomed.info/sct', code: '409137002' }] },
      },
    ])
    try {
      const of = (who: string) =>
        b.ask('medication.check', { patient: b.patient(who), ingredients: [{ name: 'amoxicillin' }] })
      expect(of('q1')).toMatchObject({ allergyRecord: 'nothing', unknownAllergies: [] })
      expect(of('q2')).toMatchObject({ allergyRecord: 'none-known', unknownAllergies: [] })
      expect(of('q3')).toMatchObject({ allergyRecord: 'none-known', unknownAllergies: [] })
    } finally {
      await b.stop()
    }
  })

  test('and that a chart is not here is said', () => {
    a.store.db.exec(`UPDATE held_chart SET state = 'wanted'`)
    expect(check(['amoxicillin']).checked).toBe('part')
  })
})
