import type { Appointment, DocumentReference, Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { sweep } from '../../main/core/sync/sweep.js'
import { addDays, localDate } from '../../shared/kernel/dates.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'

const dayMs = 86_400_000

/** A clock that is set forward by hand. */
function movable() {
  const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) }
  return clock
}

/** Books a patient, `days` from today at eleven. */
async function book(ehr: Clinic, patient: string, days: number): Promise<string> {
  const start = new Date(`${addDays(localDate(new Date()), days)}T11:00:00`)
  const appointment: Appointment = {
    resourceType: 'Appointment',
    status: 'booked',
    start: start.toISOString(),
    end: new Date(start.getTime() + 1_200_000).toISOString(),
    participant: [
      { actor: { reference: `Patient/${patient}` }, status: 'accepted' },
      { actor: { reference: 'Practitioner/novak' }, status: 'accepted' },
    ],
  }
  return (await ehr.send<Appointment>('POST', 'Appointment', appointment)).body.id as string
}

const task = (patient: string, owner: string): Task => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'call' }] },
  description: 'Call back',
  for: { reference: `Patient/${patient}` },
  owner: { reference: owner },
  authoredOn: new Date().toISOString(),
})

/** The charts that are here, by the EHR's ids of their patients. */
const charts = (a: Workstation, patients = 6): string[] =>
  Array.from({ length: patients }, (_, i) => `p${i + 1}`).filter((id) => {
    const patient = a.id('Patient', id)
    return (
      a.context.sync.holdings().charts.some((chart) => chart.patient === patient && chart.asOf) &&
      a.read('Condition', a.id('Condition', `condition-${id}`)) !== undefined
    )
  })

const holds = async (a: Workstation, ...expected: string[]): Promise<void> => {
  await until(() => `${charts(a)}` === `${expected}`).catch(() => expect(charts(a)).toEqual(expected))
}

/** What is counted as it comes and goes is what is there. */
function expectCountsRight({ context: { store } }: Workstation): void {
  const counted = store.db.prepare('SELECT patient, resources, bytes FROM held_chart ORDER BY patient').all()
  const there = store.db
    .prepare(
      `SELECT h.patient, count(r.id) AS resources, coalesce(sum(octet_length(r.json)), 0) AS bytes FROM held_chart h
       LEFT JOIN resource r ON r.patient = h.patient GROUP BY h.patient ORDER BY h.patient`,
    )
    .all()
  expect(counted).toEqual(there)
  const kinds = 'SELECT type, n FROM held_kind WHERE n <> 0 ORDER BY type'
  expect(store.db.prepare(kinds).all()).toEqual(
    store.db.prepare('SELECT type, count(*) AS n FROM resource GROUP BY type ORDER BY type').all(),
  )
}

test('the day rolls over: yesterday’s charts leave, the next clinic day’s come ahead of need', async () => {
  const ehr = await clinic()
  await book(ehr, 'p5', 1)
  await book(ehr, 'p6', 4)
  const clock = movable()
  const a = await (await ehr.workstation('A', { clock })).as('das')
  await holds(a, 'p1', 'p2', 'p3', 'p4', 'p5')
  expect(a.context.sync.why(a.id('Patient', 'p5'))).toEqual(['on tomorrow’s schedule'])

  clock.ahead = dayMs
  a.context.sync.now()
  await holds(a, 'p5', 'p6')
  expect(a.context.sync.why(a.id('Patient', 'p5'))).toEqual(['on today’s schedule'])
  expect(a.context.sync.why(a.id('Patient', 'p6'))).toEqual(['on the next clinic day’s schedule'])
  expect(a.context.sync.holdings().nextDay).toBe(addDays(localDate(new Date()), 4))
  expect(a.read('Patient', a.id('Patient', 'p1'))?.name?.[0]?.family).toBe('Family1')
  expect(a.read('Appointment', a.id('Appointment', 'appointment-p1'))).toBeDefined()
  expectCountsRight(a)
})

test('a booking made elsewhere brings the chart, and calling it off lets it go', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('das')
  await holds(a, 'p1', 'p2', 'p3', 'p4')
  const booked = await book(ehr, 'p6', 0)
  await holds(a, 'p1', 'p2', 'p3', 'p4', 'p6')
  await ehr.send('PATCH', `Appointment/${booked}`, [{ op: 'replace', path: '/status', value: 'cancelled' }])
  await holds(a, 'p1', 'p2', 'p3', 'p4')
})

test('a task of my team brings the chart; somebody else who signs in has other work', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('das')
  await holds(a, 'p1', 'p2', 'p3', 'p4')
  await ehr.send('POST', 'Task', task('p5', 'CareTeam/blue'))
  await ehr.send('POST', 'Task', task('p6', 'Practitioner/das'))
  await holds(a, 'p1', 'p2', 'p3', 'p4', 'p6')
  expect(a.context.sync.why(a.id('Patient', 'p6'))).toEqual(['in your inbox'])
  await a.context.session.signOut()
  await a.as('novak')
  await holds(a, 'p1', 'p2', 'p3', 'p4', 'p5')
  expect(a.context.sync.why(a.id('Patient', 'p1'))).toEqual(['on today’s schedule', 'in your inbox'])
})

test('a chart that leaves takes nothing along that others need or that has not arrived, and comes back when opened', async () => {
  const ehr = await clinic()
  await ehr.send('POST', 'Task', task('p5', 'CareTeam/blue'))
  const a = await (await ehr.workstation('A')).as('das')
  await holds(a, 'p1', 'p2', 'p3', 'p4')
  const p5 = a.id('Patient', 'p5')
  a.context.sync.openChart(p5)
  await holds(a, 'p1', 'p2', 'p3', 'p4', 'p5')
  const subject = { reference: 'Patient/p5' }
  const draft = a.create({
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    subject,
    content: [{ attachment: { contentType: 'text/plain', data: 'ZHJhZnQ=' } }],
  })
  await until(() => a.context.outbox.counts().savedHere + a.context.outbox.counts().sending === 0)

  await a.offline()
  const weight = a.create({ resourceType: 'Observation', status: 'final', code: { text: 'Weight' }, subject })
  expect(a.context.sync.letGo(p5)).toEqual(['not all in the EHR yet'])
  expect(a.context.sync.held(p5).state).toBe('held')
  await a.online()
  await until(() => a.context.outbox.unsentOf('Observation', weight) === undefined)

  a.context.sync.pin(p5, true)
  expect(a.context.sync.why(p5)).toEqual(['pinned', 'opened recently'])
  expect(a.context.sync.letGo(p5)).toEqual([])
  await holds(a, 'p1', 'p2', 'p3', 'p4')
  expect(a.context.sync.held(p5)).toMatchObject({ state: 'not-held', reachable: true })
  expect(a.read('Patient', p5)).toBeDefined()
  expect(a.read('DocumentReference', draft)?.docStatus).toBe('preliminary')
  expect(a.context.store.ofPatient(p5, 'Task')).toHaveLength(1)
  expect(a.context.store.ofPatient(p5, 'Observation')).toHaveLength(0)

  a.context.sync.openChart(p5)
  expect(a.context.sync.held(p5).state).toBe('loading')
  await holds(a, 'p1', 'p2', 'p3', 'p4', 'p5')
  expect(a.read('Observation', weight)?.code.text).toBe('Weight')
  expectCountsRight(a)
})

test('words typed in a note that was signed elsewhere meanwhile stay when the chart leaves, and when the day is swept', async () => {
  const ehr = await clinic()
  const clock = movable()
  const a = await (await ehr.workstation('A', { clock })).as('das')
  await holds(a, 'p1', 'p2', 'p3', 'p4')
  const p6 = a.id('Patient', 'p6')
  a.context.sync.openChart(p6)
  await holds(a, 'p1', 'p2', 'p3', 'p4', 'p6')
  const note = async (): Promise<LocalId> => {
    const { body } = await ehr.send<DocumentReference>('POST', 'DocumentReference', {
      resourceType: 'DocumentReference',
      status: 'current',
      docStatus: 'final',
      subject: { reference: 'Patient/p6' },
      content: [{ attachment: { contentType: 'text/plain', data: 'QQ==' } }],
    })
    const id = a.id('DocumentReference', body.id as string)
    await until(() => a.read('DocumentReference', id))
    return id
  }
  const [typed, whole] = [await note(), await note()]
  const { db } = a.context.store
  for (const [id, published] of [
    [typed, 0],
    [whole, 1],
  ]) {
    db.prepare(`INSERT INTO note_journal (note, published, hash) VALUES (?, ?, '')`).run(id, published)
    db.prepare(`INSERT INTO note_step (note, version, step, at) VALUES (?, 0, '{}', '2026-01-01T00:00:00Z')`).run(id)
  }
  const left = (): LocalId[] => [typed, whole].filter((id) => a.read('DocumentReference', id) !== undefined)
  expect(a.context.sync.letGo(p6)).toEqual([])
  await holds(a, 'p1', 'p2', 'p3', 'p4')
  expect(left()).toEqual([typed])
  expect(db.prepare('SELECT note FROM note_step').pluck().all()).toEqual([typed])
  await sweep(a.context.store, clock.now())
  expect(left()).toEqual([typed])
  expect(db.prepare('SELECT note FROM note_step').pluck().all()).toEqual([typed])
})

test('pinned charts stay over days and restarts, and leave when unpinned', async () => {
  const ehr = await clinic()
  const clock = movable()
  const a = await (await ehr.workstation('A', { clock })).as('das')
  await holds(a, 'p1', 'p2', 'p3', 'p4')
  const p2 = a.id('Patient', 'p2')
  a.context.sync.pin(p2, true)
  clock.ahead = dayMs
  await a.restart()
  await holds(a, 'p2')
  expect(a.context.sync.held(p2).pinned).toBe(true)
  a.context.sync.pin(p2, false)
  await holds(a)
})

test('where not all has room the least pressing charts leave; what is pinned, unsent or being read does not', async () => {
  const ehr = await clinic()
  await book(ehr, 'p6', 1)
  const a = await (await ehr.workstation('A', { allowance: { charts: 3, bytes: 1e9 } })).as('das')
  await holds(a, 'p1', 'p2', 'p3')
  // Those that fit may be here before the last reason of the others has been read.
  await until(() => a.context.sync.holdings().beyond === 2)
  expect(a.context.sync.holdings().allowance.charts).toBe(3)
  a.context.sync.pin(a.id('Patient', 'p6'), true)
  await holds(a, 'p1', 'p2', 'p6')
  a.context.sync.openChart(a.id('Patient', 'p5'))
  await holds(a, 'p1', 'p5', 'p6')
  expectCountsRight(a)
})

test('on a small disk charts come as far as there is room, and none comes and goes for ever', async () => {
  const ehr = await clinic()
  const note = [{ text: 'long '.repeat(52_000) }]
  await ehr.send('PATCH', 'Condition/condition-p4', [{ op: 'add', path: '/note', value: note }])
  const a = await (await ehr.workstation('A', { allowance: { charts: 50, bytes: 250_000 } })).as('das')
  await until(() => a.context.sync.view().asOf)
  await until(() => {
    const { charts: held } = a.context.sync.holdings()
    return held.length === 3 && held.every(({ asOf }) => asOf)
  })
  await holds(a, 'p1', 'p2', 'p3')
  await until(() => a.context.sync.holdings().beyond === 1)
  let changes = 0
  a.context.store.onChange((topics) => {
    if (topics.has('AllergyIntolerance')) changes += 1
  })
  for (let i = 0; i < 3; i++) {
    a.context.store.announce('Task')
    await new Promise((resolve) => setTimeout(resolve, 450))
  }
  expect(changes).toBe(0)
  expectCountsRight(a)
})

/** What could not come back is not let go of. */
async function letGoIsRefusedOffline(a: Workstation, chart: LocalId): Promise<void> {
  await a.offline()
  a.context.sync.now()
  await until(() => a.context.sync.view().state === 'offline')
  const asked = await a.running.core.call('workstation.let-go', { chart }, 'let-go', { window: 1, bound: null })
  expect(asked).toMatchObject({ ok: false, refusal: { code: 'offline-needed' } })
  expect(a.context.sync.held(chart).state).toBe('held')
  await a.online()
  await until(() => a.context.sync.view().state === 'online')
}

test('a chart that is not here is said not to be, with what can be done about it', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('das')
  await a.ready()
  const p6 = a.id('Patient', 'p6')
  expect(a.context.sync.held(p6)).toEqual({ state: 'not-held', reachable: true })
  await a.offline()
  a.context.sync.now()
  await until(() => a.context.sync.view().state === 'offline')
  a.context.sync.openChart(p6)
  expect(a.context.sync.held(p6)).toEqual({ state: 'not-held', reachable: false })
  await a.online()
  await until(() => a.context.sync.held(p6).state === 'held')
  await letGoIsRefusedOffline(a, p6)

  const p5 = a.id('Patient', 'p5')
  ehr.ehr.faults.add({ when: { path: '^Patient/p5' }, behaviour: { kind: 'status', status: 500 } })
  ehr.ehr.faults.add({ when: { path: 'patient=p5' }, behaviour: { kind: 'status', status: 500 } })
  a.context.sync.openChart(p5)
  await until(() => a.context.sync.held(p5).problem)
  expect(a.context.sync.held(p5)).toEqual({
    state: 'not-held',
    reachable: true,
    problem: expect.stringContaining('a problem of its own'),
  })
})
