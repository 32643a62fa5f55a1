import type { Observation, Patient } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { alike, inTheirSpelling, says, unsaid } from '../../main/core/fhir/says.js'
import { arrivedAs, carriedOver } from '../../main/core/sync/arrival.js'
import { parseJson } from '../../shared/kernel/json.js'

const json = <T>(text: string): T => parseJson(text) as T

test('the same in another spelling', () => {
  expect(alike(json('1.10'), json('1.1'))).toBe(true)
  expect(alike('2026-11-22T10:00:00+01:00', '2026-11-22T09:00:00.000Z')).toBe(true)
  expect(alike([{ code: 'a' }, { code: 'b' }], [{ code: 'b' }, { code: 'a' }])).toBe(true)
  expect(alike('felt  faint ', 'felt faint')).toBe(true)
})

test('what is not the same', () => {
  expect(says(json('1.1'), json('1.11'))).toBe(false)
  expect(says([{ code: 'a' }], [{ code: 'a' }, { code: 'a' }])).toBe(false)
  expect(says('2026-11-22', '2026-11-21')).toBe(false)
  expect(says({ code: 'a' }, { code: 'a', text: 'A' })).toBe(false)
  expect(alike({ code: 'a', text: 'A' }, { code: 'a' })).toBe(false)
})

test('what a server left out, beside what is its own', () => {
  const mine = {
    resourceType: 'Observation',
    id: 'x',
    code: { text: 'Pulse' },
    extension: [{ url: 'u' }],
  } as Observation
  const theirs = { resourceType: 'Observation', id: '9', code: { text: 'Pulse' }, note: [] } as unknown as Observation
  expect(unsaid(theirs, mine)).toEqual(['extension'])
})

test('an edit that took an item away has not arrived where the item is still there', () => {
  const began: Patient = { resourceType: 'Patient', telecom: [{ value: 'a' }, { value: 'b' }] }
  const sent: Patient = { resourceType: 'Patient', telecom: [{ value: 'a' }] }
  expect(arrivedAs(began, sent, { ...began, gender: 'female' })).toBeUndefined()
  expect(arrivedAs(began, sent, { ...sent, gender: 'female' })).toBeDefined()
  const without: Patient = { resourceType: 'Patient' }
  expect(arrivedAs(began, without, began)).toBeUndefined()
  expect(arrivedAs(began, without, without)).toBeDefined()
})

test('what arrived in another spelling is compared in that spelling', () => {
  const sent = json<Observation>('{"resourceType":"Observation","valueQuantity":{"value":1.10},"code":{"text":"Dose"}}')
  const theirs = json<Observation>(
    '{"resourceType":"Observation","valueQuantity":{"value":1.1},"code":{"text":"Dose"}}',
  )
  const now = inTheirSpelling(sent, theirs)
  expect(JSON.stringify(now)).toContain('"value":1.1}')
  const later = { ...sent, code: { text: 'Dose, later' } }
  expect(JSON.stringify(carriedOver(sent, later, now))).toBe(
    '{"resourceType":"Observation","valueQuantity":{"value":1.1},"code":{"text":"Dose, later"}}',
  )
})
