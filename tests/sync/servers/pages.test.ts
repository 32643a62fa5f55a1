import { expect, test } from 'vitest'
import type { Behaviour } from '../../../main/ehr/faults/fault.js'
import { clinic, until } from '../../support/clinic.js'
import { clinicThat, counts, held, plays } from '../../support/servers.js'

const page: Behaviour = { kind: 'html-page', status: 404 }
const forbidden: Behaviour = { kind: 'status', status: 403 }

/** A clock that is set forward by hand. */
function movable() {
  const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) }
  return clock
}

test('web pages in place of every answer: the EHR counts as not there, nothing is given up, and it goes on after', async () => {
  const { ehr, a } = await clinicThat([])
  const had = held(a, 'Task')
  const everywhere = plays(ehr, page, { when: { method: 'GET' } })
  a.context.sync.now()
  await until(() => a.context.sync.view().state === 'offline')
  expect(a.context.sync.view().problem).toMatch(/not as a FHIR server does/)
  expect([held(a, 'Patient'), held(a, 'Task')]).toEqual([6, had])
  everywhere.end()
  a.context.sync.now()
  await until(() => a.context.sync.view().state === 'online' && a.context.sync.view().problem === undefined)
  expect([held(a, 'Patient'), held(a, 'Task')]).toEqual([6, had])
})

test('web pages in answer to searches of one type: it is said, and nothing is called newer than it is', async () => {
  const { ehr, a } = await clinicThat([])
  const clock = a.context.sync.view().asOf as string
  const fault = plays(ehr, page, { when: { method: 'GET', path: '^Observation' } })
  const rounds = counts(ehr, '^Task\\?')
  a.context.sync.now()
  await until(() => rounds() > 0 && a.context.sync.view().problem)
  expect(a.context.sync.view().problem).toBe('Not all could be brought here yet: results and vital signs.')
  expect(a.context.sync.view().state).toBe('online')
  const asOf = a.context.sync.view().asOf as string
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  a.context.sync.now()
  const seen = rounds()
  await until(() => rounds() > seen)
  expect(asOf >= clock && a.context.sync.view().asOf === asOf).toBe(true)
  fault.end()
  a.context.sync.now()
  await until(() => a.context.sync.view().problem === undefined && (a.context.sync.view().asOf as string) > asOf)
})

test.each([page, forbidden])(
  'patients refused while the first pull runs ($kind): they come once they may be read',
  async (behaviour) => {
    const ehr = await clinic()
    const clock = movable()
    const a = await ehr.workstation('A', { clock })
    const fault = plays(ehr, behaviour, { when: { method: 'GET', path: '^Patient\\?_sort' } })
    await a.as('novak')
    await until(() => a.context.sync.view().asOf)
    expect(held(a, 'Patient')).toBeLessThan(6)
    await until(() => a.context.sync.view().problem?.includes('patients'))
    fault.end()
    clock.ahead = 660_000
    a.context.sync.now()
    await until(() => held(a, 'Patient') === 6)
    await until(() => a.context.sync.view().problem === undefined)
    expect(a.context.store.db.prepare(`SELECT count(*) FROM pull_cursor WHERE type LIKE 'first/%'`).pluck().get()).toBe(
      0,
    )
  },
)

test('a chart whose allergies are answered with a web page is not called here', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'partial-everything', types: ['AllergyIntolerance'] }])
  const p6 = a.id('Patient', 'p6')
  const fault = plays(ehr, page, { when: { method: 'GET', path: '^AllergyIntolerance\\?patient' } })
  a.context.sync.openChart(p6)
  await until(() => fault.struck() > 0)
  await until(() => a.context.sync.held(p6).state === 'not-held')
  expect(a.context.sync.held(p6)).toMatchObject({ problem: expect.stringMatching(/not as a FHIR server does/) })
  fault.end()
  a.context.sync.openChart(p6)
  await until(() => a.context.sync.held(p6).state === 'held')
  expect(a.read('AllergyIntolerance', a.id('AllergyIntolerance', 'allergy-p6'))).toBeDefined()
})

test('a chart whose allergies are refused says so, after a restart without the EHR too', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'partial-everything', types: ['AllergyIntolerance'] }])
  const p6 = a.id('Patient', 'p6')
  plays(ehr, forbidden, { when: { method: 'GET', path: '^AllergyIntolerance\\?patient' } })
  a.context.sync.openChart(p6)
  await until(() => a.context.sync.held(p6).state === 'held')
  expect(a.context.sync.held(p6)).toMatchObject({ without: 'allergies' })
  await a.offline()
  await a.restart()
  await until(() => a.context.sync.view().state === 'offline')
  expect(a.context.sync.held(p6)).toMatchObject({ state: 'held', without: 'allergies' })
  expect(a.context.sync.held(a.id('Patient', 'p1'))).not.toHaveProperty('without')
})
