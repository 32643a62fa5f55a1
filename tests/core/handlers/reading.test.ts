import { expect, test } from 'vitest'
import { groupReading, labelOf, reading } from '../../../main/core/handlers/reading.js'

test('where a visit is reads as the clinic says it', () => {
  const visit = {
    status: 'in-progress',
    class: { code: 'AMB', display: 'ambulatory' },
    period: { start: '2026-11-22T12:29:00' },
    location: [
      { location: { display: 'Room 1' }, status: 'completed' },
      { location: { display: 'Room 2' }, status: 'active' },
    ],
  }
  const lines = groupReading('Encounter', visit, () => undefined).split('\n')
  expect(lines).toEqual([
    'with the clinician',
    expect.stringMatching(/^Time: since 22 Nov 2026, \d+:29$/),
    'Room 1, left; Room 2',
  ])
})

test('an allergy nobody assessed says so', () => {
  expect(groupReading('AllergyIntolerance', { criticality: 'unable-to-assess' }, () => undefined)).toBe('not assessed')
})

test('what is given out reads with its refills', () => {
  const supply = {
    quantity: { value: 90, unit: 'tablets' },
    numberOfRepeatsAllowed: 3,
    validityPeriod: { end: '2027-01-01' },
  }
  expect(labelOf('MedicationRequest', 'dispenseRequest')).toBe('Supply')
  expect(reading(supply)).toBe('90 tablets, refills: 3, until 1 Jan 2027')
})

test('a value without a unit reads as its number', () => {
  const value = { value: 5.2, unit: '{INR}', system: 'http://unitsofmeasure.org', code: '{INR}' }
  expect(groupReading('Observation', { valueQuantity: value }, () => undefined)).toBe('5.2')
})
