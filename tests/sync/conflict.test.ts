import type { Patient, Resource, Task } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { applyPatch } from 'rfc6902'
import { expect, test } from 'vitest'
import { operations, same } from '../../main/core/fhir/patch.js'
import { rebase, resolve } from '../../main/core/sync/conflict.js'
import { parseJson } from '../../shared/kernel/json.js'

const base: Patient = {
  resourceType: 'Patient',
  id: '12',
  meta: { versionId: '1' },
  name: [{ family: 'Okafor', given: ['Amara'] }],
  birthDate: '1979-03-12',
  address: [{ line: ['1 Quay Street'], city: 'Harbour' }],
  telecom: [
    { system: 'phone', value: '1', use: 'home' },
    { system: 'email', value: 'a@example.org' },
  ],
}
const theirs = (change: Partial<Patient>): Patient => ({ ...base, meta: { versionId: '2' }, ...change })

test('different fields of demographics merge, on top of the EHR’s version', () => {
  expect(resolve(base, { ...base, birthDate: '1979-03-21' }, theirs({ gender: 'female' }))).toEqual({
    outcome: 'merged',
    merged: { ...theirs({ gender: 'female' }), birthDate: '1979-03-21' },
  })
})

test('the same field with different values is a clash, with the same value is none', () => {
  expect(resolve(base, { ...base, birthDate: '1979-03-21' }, theirs({ birthDate: '1979-03-13' }))).toEqual({
    outcome: 'clash',
    fields: ['birthDate'],
  })
  expect(resolve(base, { ...base, birthDate: '1979-03-21' }, theirs({ birthDate: '1979-03-21' }))).toEqual({
    outcome: 'theirs',
  })
})

test('an address is never half one and half the other', () => {
  const mine = { ...base, address: [{ line: ['9 Hill Road'], city: 'Harbour' }] }
  expect(resolve(base, mine, theirs({ address: [{ line: ['1 Quay Street'], city: 'Weston' }] }))).toEqual({
    outcome: 'clash',
    fields: ['address'],
  })
})

test('two entries of one list merge when each was changed on one side only, and the list is still the same list', () => {
  const [phone, mail] = base.telecom as [object, object]
  const mine = { ...base, telecom: [{ ...phone, value: '2' }, mail] } as Patient
  expect(resolve(base, mine, theirs({ telecom: [phone, { ...mail, value: 'b@example.org' }] }))).toMatchObject({
    outcome: 'merged',
    merged: { telecom: [{ value: '2' }, { value: 'b@example.org' }] },
  })
  expect(resolve(base, mine, theirs({ telecom: [mail, phone] }))).toMatchObject({ outcome: 'clash' })
  expect(resolve(base, mine, theirs({ telecom: [phone] }))).toMatchObject({ outcome: 'clash' })
})

test('what may not merge by machine is a clash as soon as both sides changed anything', () => {
  for (const resourceType of [
    'AllergyIntolerance',
    'MedicationRequest',
    'ServiceRequest',
    'DocumentReference',
    'Observation',
  ]) {
    const began = { resourceType, id: '1', status: 'active', note: [{ text: 'a' }] } as unknown as Resource
    const mine = { ...began, status: 'stopped' } as Resource
    expect(resolve(began, mine, { ...began, note: [{ text: 'b' }] } as Resource)).toEqual({
      outcome: 'clash',
      fields: ['status'],
    })
    // Saved again in the EHR without another content: nothing to decide.
    expect(resolve(began, mine, { ...began, meta: { versionId: '9' } } as Resource)).toMatchObject({
      outcome: 'merged',
      merged: { status: 'stopped', meta: { versionId: '9' } },
    })
  }
})

test('a later edit is carried over to the answer to an earlier one', () => {
  const sent: Task = { resourceType: 'Task', status: 'requested', intent: 'order', description: 'Call' }
  const answer: Task = { ...sent, id: '7', meta: { versionId: '1' }, authoredOn: '2026-11-22' }
  expect(rebase(sent, { ...sent, status: 'in-progress' }, answer)).toEqual({ ...answer, status: 'in-progress' })
})

test('1.10 and 1.1 are different values', () => {
  const at = (text: string): Resource => parseJson(`{"resourceType":"Task","v":${text}}`) as Resource
  expect(same(at('1.10'), at('1.1'))).toBe(false)
  expect(same(at('1.10'), at('1.10'))).toBe(true)
  expect(JSON.stringify(operations(at('1.1'), at('1.10')))).toBe('[{"op":"replace","path":"/v","value":1.10}]')
})

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ maxLength: 5 }).filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
})).value
const resource = fc
  .dictionary(fc.constantFrom('a', 'b/c', 'd~e', 'name', '_name', 'status', 'list'), json, { maxKeys: 6 })
  .map((elements) => ({ resourceType: 'Patient', ...elements }) as unknown as Resource)

test('the operations make exactly the edited resource of the one it began from', () => {
  fc.assert(
    fc.property(resource, resource, (before, after) => {
      const copy = JSON.parse(JSON.stringify(before))
      const found = operations(before, after)
      expect(applyPatch(copy, found as never).every((error) => error === null)).toBe(true)
      expect(same(copy, after)).toBe(true)
    }),
  )
})

/** An edit of one or two elements, so that edits of both sides often miss each other. */
const edit = fc.dictionary(fc.constantFrom('a', 'name', '_name', 'status', 'list'), json, { maxKeys: 2 })

test('merging never loses a change without saying so', () => {
  fc.assert(
    fc.property(resource, edit, edit, (began, ours, elsewhere) => {
      const [mine, other] = [
        { ...began, ...ours },
        { ...began, ...elsewhere },
      ] as [Resource, Resource]
      const resolution = resolve(began, mine, other)
      if (resolution.outcome === 'clash') return
      const result = (resolution.outcome === 'merged' ? resolution.merged : other) as unknown as Record<string, unknown>
      const [b, m, t] = [began, mine, other] as unknown as Record<string, unknown>[] as [
        Record<string, unknown>,
        Record<string, unknown>,
        Record<string, unknown>,
      ]
      for (const key of new Set([...Object.keys(b), ...Object.keys(m), ...Object.keys(t)])) {
        if (Array.isArray(b[key])) continue
        if (!same(m[key], b[key])) expect(same(result[key], m[key])).toBe(true)
        if (!same(t[key], b[key])) expect(same(result[key], t[key])).toBe(true)
      }
    }),
    // Both changed what stands beside a list whose items merge.
    { examples: [[{ resourceType: 'Patient', name: [] } as Resource, { _name: [] }, { _name: false }]] },
  )
})

test('what stands beside the items of a list stays when both sides changed other items', () => {
  const list = (first: string, second: string): Resource =>
    ({ resourceType: 'Appointment', note: [{ text: first }, { text: second }], _note: [null, { id: 'x' }] }) as never
  expect(resolve(list('a', 'b'), list('A', 'b'), list('a', 'B'))).toEqual({ outcome: 'merged', merged: list('A', 'B') })
})

test('a signed note amended here and co-signed there is both; with other words under one of the signatures it is a clash', () => {
  const content = (data: string) => [{ attachment: { contentType: 'text/plain', data } }]
  const signed = {
    resourceType: 'DocumentReference' as const,
    id: '5',
    meta: { versionId: '1' },
    status: 'current' as const,
    docStatus: 'final' as const,
    content: content('c2lnbmVk'),
    authenticator: { display: 'Erin Walsh, NP student' },
  }
  const amended = { ...signed, status: 'superseded' as const }
  const cosigned = { ...signed, meta: { versionId: '2' }, authenticator: { display: 'Dr Lena Novak' } }
  expect(resolve(signed, amended, cosigned)).toEqual({
    outcome: 'merged',
    merged: { ...cosigned, status: 'superseded' },
  })
  expect(resolve(signed, amended, { ...cosigned, content: content('b3RoZXI=') }).outcome).toBe('clash')
})
