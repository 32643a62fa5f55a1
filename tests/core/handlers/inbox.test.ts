import type { Resource, Task } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import type { InboxBox, InboxView } from '../../../shared/contract/views/work/inbox.js'
import { inboxBoxes } from '../../../shared/contract/views/work/inbox.js'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import { taskKinds } from '../../../shared/domain/task/kind.js'
import { compareUrgency } from '../../../shared/domain/task/urgency.js'
import { amara, luis, on, patient, practice, report, result, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

const priorityNumber = { stat: 0, asap: 1, urgent: 2, routine: 3 } as const

interface Draw {
  kind: (typeof taskKinds)[number]
  priority: keyof typeof priorityNumber
  owner: 'novak' | 'hale' | 'blue' | 'nobody'
  flag: 'HH' | 'H' | 'N' | null
  due: number | null
  age: number
  snoozed: number | null
  lease: number | null
  watched: boolean
  of: 'amara' | 'luis' | null
}

const minutes = (by: number): string => new Date(Date.parse(on(10)) + by * 60_000).toISOString()
const owners = { novak: to.practitioner('novak'), hale: to.practitioner('hale'), blue: to.team('blue-team') }

function made(draw: Draw, index: number): Task {
  const more: Partial<Task> = {
    priority: draw.priority,
    authoredOn: minutes(-draw.age),
    ...(draw.due !== null && { restriction: { period: { end: minutes(draw.due) } } }),
    ...(draw.of && { for: to.patient(draw.of === 'amara' ? amara : luis) }),
    extension: [
      ...(draw.flag ? [{ url: taskExtension.flag, valueCode: draw.flag }] : []),
      ...(draw.watched ? [{ url: taskExtension.watcher, valueReference: to.practitioner('novak') }] : []),
      ...(draw.snoozed === null
        ? []
        : [
            {
              url: taskExtension.snoozed,
              extension: [
                { url: 'until', valueDateTime: minutes(draw.snoozed) },
                { url: 'at', valueDateTime: minutes(-5) },
              ],
            },
          ]),
    ],
  }
  const owner = draw.owner === 'nobody' ? undefined : owners[draw.owner]
  const claimed =
    draw.lease === null || draw.owner === 'blue' || draw.owner === 'nobody'
      ? {}
      : {
          status: 'in-progress' as const,
          extension: [
            ...(more.extension ?? []),
            { url: taskExtension.lease, valuePeriod: { start: minutes(-60), end: minutes(draw.lease) } },
            { url: taskExtension.claimedFrom, valueReference: owners.blue },
          ],
        }
  return { ...task(`t${index}`, draw.kind, `work ${index} on things`, { ...more, owner }), ...claimed }
}

const draw: Draw = {
  kind: 'follow-up',
  priority: 'routine',
  owner: 'novak',
  flag: null,
  due: null,
  age: 60,
  snoozed: null,
  lease: null,
  watched: false,
  of: null,
}

const draws = fc.array(
  fc.record<Draw>({
    kind: fc.constantFrom(...taskKinds),
    priority: fc.constantFrom('stat', 'asap', 'urgent', 'routine', 'routine', 'routine'),
    owner: fc.constantFrom('novak', 'novak', 'hale', 'blue', 'nobody'),
    flag: fc.constantFrom('HH', 'H', 'N', null),
    due: fc.option(fc.integer({ min: -300, max: 300 })),
    age: fc.integer({ min: 0, max: 9000 }),
    snoozed: fc.option(fc.integer({ min: -60, max: 60 }), { freq: 2 }),
    lease: fc.option(fc.integer({ min: -30, max: 30 }), { freq: 2 }),
    watched: fc.boolean(),
    of: fc.constantFrom('amara', 'luis', null),
  }),
  { minLength: 1, maxLength: 40 },
)

const view = (box: InboxBox, more: Partial<InboxView> = {}): InboxView => ({ box, order: 'urgent', ...more })

it('counts what it lists, pages what it lists, and puts first what can harm', async () => {
  await fc.assert(
    fc.asyncProperty(draws, draws, async (list, later) => {
      const station = new Workstation([...practice(), patient(amara), patient(luis), ...list.map(made)])
      try {
        const now = station.clock.now().toISOString()
        const { boxes, byKind } = station.ask('inbox.counts', {})
        const idsOf = (box: InboxBox) => new Set(station.ask('inbox.ids', { view: view(box) }))
        const drawOf = new Map(list.map((draw, index) => [station.id('Task', `t${index}`), draw]))
        for (const box of inboxBoxes) {
          if (box === 'done') continue
          const ids = station.ask('inbox.ids', { view: view(box) })
          expect(boxes[box].open, box).toBe(ids.length)
          for (const kind of taskKinds)
            expect(station.ask('inbox.ids', { view: view(box, { kind }) })).toHaveLength(byKind[box][kind] ?? 0)
          const rows = [0, 7, 14, 21, 28, 35].flatMap(
            (from) => station.ask('inbox.page', { view: view(box), from, count: 7 }).rows,
          )
          expect(rows.map(({ id }) => id)).toEqual(ids)
          const pressing = ids.map((id) => {
            const draw = drawOf.get(id) as Draw
            return {
              priority: priorityNumber[draw.priority],
              flag: draw.flag === 'N' ? null : draw.flag,
              escalated: 0,
              due: draw.due === null ? null : minutes(draw.due),
              authored: minutes(-draw.age),
            }
          })
          for (const [index, one] of pressing.entries()) {
            const next = pressing[index + 1]
            if (next) expect(compareUrgency(one, next, now)).toBeLessThanOrEqual(0)
          }
        }
        const [mine, team, snoozed, all] = [idsOf('mine'), idsOf('team'), idsOf('snoozed'), idsOf('all')]
        expect(all.size).toBe(list.length)
        expect(mine.isDisjointFrom(team) && mine.isDisjointFrom(snoozed) && team.isDisjointFrom(snoozed)).toBe(true)
        // Whatever is Dr Novak's and open stands in one of her lists: nothing falls between them.
        for (const [id, draw] of drawOf) {
          if (draw.owner === 'novak' || draw.owner === 'blue')
            expect(mine.has(id) || team.has(id) || snoozed.has(id)).toBe(true)
          if (draw.owner === 'hale' && draw.lease === null) expect(mine.has(id) || team.has(id)).toBe(false)
        }
        // What is read again after changes, and as time goes on, is what reading all of it says.
        const looks = inboxBoxes.flatMap((box) => [
          view(box),
          view(box, { order: 'patient' }),
          view(box, { text: 'okafor 1' }),
          view(box, { text: 'call' }),
        ])
        const seen = () => looks.map((look) => [look, station.ask('inbox.ids', { view: look })])
        for (const [index, draw] of later.entries()) {
          const meta = { versionId: '2', lastUpdated: minutes(0) }
          station.receive({ ...made(draw, index), meta, ...(draw.watched && { status: 'completed' as const }) })
          if (draw.due === null) station.receive({ ...patient({ ...amara, family: draw.kind }), meta })
          if (draw.snoozed !== null) station.later(draw.age % 40)
          seen()
        }
        const [read, counts] = [seen(), station.ask('inbox.counts', {})]
        station.store.announce('Task')
        expect(read).toEqual(seen())
        expect(counts).toEqual(station.ask('inbox.counts', {}))
      } finally {
        await station.stop()
      }
    }),
    { numRuns: 10 },
  )
})

const start = (...resources: Resource[]): Workstation => {
  const station = new Workstation([...practice(), patient(amara), patient(luis), ...resources])
  onTestFinished(() => station.stop())
  return station
}
const mine = { owner: owners.novak }

it.each([
  ['romero', 1],
  ['118902', 1],
  ['118 902', 1],
  ['okafor refill', 1],
  ['critical', 1],
  ['overdue', 1],
  ['okafor potassium', 0],
  ['  ', 2],
])('%j finds %i', (text, count) => {
  const station = start(
    result('k1', luis, on(9), { code: '2823-3', name: 'Potassium', value: 6.1, unit: 'mmol/L', flag: 'HH' }),
    report('bmp', luis, on(9), 'Basic metabolic panel', ['k1']),
    task('k', 'result-review', 'Potassium 6.1 mmol/L', {
      ...mine,
      for: to.patient(luis),
      focus: to.thing('DiagnosticReport', 'bmp'),
    }),
    task('refill', 'refill-request', 'Refill: sertraline', {
      ...mine,
      for: to.patient(amara),
      restriction: { period: { end: minutes(-5) } },
    }),
  )
  expect(station.ask('inbox.ids', { view: view('mine', { text }) })).toHaveLength(count)
})

it('follows what changes, and what time alone changes', () => {
  const station = start(
    task('away', 'follow-up', 'Put away', {
      ...mine,
      extension: [
        {
          url: taskExtension.snoozed,
          extension: [
            { url: 'until', valueDateTime: minutes(30) },
            { url: 'at', valueDateTime: minutes(-5) },
          ],
        },
      ],
    }),
    made({ ...draw, owner: 'hale', lease: 10 }, 1),
  )
  const [away, lent] = [station.id('Task', 'away'), station.id('Task', 't1')]
  const ids = (box: InboxBox) => station.ask('inbox.ids', { view: view(box) })
  expect([ids('mine'), ids('team'), ids('snoozed')]).toEqual([[], [], [away]])
  station.later(11)
  // The colleague's claim has ended by itself: it is the team's again, and says who had it.
  expect([ids('mine'), ids('team'), ids('snoozed')]).toEqual([[], [lent], [away]])
  expect(station.ask('inbox.page', { view: view('team'), from: 0, count: 9 }).rows).toMatchObject([
    { id: lent, lapsed: minutes(10) },
  ])
  station.later(20)
  expect([ids('mine'), ids('snoozed')]).toEqual([[away], []])
  station.receive(made({ ...draw, owner: 'novak' }, 2))
  expect(ids('mine')).toHaveLength(2)
  expect(station.ask('inbox.counts', {}).boxes.mine).toEqual({ open: 2, urgent: 0 })
  station.receive({
    ...made({ ...draw, owner: 'novak', flag: 'HH' }, 2),
    meta: { versionId: '2', lastUpdated: minutes(31) },
  })
  expect(ids('mine')[0]).toBe(station.id('Task', 't2'))
  expect(station.ask('inbox.counts', {}).boxes.mine.urgent).toBe(1)
})

it('shows what nobody has to everybody', () => {
  const station = start(made({ ...draw, owner: 'nobody' }, 1))
  expect(station.ask('inbox.ids', { view: view('team') })).toHaveLength(1)
})

it('does the same to several in one deed, leaves what has to be read one by one, and takes it all back', async () => {
  const station = start(
    ...[1, 2, 3].map((index) => made(draw, index)),
    made({ ...draw, kind: 'result-review', flag: 'HH' }, 4),
    made({ ...draw, owner: 'hale', lease: 20 }, 5),
    made({ ...draw, kind: 'call', of: 'amara' }, 6),
  )
  const call = station.id('Task', 't6')
  const unreached = await station.do('inbox.finish', { tasks: [call] })
  expect(unreached).toMatchObject({ done: 0, left: [{ task: call }] })
  await station.do('inbox.give', { tasks: [call], to: station.id('Practitioner', 'hale') })
  const tasks = [1, 2, 3, 4, 5].map((index) => station.id('Task', `t${index}`))
  const before = tasks.map((id) => JSON.stringify(station.store.read('Task', id)))
  const mine = () => station.ask('inbox.ids', { view: view('mine') })
  const finished = await station.do('inbox.finish', { tasks })
  expect(finished).toMatchObject({ done: 3, left: [{ task: tasks[3] }, { task: tasks[4] }] })
  expect(mine()).toEqual([tasks[3]])
  await station.do('deed.undo', { deed: finished.deed ?? '' })
  expect(tasks.map((id) => JSON.stringify(station.store.read('Task', id)))).toEqual(before)
  const given = await station.do('inbox.give', { tasks, to: station.id('CareTeam', 'blue-team') })
  expect(given).toMatchObject({ done: 4, left: [{ task: tasks[4] }] })
  expect(mine()).toEqual([])
  expect(await station.do('inbox.take', { tasks: tasks.slice(0, 4) })).toMatchObject({ done: 4, left: [] })
  expect(mine()).toHaveLength(4)
})

it('keeps ways of looking under a name: one’s own, and the clinic’s', async () => {
  const station = start()
  const look = { box: 'team', kind: 'call', text: 'knee', order: 'oldest' } as const
  const { view: own } = await station.do('view.save', { title: 'Knees', look, shared: false })
  expect((await station.refused('view.save', { title: 'Knees', look, shared: false })).code).toBe('conflict')
  await station.do('view.save', { title: 'Calls', look: { box: 'all', order: 'urgent' }, shared: true })
  const titles = () => station.ask('view.list', {}).map(({ title }) => title)
  expect(station.ask('view.list', {})).toMatchObject([
    { id: own, title: 'Knees', look, shared: false, mine: true },
    { title: 'Calls', look: { box: 'all', order: 'urgent' }, shared: true },
  ])
  station.acknowledgeAll()
  await station.signIn('hale')
  expect(titles()).toEqual(['Calls'])
  expect((await station.refused('view.remove', { view: own })).code).toBe('not-permitted')
  await station.signIn('novak')
  await station.do('view.remove', { view: own })
  expect(titles()).toEqual(['Calls'])
})

it('work the EHR made twice is one on screen, whichever of the two was gone on with, and comes back when that one is gone', async () => {
  const station = new Workstation([...practice(), patient(amara)])
  onTestFinished(() => station.stop())
  const twin = (id: string, version: string, more: Partial<Task> = {}): Task => ({
    ...task(id, 'follow-up', 'Made twice', { owner: to.practitioner('novak'), for: to.patient(amara) }),
    identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:uuid:0b9c0ad2-7a8e-8d0c-9f55-0a0000000001' }],
    extension: [{ url: taskExtension.madeBy, valueCode: 'routing' }],
    meta: { versionId: version, lastUpdated: on(9, Number(version)) },
    ...more,
  })
  const view: InboxView = { box: 'mine', order: 'urgent' }
  const seen = () => {
    const { rows } = station.ask('inbox.page', { view, from: 0, count: 50 })
    expect(station.ask('inbox.counts', {}).boxes.mine.open).toBe(rows.length)
    return rows.map(({ id }) => station.store.row('Task', id)?.server_id)
  }
  station.receive(twin('w8', '1'))
  expect(seen()).toEqual(['w8'])
  station.receive(twin('w7', '1'))
  expect(seen()).toEqual(['w7'])
  const claimed = { status: 'in-progress', executionPeriod: { start: on(9) } } as const
  station.receive(twin('w8', '2', claimed))
  expect(seen()).toEqual(['w8'])
  station.receive(twin('w8', '3', { status: 'completed' }))
  expect(seen()).toEqual([])
  station.store.receive(on(10) as never, (tx) => tx.tombstone('Task', 'w8'))
  expect(seen()).toEqual(['w7'])
})
