import { expect, test } from 'vitest'
import { ehrAddress } from '../../main/shell/ehr-address.js'
import { readFlags } from '../../main/shell/flags.js'

test('ours are found among Electron’s and Chromium’s', () => {
  const line = [
    '--inspect=0',
    '--no-sandbox',
    '/the/app',
    '--profile',
    '/a folder',
    '--ehr=https://e.org/fhir',
    '--patients',
    '5',
    '--lang=de',
  ]
  expect(readFlags(line, {})).toEqual({
    profile: '/a folder',
    ehr: 'https://e.org/fhir',
    patients: 5,
    seed: 1,
    port: undefined,
    firstScreen: undefined,
  })
})

test('without any, the practice clinic has 2,000 patients from seed 1', () => {
  expect(readFlags([], {})).toMatchObject({ patients: 2000, seed: 1, profile: undefined, ehr: undefined })
})

test('the number of patients may come from the environment; the flag goes first', () => {
  expect(readFlags([], { ROUNDS_PATIENTS: '70' }).patients).toBe(70)
  expect(readFlags(['--patients', '9'], { ROUNDS_PATIENTS: '70' }).patients).toBe(9)
})

test.each(['-1', '1e9', 'many', '', '1.5'])('%j is no number of patients', (typed) => {
  expect(readFlags([`--patients=${typed}`], {}).patients).toBe(2000)
})

test.each([
  ['https://ehr.example.org/fhir/', 'https://ehr.example.org/fhir'],
  ['HTTP://LOCALHOST:8080/fhir//', 'http://localhost:8080/fhir'],
  ['https://ehr.example.org', 'https://ehr.example.org'],
])('%s is kept as %s', (typed, kept) => {
  expect(ehrAddress(typed)).toBe(kept)
})

test.each([
  'ehr.example.org',
  'ftp://ehr.example.org',
  'file:///etc',
  'https://',
  'https://me:secret@ehr.example.org',
  'https://e.org/fhir?x=1',
  'javascript:alert(1)',
  '',
])('%j is no address of an EHR', (typed) => {
  expect(ehrAddress(typed)).toBe(null)
})
