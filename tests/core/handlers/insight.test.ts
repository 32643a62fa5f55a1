import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyChange } from '../../../shared/contract/difference.js'
import type { InsightView } from '../../../shared/contract/views/work/insight.js'
import type { FromCore } from '../../../shared/contract/wire.js'
import { until } from '../../support/clinic.js'
import { amara, on, patient, practice, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
beforeEach(() => {
  station = new Workstation([
    ...practice(),
    patient(amara),
    task('mine', 'call', 'Ring the pharmacy', {
      owner: to.practitioner('novak'),
      for: to.patient(amara),
      authoredOn: on(4),
    }),
    task('his', 'call', 'Ring the school', { owner: to.practitioner('hale'), restriction: { period: { end: on(9) } } }),
    task('blue', 'patient-message', 'Dizzy', { owner: to.team('blue-team'), authoredOn: '2026-09-01T08:00:00Z' }),
    {
      ...task('any', 'result-review', 'Potassium', { owner: to.team('none') }),
      owner: undefined as never,
      ...forRole(),
    },
    { ...task('nobodys', 'front-desk', 'A form', { owner: to.team('none') }), owner: undefined as never },
    task('done', 'call', 'Rung', {
      owner: to.practitioner('novak'),
      status: 'completed',
      executionPeriod: { end: on(9) },
    }),
    task('long-done', 'call', 'Rung', {
      owner: to.practitioner('novak'),
      authoredOn: '2026-10-01T08:00:00Z',
      status: 'completed',
      executionPeriod: { end: '2026-10-02T08:00:00Z' },
    }),
  ])
})
afterEach(() => station.stop())

const forRole = () => ({
  performerType: [{ coding: [{ system: 'https://rounds.example/fhir/role', code: 'physician' }] }],
})
const view = (byName = false, days = 7) => station.ask('insight.view', { days, byName })

describe('insight', () => {
  it('counts what is open by kind and owner, colleagues by their role', () => {
    const { byKind, byOwner, open, overdue, nobodys, oldest, perDay } = view() ?? expect.fail('there is none')
    expect({ open, overdue, nobodys }).toEqual({ open: 5, overdue: 1, nobodys: 1 })
    expect(byKind.map(({ name, count }) => [name, count])).toEqual([
      ['call', 2],
      ['front-desk', 1],
      ['patient-message', 1],
      ['result-review', 1],
    ])
    expect(byOwner.map(({ name }) => name)).toEqual([
      'Blue team',
      'Nobody',
      'Nurse practitioner, own list',
      'Physician, any',
      'Physician, own list',
    ])
    expect(oldest.slice(0, 2)).toMatchObject([
      { text: 'Dizzy', owner: 'Blue team', overdue: false },
      { text: 'Ring the pharmacy', patient: 'Okafor, A.', owner: 'Physician, own list' },
    ])
    expect(perDay.at(-1)).toEqual({ day: '2026-11-22', came: 5, left: 1, dropped: 0 })
  })

  it('names colleagues only when asked', () => {
    expect(view(true)?.byOwner.map(({ name }) => name)).toContain('Dr Lena Novak')
    expect(JSON.stringify(view())).not.toContain('Novak')
  })

  it('tells two of one name apart', () => {
    const alike = ['one', 'two', 'three'].map((id) => ({
      ...{ resourceType: 'Practitioner' as const, id, active: true, name: [{ family: 'Lee', given: ['Sam'] }] },
      meta: { versionId: '1', lastUpdated: on(9) },
    }))
    const role = {
      ...{ resourceType: 'PractitionerRole' as const, id: 'lee', active: true, practitioner: to.practitioner('one') },
      meta: { versionId: '1', lastUpdated: on(9) },
      code: [{ coding: [{ system: 'https://rounds.example/fhir/role', code: 'physician' }] }],
    }
    const work = alike.map(({ id }) => task(`of-${id}`, 'call', 'Ring back', { owner: to.practitioner(id) }))
    station.receive(...alike, role, ...work)
    const lees = view(true)?.byOwner.filter(({ name }) => name.includes('Lee'))
    expect(lees?.map(({ count }) => count)).toEqual([1, 1, 1])
    expect(new Set(lees?.map(({ name }) => name)).size).toBe(3)
    expect(lees?.map(({ name }) => name)).toContain('Sam Lee, physician')
  })

  it('counts what does not say when it came, and says so', () => {
    const { authoredOn: _unsaid, ...undated } = task('undated', 'call', 'From elsewhere', {
      owner: to.practitioner('hale'),
    })
    const before = view()
    station.receive(undated)
    const after = view()
    expect([before?.undated, after?.undated]).toEqual([0, 1])
    expect([before?.open, after?.open]).toEqual([5, 6])
    expect(after?.perDay).toEqual(before?.perDay)
  })

  it('is for who leads the team', async () => {
    await station.signIn('das')
    expect(view()).toBeNull()
  })

  it('follows the work', async () => {
    await station.do('task.drop', { tasks: [station.id('Task', 'mine')], reason: 'Done by letter' })
    expect(view()).toMatchObject({ open: 4 })
    expect(view()?.perDay.at(-1)).toMatchObject({ left: 2, dropped: 1 })
  })

  it('tells a page that stays open the newest numbers, but does not count all anew for each task', async () => {
    let page: unknown
    let told = 0
    let toCore: (message: unknown) => void = () => {}
    station.running.core.attach(7, {
      post(message) {
        const from = message as FromCore
        if (from.t === 'data') page = from.value
        else if (from.t === 'change') {
          page = applyChange(page, from.change)
          told += 1
        }
      },
      onMessage: (handler) => {
        toCore = handler
      },
      onClose: () => {},
      close: () => {},
    })
    toCore({ t: 'watch', id: 1, name: 'insight.view', input: { days: 7, byName: false } })
    expect(page).toMatchObject({ open: 5 })
    for (let n = 0; n < 300; n++)
      station.receive(task(`more-${n}`, 'call', 'Ring back', { owner: to.practitioner('hale') }))
    await until(() => (page as InsightView).open === 305)
    const before = told
    const many = Array.from({ length: 20 }, (_, n) => n)
    for (const n of many) {
      station.receive(task(`later-${n}`, 'call', 'Ring back', { owner: to.practitioner('hale') }))
      await new Promise((resolve) => setTimeout(resolve, 14))
    }
    await until(() => (page as InsightView).open === 325)
    expect(told - before).toBeLessThan(many.length)
  })
})
