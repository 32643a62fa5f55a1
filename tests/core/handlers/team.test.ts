import type { PractitionerRole, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { inbox } from '../../support/inbox.js'
import { amara, luis, on, patient, practice, report, result, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
beforeEach(() => {
  station = new Workstation([
    ...practice(),
    patient(amara),
    patient(luis),
    result('k1', luis, on(9), { code: '2823-3', name: 'Potassium', value: 6.1, unit: 'mmol/L', flag: 'HH' }),
    report('bmp', luis, on(9, 27), 'Basic metabolic panel', ['k1']),
    task('potassium', 'result-review', 'Potassium 6.1 mmol/L HH', {
      owner: to.team('blue-team'),
      for: to.patient(luis),
      focus: to.thing('DiagnosticReport', 'bmp'),
      restriction: { period: { end: on(11) } },
    }),
    task('call', 'follow-up', 'Ring the pharmacy', { owner: to.team('blue-team'), for: to.patient(amara) }),
    task('coles', 'follow-up', 'Physiotherapy letter', { owner: to.practitioner('cole') }),
  ])
})
afterEach(() => station.stop())

const id = (name: string): LocalId => station.id('Task', name)
const person = (name: string): LocalId => station.id('Practitioner', name)
const held = (name: string): Task => station.store.read('Task', id(name)) as Task
const at = (hour: number, minute = 0) => on(hour, minute)
const extension = (name: string, what: string) =>
  (held(name).extension ?? []).filter(({ url }) => url === `https://rounds.example/fhir/${what}`)
const news = (only?: string) => station.ask('task.news', only ? { task: id(only) } : {})

describe('a claim', () => {
  it('lasts half an hour and is then anybody’s, without asking', async () => {
    await station.do('task.claim', { task: id('call') })
    expect(extension('call', 'lease')[0]?.valuePeriod).toEqual({ start: at(10), end: at(10, 30) })
    await station.signIn('hale')
    station.later(29)
    expect((await station.refused('task.claim', { task: id('call') })).message).toContain('since 10:00')
    station.later(2)
    await station.do('task.claim', { task: id('call') })
    expect(held('call')).toMatchObject({ owner: { reference: 'Practitioner/hale' } })
    expect(extension('call', 'claimed-from')[0]?.valueReference?.reference).toBe('CareTeam/blue-team')
    await station.do('task.release', { task: id('call') })
    expect(held('call')).toMatchObject({ status: 'requested', owner: { reference: 'CareTeam/blue-team' } })
    expect(held('call').extension).toBeUndefined()
  })

  it('runs on while somebody is at work, and only once it is ending', async () => {
    await station.do('task.claim', { task: id('call') })
    await station.do('task.renew', { task: id('call') })
    expect(extension('call', 'lease')[0]?.valuePeriod?.end).toBe(at(10, 30))
    station.later(25)
    await station.do('task.renew', { task: id('call') })
    expect(extension('call', 'lease')[0]?.valuePeriod).toEqual({ start: at(10), end: at(10, 55) })
    // What was given by name never ends by itself.
    await station.do('task.assign', { task: id('call'), to: person('novak'), note: 'mine' })
    await station.do('task.claim', { task: id('call') })
    expect(extension('call', 'lease')).toEqual([])
  })

  it('changes hands with a word once it has begun', async () => {
    await station.do('task.claim', { task: id('call') })
    const give = { task: id('call'), to: person('cole') }
    expect((await station.refused('task.assign', give)).message).toContain('where it stands')
    await station.signIn('hale')
    expect((await station.refused('task.assign', give)).message).toContain('Say why')
    await station.do('task.assign', { ...give, note: 'She is in a visit' })
    expect(held('call')).toMatchObject({ status: 'requested', owner: { reference: 'Practitioner/cole' } })
    expect(held('call').extension).toBeUndefined()
  })
})

describe('opened again by a colleague', () => {
  it('it is nobody’s who is not at it', async () => {
    for (const name of ['call', 'coles']) {
      await station.do('task.assign', { task: id(name), to: person('novak'), note: 'yours' })
      await station.do('task.claim', { task: id(name) })
      await station.do('task.complete', { task: id(name) })
    }
    await station.do('task.reopen', { task: id('coles') })
    expect(held('coles').status).toBe('in-progress')
    await station.signIn('hale')
    await station.do('task.reopen', { task: id('call') })
    expect(held('call')).toMatchObject({ status: 'requested', owner: { reference: 'Practitioner/novak' } })
    expect(held('call').executionPeriod).toBeUndefined()
    await station.do('task.complete', { task: id('call') })
  })
})

describe('words beside a task', () => {
  it('reach whom they mention as a task of their own, who hears what comes of it', async () => {
    const { note } = await station.do('task.comment', {
      task: id('call'),
      text: 'Can you ring them, @Hale?',
      mentions: [person('hale'), person('novak')],
    })
    expect(held('call').note).toMatchObject([{ id: note, text: 'Can you ring them, @Hale?' }])
    expect(extension('call', 'watcher').map(({ valueReference }) => valueReference?.reference)).toEqual([
      'Practitioner/hale',
    ])
    await station.signIn('hale')
    const [mention] = station.ask('inbox.page', inbox('mine')).rows.filter(({ kind }) => kind === 'mention')
    expect(mention).toMatchObject({
      text: 'Dr Lena Novak: Can you ring them, @Hale?',
      patient: { id: station.patient('amara') },
    })
    expect(station.store.read('Task', mention?.id as LocalId)?.partOf).toMatchObject([{ reference: 'Task/call' }])
    await station.do('task.complete', { task: mention?.id as LocalId })
    expect(news()).toMatchObject([{ what: 'comment', by: 'Dr Lena Novak', task: id('call') }])
    await station.do('task.news-seen', { task: id('call') })
    expect(news()).toEqual([])
    station.later(1)
    await station.signIn('cole')
    await station.do('task.complete', { task: id('call'), comment: 'Rang them' })
    expect(news()).toEqual([])
    await station.signIn('hale')
    expect(news('call')).toMatchObject([{ by: expect.stringContaining('Cole') }])
    await station.do('task.watch', { task: id('call'), on: false })
    expect(news()).toEqual([])
  })
})

describe('putting away', () => {
  it('never hides what is critical beyond its due time, and names the patient and the value', async () => {
    const refusal = await station.refused('task.snooze', { tasks: [id('call'), id('potassium')], until: at(12) })
    expect(refusal.message).toBe(
      'Romero, Luis: Potassium 6.1 mmol/L HH is critical. It stays until it is due, today, 11:00.',
    )
    expect(extension('call', 'snoozed')).toEqual([])
    expect((await station.refused('task.snooze', { tasks: [id('potassium')], until: 'answer' })).code).toBe('invalid')
    await station.do('task.snooze', { tasks: [id('potassium')], until: at(10, 30) })
    expect((await station.refused('task.due', { tasks: [id('potassium')], due: at(15) })).message).toContain(
      'not put off',
    )
    expect((await station.refused('task.drop', { tasks: [id('potassium')], reason: 'known' })).message).toContain(
      'reviewed',
    )
  })

  it('comes back by itself, and by hand', async () => {
    await station.do('task.claim', { task: id('call') })
    await station.do('task.snooze', { tasks: [id('call')], until: at(15) })
    // It is still theirs when it is back.
    expect(extension('call', 'lease')[0]?.valuePeriod?.end).toBe(at(15, 30))
    await station.do('task.unsnooze', { tasks: [id('call')] })
    expect(extension('call', 'snoozed')).toEqual([])
    expect((await station.refused('task.snooze', { tasks: [id('call')], until: at(9) })).message).toBe(
      'That time has passed.',
    )
  })

  it('has a day it is due, and an end with a reason', async () => {
    await station.do('task.due', { tasks: [id('call'), id('coles')], due: at(16), priority: 'urgent' })
    expect(held('coles')).toMatchObject({ priority: 'urgent', restriction: { period: { end: at(16) } } })
    await station.do('task.drop', { tasks: [id('call')], reason: 'They rang us' })
    expect(held('call')).toMatchObject({
      status: 'cancelled',
      statusReason: { text: 'They rang us' },
      note: [{ text: 'not needed: They rang us' }],
    })
    await station.do('task.reopen', { task: id('call') })
    expect(held('call')).toMatchObject({ status: 'requested', owner: { reference: 'CareTeam/blue-team' } })
    expect(held('call').statusReason).toBeUndefined()
  })
})

describe('somebody is away', () => {
  const roleOf = (name: string): PractitionerRole =>
    station.store.read(
      'PractitionerRole',
      (
        station.store.db.prepare('SELECT id FROM practitioner_role WHERE practitioner = ?').get(person(name)) as {
          id: LocalId
        }
      ).id,
    ) as PractitionerRole
  const away = (name: string, cover?: string, hours: [number, number] = [9, 18]) =>
    station.do('absence.save', {
      who: person(name),
      from: at(hours[0]),
      until: at(hours[1]),
      words: 'On holiday',
      ...(cover && { cover: person(cover) }),
    })

  it('and whoever stands in takes their work on, which goes back to them', async () => {
    await away('cole', 'novak')
    expect(roleOf('cole').notAvailable).toMatchObject([
      { description: 'On holiday', extension: [{ valueReference: { reference: 'Practitioner/novak' } }] },
    ])
    expect(station.ask('absence.list', {})).toMatchObject([{ who: person('cole'), now: true, mine: true }])
    await station.do('task.claim', { task: id('coles') })
    expect(extension('coles', 'claimed-from')[0]?.valueReference?.reference).toBe('Practitioner/cole')
    expect(extension('coles', 'lease')).toHaveLength(1)
    await station.do('task.release', { task: id('coles') })
    expect(held('coles')).toMatchObject({ status: 'requested', owner: { reference: 'Practitioner/cole' } })
  })

  it('in a chain, and in a circle it is their team’s', async () => {
    await away('cole', 'hale')
    await away('hale', 'novak')
    const cole = () => station.ask('absence.list', {}).find(({ who }) => who === person('cole'))
    expect(cole()?.instead).toBe('Dr Lena Novak')
    await away('novak', 'cole')
    expect(cole()?.instead).toBe('their team')
  })

  it('until they are back, and not before they go', async () => {
    await away('cole', 'novak')
    const [absence] = station.ask('absence.list', {})
    await station.do('absence.save', {
      id: absence?.id,
      who: person('cole'),
      from: at(9),
      until: at(12),
      words: 'Training',
    })
    expect(roleOf('cole').notAvailable).toMatchObject([{ description: 'Training', during: { end: at(12) } }])
    const now = station.ask('absence.list', {})[0]?.id as string
    await station.signIn('cole')
    await station.do('absence.end', { id: now })
    expect(station.ask('absence.list', {})).toEqual([])
    expect((await station.refused('absence.end', { id: now })).code).toBe('stale')
    expect(
      (await station.refused('absence.save', { who: person('cole'), from: at(12), until: at(11), words: 'x' })).code,
    ).toBe('invalid')
  })
})
