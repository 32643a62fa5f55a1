import { expect, test } from 'vitest'
import { dosageOf, readSig } from '../../../../shared/domain/medicine/sig.js'

test.each([
  [
    '1 tab po bid x7d',
    {
      text: '1 tablet by mouth twice daily for 7 days',
      dose: { value: '1', unit: 'tablet' },
      timing: { frequency: 2, period: 1, periodUnit: 'd' },
      duration: { value: 7, unit: 'd' },
    },
  ],
  [
    '2 puffs q4-6h prn for wheeze',
    {
      text: '2 puffs every 4-6 hours as needed for wheeze',
      dose: { value: '2', unit: 'puffs' },
      timing: { frequency: 1, period: 4, periodMax: 6, periodUnit: 'h' },
      asNeeded: 'wheeze',
    },
  ],
  [
    '0.25 mg under the skin once a week for 4 weeks',
    {
      route: 'subcutaneous',
      dose: { value: '0.25', unit: 'mg' },
      timing: { frequency: 1, period: 1, periodUnit: 'wk' },
      duration: { value: 4, unit: 'wk' },
    },
  ],
  ['1 to 2 tabs qhs prn', { dose: { value: '1', high: '2', unit: 'tablets' }, timing: { when: 'HS' }, asNeeded: true }],
  ['1,000 units daily', { dose: { value: '1000', unit: 'units' }, timing: { frequency: 1 } }],
  ['.5 tab bid', { text: '0.5 tablets twice daily', dose: { value: '0.5', unit: 'tablets' } }],
  ['10u qhs', { text: '10 units at bedtime', dose: { value: '10', unit: 'units' } }],
  ['50 µg daily', { text: '50 mcg daily', dose: { value: '50', unit: 'mcg' } }],
  ['1 tablet every other day', { timing: { frequency: 1, period: 2, periodUnit: 'd' } }],
  ['3 g in water, single dose', { dose: { value: '3', unit: 'g' }, once: true }],
])('“%s” is understood', (typed, sig) => {
  expect(readSig(typed, 'oral')).toMatchObject(sig)
})

test('a dose that changes on the way is not made one dose', () => {
  const sig = readSig('2 tablets on day 1, then 1 tablet daily for 4 days', 'oral')
  expect(sig).toEqual({ text: '2 tablets on day 1, then 1 tablet daily for 4 days', route: 'oral' })
})

test.each([
  ['1 tablet 3 times daily', 3, 'd'],
  ['1 tab 3x daily', 3, 'd'],
  ['1 tablet 3 x a day', 3, 'd'],
  ['1 capsule 4 times per day', 4, 'd'],
  ['1 tablet six times a day', 6, 'd'],
  ['1 tablet three times a week', 3, 'wk'],
  ['1 tablet 2 times weekly', 2, 'wk'],
  ['1 tablet twice weekly', 2, 'wk'],
  ['1 patch once a month', 1, 'mo'],
  ['1 tablet twice a day, max 3 tablets daily', 2, 'd'],
  ['5 mL (400 mg) twice daily', 2, 'd'],
])('“%s” is so often', (typed, frequency, periodUnit) => {
  expect(readSig(typed, 'oral').timing).toEqual({ frequency, period: 1, periodUnit })
})

test.each([
  '2 tablets every morning and 1 tablet at bedtime',
  '10 units every morning and 20 units every evening',
  '2 tabs qam and 1 qhs',
  '40 mg daily for 5 days, 20 mg daily for 5 days, 10 mg daily for 5 days',
  '1 tablet daily, increase to 2 tablets daily after a week',
])('“%s” is more than one dose, and nothing of it is guessed', (typed) => {
  const { dose, timing, duration } = readSig(typed, 'oral')
  expect({ dose, timing, duration }).toEqual({})
})

test.each([
  '1 tablet every morning and at bedtime',
  '1 tablet daily 5 days a week',
  '1 tablet daily except Sunday',
  '1 tablet 3 days a week',
  '1 tablet several times a day',
  '1 tablet every eight hours',
])('“%s” is not said to be so often', (typed) => {
  expect(readSig(typed, 'oral').timing).toBeUndefined()
})

test('one tablet is one, wherever it stands', () => {
  expect(readSig('take 1 tab bid', 'oral').text).toBe('take 1 tablet twice daily')
  expect(readSig('0.1 tab bid', 'oral').text).toBe('0.1 tablets twice daily')
})

test('what is not understood is kept in its words', () => {
  expect(readSig('as on the package', 'oral')).toEqual({ text: 'as on the package', route: 'oral' })
})

test('is a FHIR dosage', () => {
  expect(dosageOf(readSig('500 mg three times daily with meals as needed for pain for 10 days', 'oral'))).toEqual({
    text: '500 mg three times daily with meals as needed for pain for 10 days',
    timing: {
      repeat: {
        frequency: 3,
        period: 1,
        periodUnit: 'd',
        when: ['C'],
        boundsDuration: { value: 10, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' },
      },
    },
    asNeededCodeableConcept: { text: 'pain' },
    route: {
      coding: [{ system: 'http://snomed.info/sct', code: '26643006', display: 'Oral route' }],
      text: 'by mouth',
    },
    doseAndRate: [{ doseQuantity: { value: 500, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } }],
  })
})
