import { expect, test } from 'vitest'
import type { Behaviour } from '../../../main/ehr/faults/fault.js'
import { clinic, until } from '../../support/clinic.js'
import { asleepWhile, clinicThat, counts, held, missing, patientPages, plays } from '../../support/servers.js'

const interruptions: [string, Behaviour, number][] = [
  ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 1 }, 1],
  ['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 1 }, 1],
  ['503', { kind: 'status', status: 503 }, 1],
  ['JSON that breaks off', { kind: 'truncated-body' }, 1],
  ['a web page', { kind: 'html-page' }, 1],
  ['no answer', { kind: 'lost-request' }, 2],
  ['an answer that says it is not whole', { kind: 'answers-in-part' }, 1],
]

test.each(interruptions)(
  '%s in the middle of a delta: nothing half believed, it goes on from there',
  async (_name, behaviour, times) => {
    const { ehr, a } = await clinicThat([])
    const ids = await asleepWhile(ehr, a, 650)
    const watermark = (): string =>
      (
        a.context.store.db.prepare(`SELECT watermark FROM pull_cursor WHERE type = 'Task'`).get() as {
          watermark: string
        }
      ).watermark
    const fault = plays(ehr, behaviour, { when: { method: 'GET', path: '^Task\\?' }, skip: 2, times })
    a.context.sync.wake()
    await until(() => fault.struck() === times)
    const reached = Math.max(
      0,
      ...ids.map((id) => Date.parse(a.context.store.row('Task', a.id('Task', id))?.last_updated ?? '') || 0),
    )
    if (missing(a, 'Task', ids).length > 0) expect(Date.parse(watermark())).toBeLessThanOrEqual(reached)
    await until(() => missing(a, 'Task', ids).length === 0)
  },
)

test.each(interruptions)(
  '%s in the middle of the first pull: it goes on from there',
  async (_name, behaviour, times) => {
    const ehr = await clinic({ patients: 1_200 })
    const pages = counts(ehr, patientPages)
    const fault = plays(ehr, behaviour, { when: { method: 'GET', path: patientPages }, skip: 1, times })
    const a = await (await ehr.workstation('A')).as('novak')
    await until(() => fault.struck() === times)
    await until(() => a.context.sync.view().asOf !== undefined)
    expect(held(a, 'Patient')).toBe(1_200)
    expect(pages()).toBeLessThan(12)
  },
)

test('a token that ends in the middle of a delta and of the first pull: after signing in again it goes on from there', async () => {
  const ehr = await clinic({ patients: 1_200 })
  const first = plays(
    ehr,
    { kind: 'token-expired' },
    { when: { method: 'GET', path: patientPages }, skip: 1, times: 1 },
  )
  const a = await (await ehr.workstation('A')).as('novak')
  await until(() => first.struck() === 1)
  await until(() => a.context.session.mustSignInAgain())
  await until(() => held(a, 'Patient') >= 500)
  expect(a.context.sync.view().line).toContain('Sign in again')
  const pages = counts(ehr, patientPages)
  await a.as('novak')
  await until(() => a.context.sync.view().asOf !== undefined)
  expect(held(a, 'Patient')).toBe(1_200)
  expect(pages()).toBeLessThan(8)

  const ids = await asleepWhile(ehr, a, 450)
  const again = plays(ehr, { kind: 'token-expired' }, { when: { method: 'GET', path: '^Task\\?' }, skip: 1, times: 1 })
  a.context.sync.wake()
  await until(() => again.struck() === 1)
  await until(() => a.context.session.mustSignInAgain())
  await a.as('novak')
  await until(() => missing(a, 'Task', ids).length === 0)
})
