import type { DocumentReference, Encounter, PlanDefinition, Task } from '@medplum/fhirtypes'
import { expect, it } from 'vitest'
import type { ConflictView } from '../../../shared/contract/views/conflict.js'
import type { DryRun } from '../../../shared/contract/views/work/rules.js'
import type { Condition, Rule } from '../../../shared/domain/rule/language.js'
import { type Clinic, clinic, until, type Workstation } from '../../support/clinic.js'
import { call, done, one, post, result, tasksAbout, view } from './arrivals.js'

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

const rule = (id: string, when: Condition, then: Rule['then'], on: Rule['on'] = 'arrival'): Rule => ({
  id,
  title: id,
  on,
  when,
  then,
})
const flagIs = (...value: string[]): Condition => ({ fact: 'flag', op: 'is', value })
const ownedBy = (value: string): Condition => ({ fact: 'owner', op: 'is', value: [value] })

/** The clinic's rules as another system keeps them, begun some hours ago. */
const begunEarlier = (to: Clinic, ...rules: [title: string, on: string, when: unknown, then: object][]) =>
  post<PlanDefinition>(to, {
    resourceType: 'PlanDefinition',
    url: 'https://rounds.example/fhir/plan/routing',
    status: 'active',
    version: '1',
    effectivePeriod: { start: ago(300) },
    action: rules.map(([title, on, when, then]) => ({
      id: title,
      title,
      extension: [{ url: 'https://rounds.example/fhir/then', valueString: JSON.stringify({ ...then, on }) }],
      condition: [
        {
          kind: 'applicability',
          expression: {
            language: 'application/vnd.rounds.rule+json' as 'text/fhirpath',
            expression: JSON.stringify(when),
          },
        },
      ],
    })),
  })

const taskAbout = (to: Clinic, report: string, is: (task: Task) => boolean = () => true): Promise<Task> =>
  until(async () => (await tasksAbout(to, 'DiagnosticReport', report)).find(is))
const parts = (task: Task, url: string, part: string): unknown[] =>
  (task.extension ?? [])
    .filter((extension) => extension.url.endsWith(`/${url}`))
    .map(({ extension }) => {
      const found = extension?.find((each) => each.url === part)
      return found?.valueString ?? found?.valueInteger ?? found?.valueCode ?? found?.valueReference?.reference
    })

it('rules that hand a task round are cut where nobody checked them: it falls to the fallback, which says so', async () => {
  const itself = await clinic()
  await begunEarlier(
    itself,
    ['To blue', 'arrival', flagIs('H'), { to: 'CareTeam/blue', due: { minutes: 1 } }],
    ['Blue is late', 'overdue', ownedBy('CareTeam/blue'), { to: 'Practitioner/novak', due: { minutes: 1 } }],
    ['Novak is late', 'overdue', ownedBy('Practitioner/novak'), { to: 'CareTeam/blue', due: { minutes: 1 } }],
  )
  const a = await one(itself, false)
  const { report } = await result(itself, 'p5', 5.4, 'H', { issued: ago(120) })
  const task = await taskAbout(itself, report, ({ note }) => note !== undefined)
  expect(parts(task, 'routed', 'rule')).toEqual(['To blue', 'Blue is late', 'Novak is late', 'fallback'])
  expect(task.owner?.reference).toBe('Practitioner/hale')
  expect(task.note?.map(({ text }) => text)).toEqual([
    'Rules went in a circle: Blue is late → Novak is late → Blue is late.',
  ])
  await until(() => a.context.sync.view().line === 'All in the EHR')
  expect((await tasksAbout(itself, 'DiagnosticReport', report))[0]?.meta?.versionId).toBe(task.meta?.versionId)
  // A trial of the same rules finds the same way.
  const tried = await done<DryRun>(a, 'rules.try', { rules: view(a).rules.slice(0, 2) })
  expect(tried.rules.map(({ title, took }) => `${title} ${took}`)).toEqual([
    'To blue 1',
    'Blue is late 1',
    'Everything else 0',
  ])
  const refused = await call(a, 'rules.try', { rules: view(a).rules })
  expect(refused).toMatchObject({
    ok: false,
    refusal: {
      code: 'invalid',
      message: 'These rules go round in a circle: Blue is late → Novak is late → Blue is late.',
    },
  })
})

it('a critical value nobody takes is shown to others step by step', async () => {
  const itself = await clinic()
  await begunEarlier(itself)
  await one(itself, false)
  const { report } = await result(itself, 'p5', 6.9, 'HH', { issued: ago(40) })
  const task = await taskAbout(itself, report, (each) => parts(each, 'escalated', 'level').length > 1)
  expect(parts(task, 'escalated', 'level')).toEqual([1, 2])
  expect(parts(task, 'escalated', 'to')[0]).toBe('CareTeam/blue')
  expect(parts(task, 'escalated', 'role')[1]).toBe('physician')
  expect(task.owner?.reference).toBe('Practitioner/hale')
})

it('a note left unsigned after its visit reminds its writer', async () => {
  const itself = await clinic()
  await begunEarlier(itself)
  await one(itself, false)
  const subject = { reference: 'Patient/p1' }
  const visit = await post<Encounter>(itself, {
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
    subject,
    period: { start: ago(60), end: ago(30) },
  })
  const note = await post<DocumentReference>(itself, {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    subject,
    description: 'Visit note',
    author: [{ reference: 'Practitioner/hale' }],
    context: { encounter: [{ reference: `Encounter/${visit.id}` }] },
    content: [{ attachment: { contentType: 'text/plain', data: 'SGVsbG8=' } }],
  })
  const task = await until(async () => (await tasksAbout(itself, 'DocumentReference', note.id))[0])
  expect(task).toMatchObject({ description: 'Sign: visit note', owner: { reference: 'Practitioner/hale' } })
})

it('a dry run changes nothing and says what routing then does', async () => {
  const itself = await clinic()
  const a = await one(itself)
  const blue = `team:${a.id('CareTeam', 'blue')}` as const
  const ruiz = `person:${a.id('Practitioner', 'ruiz')}` as const
  const post6 = (patient: string) =>
    Promise.all(
      (
        [
          [6.9, 'HH'],
          [5.6, 'H'],
          [4.1, 'N'],
        ] as const
      ).map(([value, flag], i) => result(itself, patient, value, flag, { orderer: i === 2 ? null : 'hale' })),
    )
  const first = await post6('p5')
  for (const { report } of first) await taskAbout(itself, report)
  await until(() => a.context.sync.view().line === 'All in the EHR')
  const rules = [
    rule('Critical', { all: [flagIs('HH', 'LL')] }, { to: blue, watchers: [a.id('Practitioner', 'ruiz')] }),
    rule('Normal', { any: [flagIs('N')] }, { to: ruiz, due: { days: 2 } }),
  ]
  const rows = (): unknown => a.context.store.db.prepare('SELECT id, json FROM resource ORDER BY id').all()
  const [before, version] = [rows(), view(a).version]
  const same = await done<DryRun>(a, 'rules.try', { rules: [] })
  expect(same.changes).toBe(0)
  const tried = await done<DryRun>(a, 'rules.try', { rules })
  expect([rows(), view(a).version]).toEqual([before, version])
  expect(tried.rules.map(({ title, took }) => `${title} ${took}`)).toEqual([
    'Critical 1',
    'Normal 1',
    'Everything else 1',
  ])
  const after = new Map(tried.changed.map(({ text, after: to, because }) => [text, `${to} by ${because.after}`]))
  // Stopped, it says so, and nothing of it is left standing.
  const [stopped] = await Promise.all([call(a, 'rules.try', { rules }), done(a, 'rules.stop-trying', {})])
  expect(stopped).toMatchObject({ ok: false, refusal: { code: 'stale' } })
  expect(a.running.core.ask('rules.trying', {})).toEqual({ ok: true, value: null })
  await done(a, 'rules.save', { version, rules })
  const again = await post6('p6')
  const now = await Promise.all(again.map(({ report }) => taskAbout(itself, report)))
  for (const task of now) {
    const titles = new Map([...rules.map(({ id, title }) => [id, title] as const), ['fallback', 'Everything else']])
    const by = titles.get(String(parts(task, 'routed', 'rule')[0]))
    expect(`${task.owner?.display} by ${by}`).toBe(
      after.get(task.description ?? '') ?? `Marcus Hale by Everything else`,
    )
  }
  expect((await call(a, 'rules.save', { version, rules: [] })) as object).toMatchObject({ refusal: { code: 'stale' } })
  expect(view(a).rules).toEqual(rules)
})

it('only who leads may begin and save', async () => {
  const itself = await clinic()
  const a: Workstation = await (await (await itself.workstation('A')).as('ruiz')).ready()
  expect(await call(a, 'rules.begin', {})).toMatchObject({ refusal: { code: 'not-permitted' } })
  expect(view(a)).toMatchObject({ version: 0, rules: [], supported: true, mayChange: false })
})

it('two who save rules at the same time: both sets are kept, and a person decides between them whole', async () => {
  const itself = await clinic()
  const a = await one(itself)
  const b: Workstation = await (await (await itself.workstation('B')).as('hale')).ready()
  await until(() => view(b).version === 1)
  const blue = `team:${a.id('CareTeam', 'blue')}` as const
  await a.offline()
  await done(a, 'rules.save', { version: 1, rules: [rule('Critical', { all: [flagIs('HH')] }, { to: blue })] })
  await done(b, 'rules.save', { version: 1, rules: [rule('Normal', { all: [flagIs('N')] }, { to: 'orderer' })] })
  await until(() => b.context.sync.view().line === 'All in the EHR')
  await a.online()
  const item = await until(() => a.context.outbox.counts().needsYou > 0 && undecided(a))
  const asked = a.running.core.ask('conflict.view', { item })
  const { parts } = (asked.ok ? asked.value : { parts: [] }) as ConflictView
  const words = (stretches: ConflictView['parts'][number]['mine']) => (stretches ?? []).map(({ text }) => text).join('')
  expect(parts.map(({ label, mine, theirs }) => [label, words(mine), words(theirs)])).toEqual([
    ['Rules', '1. Critical: Worst flag is HH → Blue team', '1. Normal: Worst flag is N → who ordered or asked for it'],
  ])
  expect((await call(a, 'rules.save', { version: 2, rules: [] })) as object).toMatchObject({
    refusal: { code: 'conflict' },
  })
})

const undecided = (station: Workstation): string | undefined => {
  const answer = station.running.core.ask('outbox.list', {})
  return answer.ok
    ? (answer.value as { id: string; state: string }[]).find(({ state }) => state === 'needs-you')?.id
    : ''
}
