import type { Patient } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { type DemographicsInput, writeDemographics } from '../../../main/core/handlers/demographics.js'
import { demographicsOf } from '../../../main/core/handlers/patient-view.js'
import { asInstant } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'

const note = { extension: [{ url: 'https://elsewhere.example/note', valueDecimal: { rawJSON: '1.10' } }] }
const absent = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }],
}

/** A patient as another system keeps them, with something beside everything. */
const text = JSON.stringify({
  resourceType: 'Patient',
  name: [
    {
      family: 'Nu\u0301n\u0303ez ',
      _family: note,
      given: ['Ana', 'Zoë'],
      _given: [null, note],
      period: { start: '1999' },
    },
  ],
  telecom: [
    { system: 'phone', use: 'home', value: '555-0100', _value: note, rank: 2 },
    { system: 'pager', value: '1' },
  ],
  _gender: absent,
  birthDate: '1961-07-09',
  _birthDate: note,
  address: [
    {
      line: ['1 High St', 'Apt 2'],
      _line: [note, null],
      city: 'Alderbrook',
      _city: note,
      state: 'WA',
      district: 'King',
    },
  ],
  communication: [{ language: { coding: [{ code: 'eu' }], text: 'Basque', _text: note }, preferred: true }],
  contact: [
    { name: { text: 'Jo', _text: note }, telecom: [{ system: 'phone', value: '1' }], organization: { display: 'x' } },
  ],
}).replaceAll('{"rawJSON":"1.10"}', '1.10')

/** The patient after one field was changed at the desk. */
function after(change: Partial<DemographicsInput>): Record<string, unknown> {
  const patient = parseJson(text) as Patient
  const shown = JSON.parse(JSON.stringify(demographicsOf(patient)), (_key, value) =>
    typeof value === 'string' ? value.trim() : value,
  )
  writeDemographics(patient, { ...shown, ...change }, asInstant('2026-11-22T10:00:00.000Z'))
  return patient as unknown as Record<string, unknown>
}

const fields: [Partial<DemographicsInput>, string][] = [
  [{ family: 'Ruiz' }, 'name'],
  [{ given: ['Ana'] }, 'name'],
  [{ preferredName: 'Nan' }, 'name'],
  [{ phone: '555-0199' }, 'telecom'],
  [{ mobile: '555-0198' }, 'telecom'],
  [{ email: 'a@example.org' }, 'telecom'],
  [{ sex: 'female' }, 'gender'],
  [{ birthDate: '1961-09-07' }, 'birthDate'],
  [{ line: '2 Low St' }, 'address'],
  [{ city: 'Fenwick' }, 'address'],
  [{ postalCode: '98200' }, 'address'],
  [{ language: 'Spanish' }, 'communication'],
  [{ emergencyPhone: '2' }, 'contact'],
]

test.each(fields)('changing %j touches %s alone', (change, touched) => {
  const before = parseJson(text) as Record<string, unknown>
  const now = after(change)
  const others = (of: object): [string, unknown][] =>
    Object.entries(of).filter(([name]) => name.replace('_', '') !== touched)
  expect(JSON.stringify(others(now))).toBe(JSON.stringify(others(before)))
  expect(JSON.stringify(now[touched])).not.toBe(JSON.stringify(before[touched]))
})

test('nothing changed is nothing touched, whatever blanks stand around it', () => {
  expect(JSON.stringify(after({}))).toBe(text)
})

test('what stands beside a value stays with what stays, and goes with what goes', () => {
  const [name] = after({ given: ['Ana', 'Zoe'] }).name as Record<string, unknown>[]
  expect(name).toMatchObject({ given: ['Ana', 'Zoe'], period: { start: '1999' } })
  expect(name).toHaveProperty('_family')
  expect(name).not.toHaveProperty('_given')
  const [same] = after({ family: 'Nunez' }).name as Record<string, unknown>[]
  expect(same?._given).toHaveLength(2)
  expect(after({ sex: 'female' })).not.toHaveProperty('_gender')
})

test('another city leaves the lines as they are', () => {
  const [address] = after({ city: 'Fenwick' }).address as object[]
  expect(JSON.stringify(address)).toContain('"line":["1 High St","Apt 2"],"_line":[{"extension"')
  expect(address).toMatchObject({ city: 'Fenwick', district: 'King', state: 'WA' })
  expect(address).not.toHaveProperty('_city')
})

test('a language is coded where it has a code', () => {
  expect(after({ language: 'Spanish' }).communication).toMatchObject([
    { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'es' }], text: 'Spanish' }, preferred: true },
  ])
  expect(after({ language: 'American Sign Language' }).communication).toEqual([
    { language: { text: 'American Sign Language' }, preferred: true },
  ])
})
