import { describe, expect, it } from 'vitest'
import { circleOf, troublesOf } from '../../../../shared/domain/rule/check.js'
import { again, decide, dueAt } from '../../../../shared/domain/rule/decide.js'
import { type Facts, holds } from '../../../../shared/domain/rule/facts.js'
import { type Condition, conditionWords, type Rule, type Then } from '../../../../shared/domain/rule/language.js'

const potassium: Facts = {
  kind: 'result-review',
  at: '2026-11-20T10:00:00.000Z',
  code: '2823-3',
  flag: 'HH',
  status: 'final',
  priority: 'stat',
  orderer: 'person:cole',
  primaryClinician: 'person:novak',
  careTeam: 'team:blue',
  patientAge: 61,
  patientHasPortal: true,
  text: 'Potassium 6.7 mmol/L HH',
  source: 'Harbour Laboratory',
  hour: 11,
  weekday: 'Friday',
  absentOwner: false,
}
const normal: Facts = { ...potassium, flag: 'N', priority: 'routine', text: 'Basic metabolic panel' }
const flagIs = (...value: string[]): Condition => ({ fact: 'flag', op: 'is', value })
const withParty = (owner: string): Condition => ({ fact: 'owner', op: 'is', value: [owner] })
const rule = (id: string, when: Condition, then: Then, on: Rule['on'] = 'arrival'): Rule => ({
  id,
  title: id.toUpperCase(),
  on,
  when,
  then,
})

describe('a rule', () => {
  it('asks what is known, words without case and accents', () => {
    expect(holds({ fact: 'textHas', op: 'has', value: ['POTÀSSIUM'] }, potassium)).toBe(true)
    expect(holds({ fact: 'textHas', op: 'has-not', value: ['sodium', 'potassium'] }, potassium)).toBe(false)
    expect(holds({ fact: 'patientAge', op: 'at-least', value: [62] }, potassium)).toBe(false)
    expect(holds({ fact: 'patientAge', op: 'below', value: [62] }, potassium)).toBe(true)
    const { patientAge: _age, orderer: _orderer, ...little } = potassium
    expect(holds({ fact: 'patientAge', op: 'below', value: [200] }, little)).toBe(false)
    expect(holds({ fact: 'orderer', op: 'is-not', value: ['person:cole'] }, little)).toBe(true)
    expect(holds({ all: [flagIs('HH', 'LL'), { not: flagIs('N') }] }, potassium)).toBe(true)
    expect(holds({ any: [] }, potassium)).toBe(false)
  })

  it('is said in words', () => {
    const names = (party: string): string => (party === 'team:blue' ? 'Blue team' : party)
    expect(conditionWords({ all: [flagIs('HH', 'LL'), { any: [withParty('team:blue'), flagIs('A')] }] }, names)).toBe(
      'Worst flag is HH or LL, and (With is Blue team, or Worst flag is A)',
    )
  })
})

describe('routing', () => {
  it('goes by the first rule that fits, in their order', () => {
    const rules = [
      { ...rule('off', flagIs('HH'), { to: 'team:red' }), off: true },
      rule('normal', flagIs('N'), { to: 'role:medical-assistant', due: { days: 2 } }),
      rule('critical', flagIs('HH', 'LL'), { to: 'team:blue', watchers: ['osei'] }),
      rule('late', flagIs('HH', 'LL'), { to: 'team:red' }),
    ]
    expect(decide(potassium, rules)).toEqual({
      rule: 'critical',
      title: 'CRITICAL',
      to: 'team:blue',
      priority: 'stat',
      due: '2026-11-20T11:00:00.000Z',
      watchers: ['osei'],
    })
    expect(decide(normal, rules)).toMatchObject({ rule: 'normal', to: 'role:medical-assistant', priority: 'routine' })
  })

  it('falls to who ordered, else the primary clinician, else the care team, else the physicians', () => {
    expect(decide(potassium, []).to).toBe('person:cole')
    const { orderer: _orderer, ...unordered } = potassium
    expect(decide(unordered, []).to).toBe('person:novak')
    const { primaryClinician: _primary, ...orphan } = unordered
    expect(decide(orphan, []).to).toBe('team:blue')
    const { careTeam: _team, ...lone } = orphan
    expect(decide(lone, [])).toMatchObject({ rule: 'fallback', to: 'role:physician' })
    expect(decide(unordered, [rule('who asked', flagIs('HH'), { to: 'orderer' })])).toMatchObject({ rule: 'fallback' })
  })

  it('never makes a critical value less pressing or later', () => {
    const rules = [rule('slow', flagIs('HH'), { to: 'team:blue', priority: 'routine', due: { days: 5 } })]
    expect(decide(potassium, rules)).toMatchObject({ priority: 'stat', due: '2026-11-20T11:00:00.000Z' })
    const soon = [rule('soon', flagIs('HH'), { to: 'team:blue', due: { minutes: 15 } })]
    expect(decide(potassium, soon).due).toBe('2026-11-20T10:15:00.000Z')
  })

  it('counts clinic days without the weekend', () => {
    const friday = new Date(2026, 10, 20, 10).toISOString()
    expect(dueAt(friday, { days: 1 })).toBe(new Date(2026, 10, 23, 10).toISOString())
    expect(dueAt(friday, { days: 5 })).toBe(new Date(2026, 10, 27, 10).toISOString())
  })

  it('is looked at again only for what it is for, and leaves what stays where it is', () => {
    const rules = [rule('escalate', withParty('team:blue'), { to: 'team:red' }, 'overdue')]
    expect(again({ ...potassium, owner: 'team:blue' }, rules, 'overdue')).toMatchObject({ to: 'team:red' })
    expect(again({ ...potassium, owner: 'team:blue' }, rules, 'no-cover')).toBeUndefined()
    expect(again({ ...potassium, owner: 'team:red' }, rules, 'overdue')).toBeUndefined()
    expect(decide({ ...potassium, owner: 'team:blue' }, rules).rule).toBe('fallback')
  })
})

describe('a set of rules', () => {
  const here = (party: string): boolean => !party.endsWith('nobody')

  it('that could hand a task round for ever is refused, and the circle named', () => {
    const a = rule('a', withParty('team:blue'), { to: 'team:red' }, 'overdue')
    const b = rule('b', withParty('team:red'), { to: 'team:green' }, 'no-cover')
    const c = rule('c', withParty('team:green'), { to: 'team:blue' }, 'overdue')
    expect(circleOf([a, b])).toBeUndefined()
    expect(circleOf([a, b, c])).toEqual(['A', 'B', 'C', 'A'])
    expect(circleOf([a, b, { ...c, off: true }])).toBeUndefined()
    expect(circleOf([a, b, { ...c, on: 'arrival' }])).toBeUndefined()
    expect(troublesOf([a, b, c], here)).toEqual([{ words: 'These rules go round in a circle: A → B → C → A.' }])
  })

  it('is no circle where the next rule asks for another kind, or never gets its turn', () => {
    const kind = (value: string): Condition => ({ fact: 'kind', op: 'is', value: [value] })
    const a = rule('a', { all: [kind('result-review'), withParty('team:blue')] }, { to: 'team:red' }, 'overdue')
    const b = rule('b', { all: [kind('patient-message'), withParty('team:red')] }, { to: 'team:blue' }, 'overdue')
    expect(circleOf([a, b])).toBeUndefined()
    const always = rule('always', { fact: 'hour', op: 'at-least', value: [0] }, { to: 'team:red' }, 'overdue')
    expect(circleOf([always])).toBeUndefined()
    expect(circleOf([always, rule('back', withParty('team:red'), { to: 'orderer' }, 'overdue')])).toEqual([
      'ALWAYS',
      'BACK',
      'ALWAYS',
    ])
  })

  it('with gaps is refused, each rule by name', () => {
    const troubles = troublesOf(
      [
        { ...rule('', { all: [] }, { to: 'team:nobody' }), id: 'x' },
        rule('age', { fact: 'patientAge', op: 'has', value: [3] }, { to: 'orderer' }),
        rule('years', { fact: 'patientAge', op: 'below', value: [-3] }, { to: 'orderer' }),
        rule('years', { fact: 'textHas', op: 'has', value: [' '] }, { to: 'orderer' }),
        rule('fine', { fact: 'textHas', op: 'has', value: ['x'] }, { to: 'orderer' }),
      ],
      here,
    )
    expect(troubles.map(({ rule: of, words }) => `${of}: ${words}`)).toEqual([
      'x: Give this rule a name.',
      'x: Say when it applies, or it takes everything.',
      'x: Choose who gets it: the one it names is not in this clinic.',
      'age: One of its conditions is not complete.',
      'years: One of its conditions is not complete.',
      'years: Two rules are the same one.',
      'years: One of its conditions is not complete.',
    ])
  })
})
