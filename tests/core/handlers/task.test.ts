import type { Communication, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { inbox } from '../../support/inbox.js'
import { amara, luis, message, on, patient, practice, report, result, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
beforeEach(() => {
  const potassium = (value: number, flag?: string) => ({
    code: '2823-3',
    name: 'Potassium',
    value,
    unit: 'mmol/L',
    low: 3.5,
    high: 5.1,
    ...(flag && { flag }),
  })
  station = new Workstation([
    ...practice(),
    patient(amara),
    patient(luis),
    result('k0', luis, '2026-09-01T08:00:00Z', potassium(4.9)),
    result('k1', luis, on(9), potassium(6.1, 'HH')),
    report('bmp', luis, on(9, 27), 'Basic metabolic panel', ['k1']),
    message('m1', amara, on(7), 'Dizzy since the new tablets.'),
    message('m2', amara, on(7, 30), 'Which dose do you take?', 'm1'),
    message('m3', amara, on(8), 'Ten milligrams.', 'm2', true),
    task('routine', 'follow-up', 'Call about physiotherapy', { owner: to.practitioner('novak'), authoredOn: on(6) }),
    task('late', 'referral', 'MRI knee: no result', {
      owner: to.practitioner('novak'),
      restriction: { period: { end: on(9) } },
    }),
    task('potassium', 'result-review', 'Potassium 6.1 mmol/L HH', {
      owner: to.practitioner('novak'),
      for: to.patient(luis),
      focus: to.thing('DiagnosticReport', 'bmp'),
    }),
    task('message', 'patient-message', 'Dizzy after new dose', {
      owner: to.team('blue-team'),
      for: to.patient(amara),
      focus: to.thing('Communication', 'm3'),
      priority: 'urgent',
    }),
    task('desk', 'front-desk', 'New insurance card', { owner: to.team('front-desk') }),
  ])
})
afterEach(() => station.stop())

const id = (name: string): LocalId => station.id('Task', name)
const texts = (box: 'mine' | 'team' | 'done'): string[] =>
  station.ask('inbox.page', inbox(box)).rows.map(({ text }) => text)
const held = (name: string): Task => station.store.read('Task', id(name)) as Task

describe('the inbox', () => {
  it('has what is mine, most urgent first, and what is my team’s', () => {
    expect(texts('mine')).toEqual(['Potassium 6.1 mmol/L HH', 'MRI knee: no result', 'Call about physiotherapy'])
    expect(texts('team')).toEqual(['Dizzy after new dose'])
    expect(station.ask('inbox.counts', {})).toMatchObject({
      boxes: { mine: { open: 3, urgent: 1 }, team: { open: 1, urgent: 1 } },
      byKind: { mine: { 'follow-up': 1, referral: 1, 'result-review': 1 } },
    })
    expect(station.ask('inbox.page', inbox('mine', 'result-review')).rows).toMatchObject([
      { flag: 'HH', detail: 'Basic metabolic panel' },
    ])
    expect(station.ask('inbox.page', inbox('mine')).rows[1]?.overdue).toBe(true)
  })

  it('claims from the team and gives back to it', async () => {
    await station.do('task.claim', { task: id('message') })
    expect(held('message')).toMatchObject({ status: 'in-progress', owner: { reference: 'Practitioner/novak' } })
    expect(texts('team')).toEqual([])
    await station.do('task.release', { task: id('message') })
    expect(held('message')).toMatchObject({ status: 'requested', owner: { reference: 'CareTeam/blue-team' } })
    expect(held('message').extension).toBeUndefined()
    expect((await station.refused('task.release', { task: id('late') })).code).toBe('invalid')
  })

  it('does not take what a colleague is working on', async () => {
    await station.do('task.claim', { task: id('message') })
    await station.signIn('hale')
    expect(await station.refused('task.claim', { task: id('message') })).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^Dr Lena Novak has been working on this since \d\d:\d\d\.$/),
    })
    expect((await station.refused('task.complete', { task: id('message') })).code).toBe('conflict')
  })

  it('does not tick off a call to a patient nobody was reached by', async () => {
    station.receive(
      task('ring', 'call', 'Ring about the dose', { owner: to.team('blue-team'), for: to.patient(amara) }),
    )
    station.receive(task('pharmacy', 'call', 'Ring the pharmacy', { owner: to.practitioner('hale') }))
    const patient = station.patient('amara')
    await station.open(patient)
    const told = { patient, way: 'phone', whom: undefined, words: '', task: id('ring') } as const
    await station.do('contact.record', { ...told, reached: 'no-answer' })
    expect((await station.refused('task.complete', { task: id('ring') })).message).toContain('who was reached')
    await station.do('contact.record', { ...told, reached: 'patient', words: 'Will take half.' })
    expect(held('ring').status).toBe('completed')
    await station.do('task.reopen', { task: id('ring') })
    await station.do('task.complete', { task: id('ring') })
    // A call to nobody in particular is.
    await station.do('task.complete', { task: id('pharmacy') })
  })

  it('completes with a comment and reopens where it was', async () => {
    await station.do('task.complete', { task: id('late'), comment: 'Called. The report comes today.' })
    expect(texts('mine')).not.toContain('MRI knee: no result')
    expect(station.ask('inbox.page', inbox('done')).rows).toMatchObject([{ status: 'done', doneBy: 'Dr Lena Novak' }])
    expect((await station.refused('task.complete', { task: id('late') })).code).toBe('stale')
    expect(station.ask('task.view', { task: id('late') })?.history.map(({ what }) => what)).toContain(
      'Called. The report comes today.',
    )
    await station.do('task.reopen', { task: id('late') })
    expect(texts('mine')).toContain('MRI knee: no result')
    expect((await station.refused('task.complete', { task: id('potassium') })).code).toBe('invalid')
    await station.do('task.complete', { task: id('message') })
    await station.do('task.reopen', { task: id('message') })
    expect(held('message').owner?.reference).toBe('CareTeam/blue-team')
  })

  it('assigns with a word and makes new tasks', async () => {
    await station.do('task.assign', {
      task: id('late'),
      to: station.id('CareTeam', 'front-desk'),
      note: 'Please ring radiology',
    })
    expect(held('late')).toMatchObject({
      status: 'requested',
      owner: { reference: 'CareTeam/front-desk' },
      note: [{ text: 'For Front desk: Please ring radiology' }],
    })
    const { task: made } = await station.do('task.create', {
      kind: 'call',
      text: 'Ring the pharmacy',
      to: station.id('Practitioner', 'novak'),
      priority: 'stat',
      patient: station.patient('luis'),
    })
    expect(
      station
        .ask('inbox.page', inbox('mine'))
        .rows.slice(0, 2)
        .map((row) => row.id),
    ).toEqual([id('potassium'), made])
    await station.signIn('das')
    expect(texts('team').sort()).toEqual(['MRI knee: no result', 'New insurance card'])
  })
})

describe('a task', () => {
  it('shows the report with the last value and trend', () => {
    const view = station.ask('task.view', { task: id('potassium') })
    expect(view?.report).toMatchObject({ name: 'Basic metabolic panel', abnormal: 1 })
    expect(view?.report?.rows).toMatchObject([
      {
        name: 'Potassium',
        text: '6.1',
        unit: 'mmol/L',
        reference: '3.5 – 5.1',
        flag: 'HH',
        last: '4.9',
        trend: [4.9, 6.1],
      },
    ])
    expect(view?.context.series[0]).toMatchObject({ id: '2823-3', readings: [{ text: '6.1' }, { text: '4.9' }] })
  })

  it('shows the conversation, and an answer ends it', async () => {
    const view = station.ask('task.view', { task: id('message') })
    expect(view?.messages.map(({ text, fromPatient }) => [text, fromPatient])).toEqual([
      ['Dizzy since the new tablets.', true],
      ['Which dose do you take?', false],
      ['Ten milligrams.', true],
    ])
    const amaraId = station.patient('amara')
    await station.open(amaraId)
    await station.do('message.send', { patient: amaraId, task: id('message'), text: 'Please halve it.' })
    const reply = station.store
      .ofPatient(amaraId, 'Communication')
      .map(({ resource }) => resource as Communication)
      .find(({ payload }) => payload?.[0]?.contentString === 'Please halve it.')
    expect(reply).toMatchObject({
      inResponseTo: [{ reference: 'Communication/m3' }],
      sender: { reference: 'Practitioner/novak' },
      recipient: [{ reference: 'Patient/amara' }],
    })
    expect(held('message')).toMatchObject({ status: 'completed', owner: { reference: 'Practitioner/novak' } })
    expect(station.ask('task.view', { task: id('message') })?.messages.at(-1)).toMatchObject({
      text: 'Please halve it.',
      fromPatient: false,
    })
  })

  it('is not answered for another patient', async () => {
    const luisId = station.patient('luis')
    await station.open(luisId)
    expect((await station.refused('message.send', { patient: luisId, task: id('message'), text: 'Hello' })).code).toBe(
      'wrong-patient',
    )
  })
})
