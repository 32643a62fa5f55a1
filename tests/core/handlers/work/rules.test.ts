import type { CareTeam, PlanDefinition, PlanDefinitionAction, Practitioner, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { routingPlan } from '../../../../main/core/work/plan.js'
import { decide } from '../../../../shared/domain/rule/decide.js'
import type { Facts } from '../../../../shared/domain/rule/facts.js'
import type { Rule } from '../../../../shared/domain/rule/language.js'
import { on, practice, task, to } from '../support/day.js'
import { Workstation } from '../support/workstation.js'

const json = 'application/vnd.rounds.rule+json' as 'text/fhirpath'
const kind = { fact: 'kind', op: 'is', value: ['result-review'] }
const action = (id: string, then: unknown, when: unknown = kind): PlanDefinitionAction => ({
  id,
  title: `Rule ${id}`,
  description: `Written by hand: ${id}`,
  extension: [{ url: 'https://rounds.example/fhir/then', valueString: JSON.stringify(then) }],
  condition: [{ kind: 'applicability', expression: { language: json, expression: JSON.stringify(when) } }],
})
const plan = (
  version: string,
  actions: PlanDefinitionAction[],
  more: Partial<PlanDefinition> = {},
): PlanDefinition => ({
  resourceType: 'PlanDefinition',
  id: 'routing',
  meta: { versionId: version, lastUpdated: on(9, Number(version)) },
  url: 'https://rounds.example/fhir/plan/routing',
  status: 'active',
  version: '1',
  effectivePeriod: { start: on(6) },
  action: actions,
  ...more,
})

let station: Workstation
beforeEach(() => {
  station = new Workstation(practice())
})
afterEach(() => station.stop())

const view = () => station.ask('rules.view', {})
const written = (): PlanDefinitionAction[] =>
  (station.store.read('PlanDefinition', station.id('PlanDefinition', 'routing')) as PlanDefinition).action ?? []
const goesTo = (facts: Partial<Facts> = {}): string =>
  decide(
    {
      kind: 'result-review',
      at: on(10),
      priority: 'routine',
      patientHasPortal: false,
      text: '',
      hour: 10,
      weekday: 'Monday',
      absentOwner: false,
      orderer: `person:${station.id('Practitioner', 'novak')}`,
      ...facts,
    },
    routingPlan(station.store)?.inUse ?? [],
  ).rule

it('what a newer version wrote is kept as it stands when others are saved, and is named', async () => {
  const foreign = [
    action('early', { on: 'arrival', to: 'who-is-on-call' }),
    action('later', { on: 'arrival', to: 'orderer', calls: true }),
    action('asks', { on: 'arrival', to: 'orderer' }, { fact: 'moonPhase', op: 'is', value: ['full'] }),
  ] as const
  const [early, later, asks] = foreign
  const [a, b] = [action('a', { on: 'arrival', to: 'orderer' }), action('b', { on: 'arrival', to: 'last-writer' })]
  station.receive(plan('1', [early, a, later, b, asks]))
  expect(view().rules.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(view().foreign).toEqual(['Rule early', 'Rule later', 'Rule asks'])
  // Somebody changes one rule, and puts a new one in front.
  const [first, second] = view().rules
  const added = { ...first, id: 'new', title: 'New' } as typeof first & object
  await station.do('rules.save', {
    version: 1,
    rules: [added, { ...second, title: 'Other' } as typeof added, first as typeof added],
  })
  expect(written().map(({ id, title }) => `${id} ${title}`)).toEqual([
    'early Rule early',
    'new New',
    'b Other',
    'asks Rule asks',
    'a Rule a',
    'later Rule later',
  ])
  const byId = new Map(written().map((each) => [each.id, each]))
  for (const each of [...foreign, a]) expect(byId.get(each.id)).toEqual(each)
  // What other systems say of a rule stays where only its name was changed.
  expect(byId.get('b')?.description).toBe('Written by hand: b')
  // One that is taken out leaves those of the newer version.
  await station.do('rules.save', { version: 2, rules: [] })
  expect(written()).toEqual([early, asks, later])
})

it('what a rule takes on for somebody who left goes where the fallback says, and the screen is told', () => {
  station.receive(
    plan('1', [
      action('cole', { on: 'arrival', to: 'Practitioner/cole', watchers: ['Practitioner/cole', 'Practitioner/hale'] }),
      action('blue', { on: 'arrival', to: 'CareTeam/blue-team', watchers: ['Practitioner/cole', 'Practitioner/hale'] }),
    ]),
  )
  expect([view().gone, goesTo()]).toEqual([[], 'cole'])
  const later = { versionId: '2', lastUpdated: on(9, 30) }
  station.receive({ ...held<Practitioner>('Practitioner', 'cole'), active: false, meta: later })
  expect([view().gone, goesTo()]).toEqual([['cole'], 'fallback'])
  expect(view().left.map(({ words }) => words)).toEqual([expect.stringContaining('Cole (no longer here)')])
  expect(routingPlan(station.store)?.inUse[0]?.then.watchers).toEqual([station.id('Practitioner', 'hale')])
  station.receive({ ...held<CareTeam>('CareTeam', 'blue-team'), status: 'inactive', meta: later })
  expect([view().gone, goesTo()]).toEqual([['cole', 'blue'], 'fallback'])
  expect(view().left.map(({ words }) => words)).toContain('Blue team (no longer here)')
  // What was written stays: they may come back.
  expect(view().rules.map(({ id }) => id)).toEqual(['cole', 'blue'])
})

const held = <T extends Practitioner | CareTeam>(type: T['resourceType'], id: string): T =>
  ({ ...station.store.read(type, station.id(type, id)), id }) as T

it('a rule that names somebody who left keeps nobody from changing, trying and saving the others', async () => {
  const names = { fact: 'owner', op: 'is', value: ['Practitioner/cole'] }
  const [cole, unknown, own] = [
    action('cole', { on: 'arrival', to: 'Practitioner/cole', watchers: ['Practitioner/cole'] }),
    action('unknown', { on: 'overdue', to: 'CareTeam/never-held' }, { all: [kind, names] }),
    action('own', { on: 'arrival', to: 'orderer' }),
  ] as const
  station.receive(plan('1', [cole, unknown, own]))
  const gone = { versionId: '2', lastUpdated: on(9, 30) }
  station.receive({ ...held<Practitioner>('Practitioner', 'cole'), active: false, meta: gone })
  station.receive(...results(1))
  const rules = view().rules.map((rule) => (rule.id === 'cole' ? rule : { ...rule, title: `${rule.title}, too` }))
  const tried = await station.do('rules.try', { rules })
  expect(tried.rules.map(({ id, took }) => [id, took])).toEqual([
    ['cole', 0],
    ['unknown', 0],
    ['own', 0],
    ['fallback', 1],
  ])
  await station.do('rules.save', { version: 1, rules })
  expect(written()[0]).toEqual(cole)
  // Whom it names stays as it is stored, held here or not.
  expect(written().map(({ title, extension, condition }) => ({ title, extension, condition }))).toEqual(
    [cole, { ...unknown, title: 'Rule unknown, too' }, { ...own, title: 'Rule own, too' }].map(
      ({ title, extension, condition }) => ({
        title,
        extension: extension?.map(({ url, valueString }) => ({
          url,
          valueString: expect.stringMatching(RegExp((JSON.parse(valueString ?? '') as { to: string }).to)),
        })),
        condition,
      }),
    ),
  )
  expect(view().gone).toEqual(['cole', 'unknown'])
  // Somebody nobody named before is not taken.
  // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
  const nobody = { ...rules[0], id: 'new', then: { to: 'team:11111111-1111-4111-8111-111111111111' } } as Rule
  expect((await station.refused('rules.save', { version: 2, rules: [nobody] })).message).toContain('not in this clinic')
})

it('an earlier set that cannot be read is left out, and the others are there', () => {
  const set = (label: string, data: string) => ({
    type: 'predecessor' as const,
    label,
    document: { contentType: 'application/json', data: Buffer.from(data).toString('base64') },
  })
  const [good, cut] = [JSON.stringify([action('a', { on: 'arrival', to: 'orderer' })]), '[{"id":"a","ti']
  station.receive(plan('1', [], { relatedArtifact: [set('3', cut), set('2', good), set('1', '{}')] }))
  expect(view().earlier.map(({ version, rules }) => `${version}: ${rules.length}`)).toEqual(['2: 1'])
})

const results = (count: number): Task[] =>
  Array.from({ length: count }, (_, n) =>
    task(`r${n}`, 'result-review', `Sodium ${n}`, { owner: to.practitioner('novak'), authoredOn: on(9) }),
  )

it('a trial can be stopped, and one that fails is over', async () => {
  station.receive(plan('1', []))
  // Nothing to try them on is an answer.
  const away = { id: 'away', title: 'Away', on: 'no-cover', when: { all: [kind] } } as const
  // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
  const nothing = await station.do('rules.try', { rules: [{ ...away, then: { to: 'role:physician' } }] as Rule[] })
  expect(nothing.tried).toBe(0)
  // Who was away when is not known: that is not a nought.
  expect(nothing.rules.map(({ id, took }) => [id, took])).toEqual([
    ['away', undefined],
    ['fallback', 0],
  ])
  station.receive(...results(250))
  const trial = station.refused('rules.try', { rules: [] })
  expect(station.ask('rules.trying', {})).toEqual({ done: 0, total: 250 })
  await station.do('rules.stop-trying', {})
  expect((await trial).message).toMatch(/^The trial was stopped/)
  expect(station.ask('rules.trying', {})).toBeNull()

  const broken = station.store.db.prepare(`UPDATE resource SET json = '{' WHERE id = ?`)
  broken.run(station.id('Task', 'r249'))
  await station.refused('rules.try', { rules: [] })
  expect(station.ask('rules.trying', {})).toBeNull()
})
