import { expect, test } from 'vitest'
import {
  changesOf,
  demographicsOf,
  emptyForm,
  formFromSearch,
  formOf,
  problemsOf,
} from '../../../../renderer/features/checkin/demographics.js'
import { contract } from '../../../../shared/contract/contract.js'
import type { Demographics } from '../../../../shared/contract/views/patient.js'
import { asDateText } from '../../../../shared/kernel/ids.js'

const known: Demographics = {
  family: 'Okafor',
  given: ['Amara', 'J'],
  birthDate: asDateText('1979-03-12'),
  sex: 'female',
  mobile: '(206) 555-0148',
  email: 'amara@mail.example',
  emergencyName: 'Chidi Okafor',
  emergencyPhone: '+1 206 555 0199',
}
const today = '2026-11-22'

test('what is known goes into a form and comes out the same', () => {
  expect(demographicsOf(formOf(known))).toEqual(known)
  expect(contract['patient.update'].input.shape.demographics.safeParse(demographicsOf(formOf(known))).success).toBe(
    true,
  )
})

test('changes are told old and new, in words, and white space is no change', () => {
  const before = formOf(known)
  expect(changesOf(before, { ...before, family: ' Okafor ' })).toEqual([])
  expect(changesOf(before, { ...before, birthDate: '1979-12-03', mobile: '', sex: 'other', language: 'Igbo' })).toEqual(
    [
      { field: 'birthDate', label: 'Birth date', before: '12 Mar 1979', after: '3 Dec 1979' },
      { field: 'sex', label: 'Sex', before: 'Female', after: 'Other' },
      { field: 'mobile', label: 'Mobile', before: '(206) 555-0148', after: '' },
      { field: 'language', label: 'Language', before: '', after: 'Igbo' },
    ],
  )
})

test('a cleared field is left out, not sent empty', () => {
  expect(demographicsOf({ ...formOf(known), email: '  ' })).not.toHaveProperty('email')
})

test('what is missing or cannot be is said by field', () => {
  expect(Object.keys(problemsOf(emptyForm, today))).toEqual(['family', 'given', 'birthDate', 'sex'])
  expect(problemsOf(formOf(known), today)).toEqual({})
  const wrong = { ...formOf(known), birthDate: '2026-11-23', mobile: '555', email: 'amara@mail', emergencyName: '' }
  expect(Object.keys(problemsOf(wrong, today))).toEqual(['birthDate', 'mobile', 'email', 'emergencyName'])
  expect(problemsOf({ ...formOf(known), birthDate: '1889-01-01' }, today)).toHaveProperty('birthDate')
  expect(problemsOf({ ...formOf(known), birthDate: today }, today)).toEqual({})
})

test.each(['(206) 555-0148', '+44 20 7946 0958', '206.555.0148', '2065550148', '206 555 0148 x12'])(
  '%s is a phone number',
  (mobile) => {
    expect(problemsOf({ ...formOf(known), mobile }, today)).toEqual({})
  },
)
test.each(['555', 'ask her son', '12345678901234567'])('%s is not', (mobile) => {
  expect(problemsOf({ ...formOf(known), mobile }, today)).toHaveProperty('mobile')
})

test('a form begins with what was searched for', () => {
  expect(formFromSearch('amara okafor')).toMatchObject({ given: 'Amara', family: 'Okafor' })
  expect(formFromSearch('Okafor, Amara J')).toMatchObject({ given: 'Amara J', family: 'Okafor' })
  expect(formFromSearch('van der Berg')).toMatchObject({ family: 'Berg' })
  expect(formFromSearch('McDonald')).toMatchObject({ family: 'McDonald', given: '' })
  expect(formFromSearch('(206) 555-0148')).toMatchObject({ phone: '(206) 555-0148', family: '' })
  expect(formFromSearch('12 Mar 1979')).toEqual(emptyForm)
})
