import type { PractitionerRole, Task } from '@medplum/fhirtypes'
import { afterEach, expect, it } from 'vitest'
import { againFinder } from '../../../main/core/work/again.js'
import type { Chore, Finder } from '../../../main/core/work/chore.js'
import { escalationFinder } from '../../../main/core/work/escalate.js'
import { unownedFinder } from '../../../main/core/work/unowned.js'
import type { Rule } from '../../../shared/domain/rule/language.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import { on, practice, task, to } from '../handlers/support/day.js'
import { Workstation } from '../handlers/support/workstation.js'

let station: Workstation
afterEach(() => station.stop())

const url = (name: string): string => `https://rounds.example/fhir/${name}`
const begin = (...tasks: Task[]): void => {
  station = new Workstation([...practice(), ...tasks])
}

const fault = (error: unknown): void => {
  throw error
}
/** What a finder has to do at a time of the day of the tests; `carryOut` does it. */
const found = (finder: Finder, at: string, rules: Rule[] = []): Chore[] => {
  const plan = { id: 'plan' as never, version: 1, begun: on(0) as Instant, rules, inUse: rules, foreign: [] }
  return finder.find({ context: station.running.context, plan, now: new Date(at), fault })
}
const carryOut = (chores: readonly Chore[]): void => {
  station.store.commit({ who: undefined, at: station.running.context.at() }, (tx) => {
    for (const chore of chores) chore.do(tx)
  })
}
const read = (id: string): Task => station.store.read('Task', station.id('Task', id)) as Task
const escalated = (id: string) =>
  (read(id).extension ?? [])
    .filter((extension) => extension.url === url('escalated'))
    .map(({ extension }) => {
      const [level, , party] = extension ?? []
      return `${level?.valueInteger} ${party?.valueReference?.reference ?? party?.valueCode}`
    })

/** Claimed by Dr Novak from the Blue team, until a time. */
const claimed = (
  from: string,
  until: string,
  ...more: Task['extension'] & object
): Partial<Task> & { owner: Task['owner'] } => ({
  status: 'in-progress',
  owner: to.practitioner('novak'),
  executionPeriod: { start: from },
  extension: [
    { url: url('claimed-from'), valueReference: to.team('blue-team') },
    { url: url('lease'), valuePeriod: { start: from, end: until } },
    ...more,
  ],
})
const critical = { url: url('result-flag'), valueCode: 'HH' }

it('a critical value somebody is at is escalated once it is overdue; one claimed and left as one nobody has', () => {
  const due = { restriction: { period: { end: on(10) } } }
  begin(
    task('left', 'result-review', 'Potassium 6.9', {
      ...claimed(on(9, 2), on(9, 32), critical),
      ...due,
      authoredOn: on(9),
    }),
    task('kept', 'result-review', 'Potassium 6.8', {
      ...claimed(on(9, 2), on(10, 30), critical),
      ...due,
      authoredOn: on(9),
    }),
  )
  expect(found(escalationFinder, on(9, 31))).toEqual([])
  carryOut(found(escalationFinder, on(9, 33)))
  // The Blue team has it again: it is others who are to see it.
  expect(escalated('left')).toEqual(['1 physician', '2 nurse-practitioner'])
  expect(escalated('kept')).toEqual([])
  expect(read('left').status).toBe('in-progress')
  carryOut(found(escalationFinder, on(10, 16)))
  expect(escalated('kept')).toEqual(['1 CareTeam/blue-team'])
})

const route = (party: string, at: string) => ({
  url: url('routed'),
  extension: [
    { url: 'set', valueString: '1' },
    { url: 'rule', valueString: 'arrival' },
    { url: 'at', valueDateTime: at },
    { url: 'to', valueReference: { reference: party } },
  ],
})
const routed = (id: string, party: string, more: Partial<Task> = {}): Task => {
  const extension = [{ url: url('made-by'), valueCode: 'routing' }, route(party, on(8, 30)), ...(more.extension ?? [])]
  const due = { restriction: { period: { end: on(9) } } }
  return { ...task(id, 'result-review', 'Sodium 139', { owner: { reference: party } }), ...due, ...more, extension }
}
const rule = (id: string, occasion: Rule['on'], party: string): Rule => ({
  id,
  title: id,
  on: occasion,
  when: { all: [{ fact: 'kind', op: 'is', value: ['result-review'] }] },
  // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
  then: { to: party as Rule['then']['to'], due: { minutes: 60 } },
})

it('what was claimed and left until it was overdue goes where the rule for overdue work says, as unclaimed', () => {
  begin(
    routed('left', 'CareTeam/blue-team', claimed(on(8, 40), on(9, 10))),
    routed('kept', 'CareTeam/blue-team', claimed(on(8, 40), on(9, 40))),
    routed('away', 'CareTeam/blue-team', {
      extension: [
        {
          url: url('snoozed'),
          extension: [
            { url: 'until', valueDateTime: on(11) },
            { url: 'at', valueDateTime: on(8, 50) },
          ],
        },
      ],
    }),
  )
  const rules = [rule('Late', 'overdue', `person:${station.id('Practitioner', 'hale')}`)]
  carryOut(found(againFinder, on(9, 20), rules))
  expect(read('left')).toMatchObject({
    status: 'requested',
    owner: { reference: 'Practitioner/hale' },
    // An hour from when its claim ended, not from when it was due.
    restriction: { period: { end: on(10, 10) } },
  })
  expect(read('left').executionPeriod).toBeUndefined()
  expect((read('left').extension ?? []).map((each) => each.url)).not.toContain(url('lease'))
  expect((read('left').extension ?? []).map((each) => each.url)).not.toContain(url('claimed-from'))
  expect(read('kept').owner?.reference).toBe('Practitioner/novak')
  expect(read('away').owner?.reference).toBe('CareTeam/blue-team')
  expect(found(againFinder, on(11, 1), rules)).toHaveLength(2)
})

/** An absence of a colleague from a time on; `cover` stands in. */
const gone = (who: string, from: string, cover?: string): PractitionerRole => ({
  resourceType: 'PractitionerRole',
  id: `away-${who}`,
  meta: { versionId: '1', lastUpdated: on(8) },
  active: true,
  practitioner: to.practitioner(who),
  notAvailable: [
    {
      description: 'Away',
      during: { start: from },
      ...(cover && { extension: [{ url: url('covered-by'), valueReference: to.practitioner(cover) }] }),
    } as never,
  ],
})

it('nobody stands in where whoever should is away as well: the rule for that takes it on', () => {
  begin(routed('hers', 'Practitioner/novak', { restriction: { period: { end: on(18) } } }))
  const rules = [rule('Nobody there', 'no-cover', `team:${station.id('CareTeam', 'blue-team')}`)]
  station.receive(gone('novak', on(8), 'cole'))
  expect(found(againFinder, on(9, 20), rules)).toEqual([])
  station.receive(gone('cole', on(9)))
  carryOut(found(againFinder, on(9, 20), rules))
  expect(read('hers')).toMatchObject({
    owner: { reference: 'CareTeam/blue-team' },
    // From when the second of them went.
    restriction: { period: { end: on(10) } },
  })
})

it('what is overdue and without cover at once is moved once', () => {
  begin(routed('hers', 'Practitioner/novak'))
  station.receive(gone('novak', on(8)))
  const blue = `team:${station.id('CareTeam', 'blue-team')}`
  const both = [rule('Late', 'overdue', blue), rule('Nobody there', 'no-cover', blue)]
  const chores = found(againFinder, on(9, 20), both)
  expect(chores).toHaveLength(1)
  carryOut(chores)
  expect((read('hers').extension ?? []).filter((each) => each.url === url('routed'))).toHaveLength(2)
})

it('one that stayed where it is is asked about again once it has changed', () => {
  begin(routed('one', 'CareTeam/blue-team'))
  const urgent = { fact: 'priority', op: 'is', value: ['urgent'] } as const
  const rules = [
    { ...rule('Late', 'overdue', `person:${station.id('Practitioner', 'hale')}`), when: { all: [urgent] } },
  ]
  const plan = { id: 'plan' as never, version: 1, begun: on(0) as Instant, rules, inUse: rules, foreign: [] }
  const look = () =>
    againFinder.find({ context: station.running.context, plan, now: new Date(on(9, 20)), fault }).length
  expect([look(), look()]).toEqual([0, 0])
  station.receive({
    ...routed('one', 'CareTeam/blue-team', { priority: 'urgent' }),
    meta: { versionId: '2', lastUpdated: on(9, 10) },
  })
  expect(look()).toBe(1)
})

it('what somebody has who left the clinic is given out again, begun or not', () => {
  const hers = { owner: to.practitioner('cole'), requester: to.practitioner('hale') }
  begin(
    task('waits', 'call', 'Ring back', hers),
    task('begun', 'call', 'Ring again', { ...hers, status: 'in-progress', executionPeriod: { start: on(9) } }),
    task('done', 'call', 'Rung', { ...hers, status: 'completed', executionPeriod: { end: on(9) } }),
  )
  expect(found(unownedFinder, on(9, 20))).toEqual([])
  const cole = station.store.read('Practitioner', station.id('Practitioner', 'cole'))
  station.receive({ ...cole, id: 'cole', active: false, meta: { versionId: '2', lastUpdated: on(9, 10) } } as never)
  carryOut(found(unownedFinder, on(9, 20)))
  // To whoever asked for it: no rule takes it.
  for (const id of ['waits', 'begun'])
    expect(read(id)).toMatchObject({ status: 'requested', owner: { reference: 'Practitioner/hale' } })
  expect(read('done').owner?.reference).toBe('Practitioner/cole')
  expect(found(unownedFinder, on(9, 20))).toEqual([])
})
