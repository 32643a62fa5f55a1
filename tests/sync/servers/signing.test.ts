import type { DocumentReference, Observation } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { clinic, until } from '../../support/clinic.js'
import { draft, madeBy, observation, sentAll } from '../../support/sending.js'

const hour = 3_600_000

test('a clock set back a day between writing and signing: parts first all the same', async () => {
  const ehr = await clinic()
  let skew = 0
  const station = await ehr.workstation('A', { clock: { now: () => new Date(Date.now() + skew) } })
  const a = await (await station.as('novak')).ready()
  const note = a.create(draft('Seen today.'))
  await sentAll(a)
  await a.offline()
  const vitals = a.create(observation('Patient/p1'))
  skew = -24 * hour
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'final'
  })
  // The part needs longer than the note would.
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^Observation' },
    times: 1,
    behaviour: { kind: 'status', status: 500 },
  })
  await a.online()
  await sentAll(a)
  const [signed] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`)
  const [part] = await ehr.all<Observation>(`Observation?${madeBy(vitals)}`)
  expect(signed?.docStatus).toBe('final')
  expect(Date.parse(part?.meta?.lastUpdated as string)).toBeLessThan(Date.parse(signed?.meta?.lastUpdated as string))
})

test('a note signed while its first sending is refused still waits for its parts', async () => {
  const ehr = await clinic()
  const a = await (await (await ehr.workstation('A')).as('novak')).ready()
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^DocumentReference' },
    times: 1,
    behaviour: { kind: 'latency', milliseconds: 300 },
  })
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^DocumentReference' },
    times: 1,
    behaviour: { kind: 'status', status: 409 },
  })
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^Observation' },
    times: 2,
    behaviour: { kind: 'status', status: 500 },
  })
  const note = a.create(draft('Seen today.'))
  await until(() => ehr.ehr.faults.list()[0]?.struck === 1)
  const vitals = a.create(observation('Patient/p1'))
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'final'
  })
  await sentAll(a)
  const [signed] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`)
  const [part] = await ehr.all<Observation>(`Observation?${madeBy(vitals)}`)
  expect(signed?.docStatus).toBe('final')
  expect(Date.parse(part?.meta?.lastUpdated as string)).toBeLessThan(Date.parse(signed?.meta?.lastUpdated as string))
})
