import type { Communication, PlanDefinition, ServiceRequest, Task } from '@medplum/fhirtypes'
import { expect, it } from 'vitest'
import type { TimesView } from '../../../shared/contract/views/work/times.js'
import { type ClinicTimes, usualTimes } from '../../../shared/domain/clinic-times.js'
import { same } from '../../../shared/kernel/json.js'
import { type Clinic, clinic, until, type Workstation } from '../../support/clinic.js'
import { call, done, one, post, result, tasksAbout } from './arrivals.js'

const timesOf = (station: Workstation): TimesView => {
  const answer = station.running.core.ask('times.view', {})
  if (!answer.ok) throw new Error(answer.refusal.message)
  return answer.value as TimesView
}
const save = (station: Workstation, change: Partial<ClinicTimes>, meant = false) => {
  const { version, times } = timesOf(station)
  return call<{ version: number }>(station, 'times.save', { version, times: { ...times, ...change }, meant })
}
const stored = async (to: Clinic): Promise<{ plan: PlanDefinition; times: Record<string, unknown> }> => {
  const [plan] = (await to.all<PlanDefinition>('PlanDefinition')).filter(({ url }) => url?.endsWith('/loop-times'))
  if (!plan) throw new Error('The EHR has no times')
  const text = plan.extension?.find(({ url }) => url === 'https://rounds.example/fhir/times')?.valueString
  return { plan, times: JSON.parse(text ?? '{}') as Record<string, unknown> }
}
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

const order = (to: Clinic, minutesAgo: number): Promise<ServiceRequest & { id: string }> =>
  post<ServiceRequest>(to, {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    priority: 'stat',
    subject: { reference: 'Patient/p5' },
    requester: { reference: 'Practitioner/hale' },
    authoredOn: ago(minutesAgo),
    occurrenceDateTime: ago(minutesAgo),
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '108252007' }] }],
    code: { text: 'Basic metabolic panel' },
  })
const expected = (station: Workstation, id: string): string | undefined =>
  (
    station.context.store.db.prepare('SELECT expected FROM loop WHERE id = ?').get(station.id('ServiceRequest', id)) as
      | { expected: string }
      | undefined
  )?.expected

it('what a clinic sets is in the EHR, at every workstation, and moves when an open order is late', async () => {
  const itself = await clinic()
  const a = await one(itself)
  const b: Workstation = await (await (await itself.workstation('B')).as('ruiz')).ready()
  const placed = await order(itself, 20)
  const from = Date.parse(placed.occurrenceDateTime ?? '')
  const after = (minutes: number): string => new Date(from + minutes * 60_000).toISOString()
  await until(() => [a, b].every((each) => expected(each, placed.id) === after(60)))
  expect(await save(a, { collected: { ...usualTimes.collected, stat: { minutes: 25 } } })).toMatchObject({ ok: true })
  await until(() => [a, b].every((each) => expected(each, placed.id) === after(25)))
  // Only what differs is kept: the usual times may improve.
  expect((await stored(itself)).times).toEqual({ collected: { stat: { minutes: 25 } } })
  expect(timesOf(b)).toMatchObject({ version: 1, mayChange: false, saved: { by: expect.any(String) } })
  expect(await save(b, {})).toMatchObject({ refusal: { code: 'not-permitted' } })
  // Put back, nothing of it is left, and the earlier times can be used again.
  expect(await save(a, { collected: usualTimes.collected })).toMatchObject({ ok: true, value: { version: 2 } })
  await until(() => [a, b].every((each) => expected(each, placed.id) === after(60)))
  expect(timesOf(a).earlier[0]).toMatchObject({ version: 1, times: { collected: { stat: { minutes: 25 } } } })
  await until(async () => Object.keys((await stored(itself)).times).length === 0)
})

it('an order that is late by the clinic’s time gets its task, and one escalates when and to whom the clinic says', async () => {
  const itself = await clinic()
  await post<PlanDefinition>(itself, {
    resourceType: 'PlanDefinition',
    url: 'https://rounds.example/fhir/plan/routing',
    status: 'active',
    version: '1',
    effectivePeriod: { start: ago(300) },
  })
  const a = await one(itself, false)
  const placed = await order(itself, 20)
  const { report } = await result(itself, 'p6', 6.9, 'HH', { issued: ago(10) })
  const task = await until(async () => (await tasksAbout(itself, 'DiagnosticReport', report))[0])
  expect(task.restriction?.period?.end).toBeDefined()
  expect(await tasksAbout(itself, 'ServiceRequest', placed.id)).toEqual([])
  const blue = `team:${a.id('CareTeam', 'blue')}`
  const critical = [
    { after: { minutes: 5 }, to: 'role:medical-assistant' },
    { after: { minutes: 8 }, to: blue },
  ]
  const set = await save(a, {
    collected: { ...usualTimes.collected, stat: { minutes: 15 } },
    escalation: { ...usualTimes.escalation, 'critical result-review': critical },
  })
  expect(set).toMatchObject({ ok: true })
  const late = await until(async () => (await tasksAbout(itself, 'ServiceRequest', placed.id))[0])
  expect(late.description).toContain('not collected')
  const escalations = (each: Task | undefined) =>
    (each?.extension ?? [])
      .filter(({ url }) => url.endsWith('/escalated'))
      .map(({ extension }) => {
        const part = (url: string) => extension?.find((one) => one.url === url)
        return `${part('level')?.valueInteger} ${part('role')?.valueCode ?? part('to')?.valueReference?.reference}`
      })
  const escalated = await until(async () => {
    const said = escalations((await tasksAbout(itself, 'DiagnosticReport', report))[0])
    return said.length > 1 && said
  })
  expect(escalated).toEqual(['1 medical-assistant', '2 CareTeam/blue'])
  // Whom it names is kept as the EHR knows them.
  const { times } = await stored(itself)
  expect((times.escalation as Record<string, { to: string }[]>)['critical result-review']?.[1]?.to).toBe(
    'CareTeam/blue',
  )
})

it('a result is due for review, and a patient’s message for an answer, when the clinic says', async () => {
  const itself = await clinic()
  const a = await one(itself)
  const due = { ...usualTimes.due, message: { hours: 6 } }
  await done(a, 'times.save', {
    version: 0,
    times: {
      ...usualTimes,
      reviewed: { ...usualTimes.reviewed, abnormal: { hours: 6 }, critical: { minutes: 20 } },
      due,
    },
    meant: false,
  })
  const dueAfter = async (flag: string): Promise<number> => {
    const issued = new Date().toISOString()
    const { report } = await result(itself, 'p5', 6, flag, { issued })
    const task = await until(async () => (await tasksAbout(itself, 'DiagnosticReport', report))[0])
    return (Date.parse(task.restriction?.period?.end ?? '') - Date.parse(issued)) / 60_000
  }
  expect(await dueAfter('H')).toBe(360)
  expect(await dueAfter('HH')).toBe(20)
  const sent = new Date().toISOString()
  const { id } = await post<Communication>(itself, {
    ...{ resourceType: 'Communication', status: 'completed', sent },
    subject: { reference: 'Patient/p5' },
    sender: { reference: 'Patient/p5' },
    payload: [{ contentString: 'When is my next visit?' }],
  })
  const asked = await until(async () => (await tasksAbout(itself, 'Communication', id))[0])
  expect((Date.parse(asked.restriction?.period?.end ?? '') - Date.parse(sent)) / 60_000).toBe(360)
})

it('times that cannot be meant are refused; where something critical waits longer, somebody has to say so', async () => {
  const itself = await clinic()
  const a = await one(itself)
  const { reviewed, escalation } = usualTimes
  const refused = async (change: Partial<ClinicTimes>, words: string, meant = false) =>
    expect(await save(a, change, meant)).toMatchObject({
      ok: false,
      refusal: { code: 'invalid', message: expect.stringContaining(words) },
    })
  await refused({ read: { days: 61 } }, 'at most 60 days')
  await refused({ reviewed: { ...reviewed, abnormal: { clinicDays: 6 } } }, '“Abnormal” may not take longer')
  await refused({ escalation: { ...escalation, urgent: [] } }, 'somebody has to be told')
  const back = (escalation.critical ?? []).toReversed()
  await refused({ escalation: { ...escalation, critical: back } }, 'has to come later', true)
  const strange = [{ after: { hours: 1 }, to: 'person:nobody' }]
  await refused({ escalation: { ...escalation, urgent: strange } }, 'not in this clinic')
  const slow = { ...reviewed, critical: { minutes: 90 } }
  await refused({ reviewed: slow }, 'longer than 60 minutes')
  expect(timesOf(a).version).toBe(0)
  expect(await save(a, { reviewed: slow }, true)).toMatchObject({ ok: true })
  expect(await call(a, 'times.save', { version: 0, times: usualTimes, meant: false })).toMatchObject({
    refusal: { code: 'stale' },
  })
  const nothing = { ...usualTimes, read: { hours: 0 } }
  await expect(call(a, 'times.save', { version: 1, times: nothing, meant: false })).resolves.toMatchObject({
    ok: false,
  })
})

it('what a newer Rounds wrote stays, and what two set at once waits for a person', async () => {
  const itself = await clinic()
  const later = { told: { normal: { clinicDays: 4 }, minor: { hours: 3 } }, call: { hours: 1 }, read: { moons: 1 } }
  await post<PlanDefinition>(itself, {
    resourceType: 'PlanDefinition',
    url: 'https://rounds.example/fhir/plan/loop-times',
    status: 'active',
    version: '4',
    extension: [
      { url: 'https://rounds.example/fhir/times', valueString: JSON.stringify(later) },
      { url: 'https://elsewhere.example/own', valueBoolean: true },
    ],
  })
  const a = await one(itself)
  const b: Workstation = await (await (await itself.workstation('B')).as('hale')).ready()
  expect(timesOf(a)).toMatchObject({ version: 4, times: { told: { normal: { clinicDays: 4 } }, read: { hours: 2 } } })
  expect(await save(a, { told: { ...usualTimes.told, abnormal: { days: 1 } } })).toMatchObject({ ok: true })
  await until(() => timesOf(b).version === 5)
  const { plan, times } = await stored(itself)
  expect(times).toEqual({
    told: { minor: { hours: 3 }, abnormal: { days: 1 } },
    call: { hours: 1 },
    read: { moons: 1 },
  })
  expect(plan.extension).toContainEqual({ url: 'https://elsewhere.example/own', valueBoolean: true })
  await a.offline()
  expect(await save(a, { read: { hours: 1 } })).toMatchObject({ ok: true, value: { version: 6 } })
  expect(await save(b, { read: { hours: 3 } })).toMatchObject({ ok: true })
  await until(async () => 'read' in (await stored(itself)).times && (await stored(itself)).plan.version === '6')
  await a.online()
  await until(() => timesOf(a).undecided !== undefined)
  expect(await save(a, {})).toMatchObject({ refusal: { code: 'conflict' } })
})

it('the first time needs the EHR, since a colleague may have been first; after that it works without', async () => {
  const itself = await clinic()
  const a = await one(itself, false)
  await a.offline()
  await until(() => a.context.sync.view().state !== 'online')
  expect(await save(a, { read: { hours: 1 } })).toMatchObject({ refusal: { code: 'offline-needed' } })
  await a.online()
  await until(async () => (await save(a, { read: { hours: 1 } })).ok)
  await until(async () => (await itself.all('PlanDefinition')).length === 1)
  await a.offline()
  expect(await save(a, { read: { hours: 3 } })).toMatchObject({ ok: true, value: { version: 2 } })
  expect(timesOf(a)).toMatchObject({ version: 2, times: { read: { hours: 3 } } })
  await a.online()
  await until(async () => (await stored(itself)).plan.version === '2')
  expect((await stored(itself)).times).toEqual({ read: { hours: 3 } })
})

it('two who set times for the first time at once: one set holds everywhere, and who wrote the other decides', async () => {
  const itself = await clinic()
  const a = await one(itself, false)
  const b: Workstation = await (await (await itself.workstation('B')).as('hale')).ready()
  itself.ehr.faults.add({ when: { method: 'POST' }, behaviour: { kind: 'latency', milliseconds: 700 } })
  const both = await Promise.all([save(a, { read: { hours: 1 } }), save(b, { read: { hours: 3 } })])
  expect(both).toMatchObject([{ ok: true }, { ok: true }])
  await until(() => [a, b].some((each) => timesOf(each).undecided !== undefined))
  itself.ehr.faults.clear()
  expect(await itself.all('PlanDefinition')).toHaveLength(1)
  const [told, first] = timesOf(a).undecided ? [a, b] : [b, a]
  const [mine, theirs] = told === a ? [1, 3] : [3, 1]
  expect(timesOf(first)).toMatchObject({ version: 1, times: { read: { hours: theirs } } })
  expect(timesOf(first).undecided).toBeUndefined()
  expect((await stored(itself)).times).toEqual({ read: { hours: theirs } })
  expect(await save(told, {})).toMatchObject({ refusal: { code: 'conflict' } })
  // Nothing of either is lost: what was set here stands beside it, and may still be taken.
  const [row] = told.context.outbox.rows().filter(({ type }) => type === 'PlanDefinition')
  expect(row?.conflict).toMatchObject({ mine: { editor: [{ name: expect.any(String) }] }, theirs: { version: '1' } })
  expect(told.context.outbox.fix(row?.item ?? '', 'keep-mine')).toMatchObject({ ok: true })
  await until(async () => (await stored(itself)).times.read !== undefined && timesOf(told).undecided === undefined)
  await until(async () => same((await stored(itself)).times, { read: { hours: mine } }))
  await until(() => [a, b].every((each) => same(timesOf(each).times.read, { hours: mine })))
}, 60_000)

it('two who set the same times at once need no decision', async () => {
  const itself = await clinic()
  const a = await one(itself, false)
  const b: Workstation = await (await (await itself.workstation('B')).as('hale')).ready()
  itself.ehr.faults.add({ when: { method: 'POST' }, behaviour: { kind: 'latency', milliseconds: 700 } })
  const both = await Promise.all([a, b].map((each) => save(each, { read: { hours: 1 } })))
  expect(both).toMatchObject([{ ok: true }, { ok: true }])
  await until(() => [a, b].every((each) => each.context.outbox.rows().length === 0))
  expect(await itself.all('PlanDefinition')).toHaveLength(1)
  for (const each of [a, b]) expect(timesOf(each)).toMatchObject({ version: 1, times: { read: { hours: 1 } } })
})
