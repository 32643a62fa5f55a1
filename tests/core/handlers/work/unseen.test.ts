import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { machineId } from '../../../../main/core/store/identity.js'
import { messageFinder } from '../../../../main/core/work/messages.js'
import { shownOf } from '../../../../shared/domain/message/shown.js'
import { asInstant, type LocalId } from '../../../../shared/kernel/ids.js'
import { amara, luis, message, on, task, to } from '../support/day.js'
import { MessageDesk } from '../support/message-desk.js'

let station: MessageDesk
beforeEach(() => {
  station = new MessageDesk()
})
afterEach(() => station.stop())

describe('what came and was not seen', () => {
  const asked = () => station.id('Task', 'asked')
  const state = () => station.ask('thread.view', { root: station.said('m1') })?.state
  const later = () => message('m4', amara, on(9, 55), 'I fainted.', 'm3', true)
  const waits = () => station.ask('thread.list', { view: 'waiting' }).map(({ root }) => root)
  const to3 = () => ({ patient: station.amara, answers: station.said('m3') })
  const now = () => shownOf(station.ask('thread.view', { root: station.said('m1') })?.messages ?? [])
  const plan = { id: 'plan' as LocalId, version: 1, begun: asInstant(on(6)), rules: [], inUse: [], foreign: [] }
  const fault = (error: unknown): never => {
    throw error
  }
  const ground = () => ({ context: station.running.context, plan, now: station.clock.time, fault })
  const found = () => messageFinder.find(ground()).map(({ task: made }) => made)

  it.each([
    [
      'an answer',
      () => station.refused('message.send', { patient: station.amara, answers: station.said('m3'), text: 'Halve it.' }),
    ],
    [
      'an answer under its task',
      () => station.refused('message.send', { patient: station.amara, task: asked(), text: 'Yes' }),
    ],
    [
      'a word that none is needed',
      () => station.refused('message.settle', { patient: station.amara, message: station.said('m3') }),
    ],
    [
      'a call',
      () =>
        station.refused('contact.record', {
          ...{
            patient: station.amara,
            way: 'phone',
            reached: 'patient',
            words: '',
            answers: station.said('m3'),
            task: asked(),
          },
        } as never),
    ],
    ['a tick', () => station.refused('task.complete', { task: asked(), seen: station.said('m3') })],
    ['a tick that saw nothing', () => station.refused('task.complete', { task: asked() })],
  ])('is not dealt with by %s: it is refused, and nothing changes', async (_what, act) => {
    await station.open(station.amara)
    station.receive(later())
    const refusal = await act()
    expect(refusal.code).toBe('stale')
    expect(refusal.message).toContain('written again')
    expect(station.store.read('Task', asked())?.status).toBe('requested')
    expect(station.texts(station.said('m1'))).toHaveLength(4)
    await station.do('task.complete', { task: asked(), seen: station.said('m4') })
    expect(state()).toBe('settled')
  })

  it('is not dealt with either where it says that it was written long ago: what stood there tells, not dates', async () => {
    await station.open(station.amara)
    const before = now()
    const acts = () =>
      [
        ['message.send', { patient: station.amara, answers: station.said('m3'), shown: before, text: 'Halve it.' }],
        ['message.send', { patient: station.amara, task: asked(), shown: before, text: 'Halve it.' }],
        ['message.settle', { patient: station.amara, message: station.said('m3'), shown: before }],
        [
          'contact.record',
          { ...called, answers: station.said('m3'), shown: before, patient: station.amara, task: asked() },
        ],
        ['task.complete', { task: asked(), seen: station.said('m3'), shown: before }],
      ] as const
    const called = { way: 'phone', reached: 'patient', words: '' } as const
    const allRefused = async () => {
      for (const [name, input] of acts()) expect((await station.refused(name, input as never)).code).toBe('stale')
      expect(station.store.read('Task', asked())?.status).toBe('requested')
    }
    // It waited in a telephone without a line; and a word of the patient's is put right.
    station.receive(message('late', amara, on(7, 50), 'I fainted.', 'm2', true))
    await allRefused()
    const meta = { versionId: '2', lastUpdated: on(9, 58) }
    station.receive({ ...message('late', amara, on(7, 50), 'x', 'm2', true), meta, status: 'entered-in-error' })
    expect(now()).toBe(before)
    station.receive({ ...message('m3', amara, on(8), 'A hundred milligrams.', 'm2', true), meta })
    await allRefused()
    await station.do('message.send', {
      patient: station.amara,
      answers: station.said('m3'),
      shown: now(),
      text: 'Stop.',
    })
    expect(state()).toBe('answered')
  })

  it('and comes after an answer to what was before it still waits, says so, and is work again', async () => {
    await station.open(station.amara)
    await station.do('message.send', {
      patient: station.amara,
      answers: station.said('m3'),
      task: asked(),
      text: 'Halve it.',
    })
    expect(state()).toBe('answered')
    station.receive(later())
    expect(state()).toBe('waits')
    expect(waits()).toEqual([station.said('m1')])
    const missed = station.ask('thread.view', { root: station.said('m1') })?.messages.filter((each) => each.missed)
    expect(missed).toMatchObject([{ text: 'I fainted.' }])
    await station.do('message.send', { patient: station.amara, answers: station.said('m4'), text: 'Come in now.' })
    expect(state()).toBe('answered')
    expect(station.ask('thread.view', { root: station.said('m1') })?.messages.some((each) => each.missed)).toBe(false)
  })

  it('and comes after its conversation was settled still waits', async () => {
    await station.open(station.amara)
    await station.do('message.settle', { patient: station.amara, message: station.said('m3') })
    expect(state()).toBe('settled')
    station.receive(later())
    expect(state()).toBe('waits')
    expect(waits()).toEqual([station.said('m1')])
  })

  // Written in the car, sent when the telephone had a line again: before what was answered, and after it was.
  const late = () => message('late', amara, on(7, 50), 'I fainted.', 'm2', true)
  const call = { way: 'phone', reached: 'patient', words: '' } as const
  it.each([
    ['an answer', () => station.do('message.send', { ...to3(), text: 'Halve it.' })],
    ['an answer under its task', () => station.do('message.send', { ...to3(), task: asked(), text: 'Halve it.' })],
    ['a call', () => station.do('contact.record', { ...to3(), ...call })],
    [
      'a word that none is needed',
      () => station.do('message.settle', { patient: station.amara, message: station.said('m3') }),
    ],
    ['a tick', () => station.do('task.complete', { task: asked(), seen: station.said('m3') })],
  ])(
    'and comes after %s, although it was sent before what that dealt with, waits and is work for somebody',
    async (_what, act) => {
      await station.open(station.amara)
      await act()
      await station.do('task.complete', { task: asked(), seen: station.said('m3') }).catch(() => {})
      expect(waits()).toEqual([])
      station.receive(late())
      expect(state()).toBe('waits')
      expect(waits()).toEqual([station.said('m1')])
      expect(found()).toEqual([machineId('patient-message', station.said('late'))])
      await station.do('message.settle', { patient: station.amara, message: station.said('m3'), shown: now() })
      expect(waits()).toEqual([])
      expect(found()).toEqual([])
    },
  )

  it('names in what is sent to the EHR each message it deals with, the last first', async () => {
    await station.open(station.amara)
    station.receive(later())
    const { message: sent } = await station.do('message.send', {
      patient: station.amara,
      answers: station.said('m4'),
      text: 'Come in.',
    })
    const named = ['m4', 'm3'].map((name) => ({ reference: `Communication/${name}` }))
    expect(station.store.read('Communication', sent)?.inResponseTo).toMatchObject(named)
    await station.do('task.complete', { task: asked(), seen: station.said('m4') })
    expect(station.store.read('Task', asked())?.output).toMatchObject([
      { type: { text: 'reviewed' } },
      { type: { text: 'answered' }, valueReference: named[0] },
    ])
  })

  it('names no more than a hundred: by then an answer deals with all that was sent before it', async () => {
    await station.open(station.amara)
    const many = Array.from({ length: 120 }, (_, n) => message(`n${n}`, amara, on(8, 1), `${n}`, 'm3', true))
    station.receive(...many)
    const last = station.ask('thread.view', { root: station.said('m1') })?.messages.at(-1)?.id as LocalId
    const answer = { patient: station.amara, answers: last, shown: now(), text: 'One at a time, please.' }
    const { message: sent } = await station.do('message.send', answer)
    expect(station.store.read('Communication', sent)?.inResponseTo).toHaveLength(100)
    expect(state()).toBe('answered')
    expect(waits()).toEqual([])
  })

  it('is answered by a later word of another system, which names what it likes', () => {
    station.receive(
      message('m4', amara, on(9, 50), 'And my arm?', 'm3', true),
      message('m5', amara, on(9, 51), 'Both.', 'm1'),
    )
    expect(state()).toBe('answered')
  })

  it('is no colleague’s business of their own: a mention or a referral that is done settles no conversation', async () => {
    for (const kind of ['mention', 'front-desk'])
      station.receive({
        ...task(`x-${kind}`, kind, 'See this', {
          owner: to.practitioner('novak'),
          for: to.patient(luis),
          focus: to.thing('Communication', 'l1'),
        }),
        status: 'completed',
        executionPeriod: { end: on(9, 59) },
      } as never)
    station.receive(message('l1', luis, on(9), 'Is anybody there?', undefined, true))
    expect(station.ask('thread.view', { root: station.said('l1') })?.state).toBe('waits')
    expect(waits()).toContain(station.said('l1'))
  })

  it('is work again for somebody, as is a message under another patient’s conversation', async () => {
    await station.open(station.amara)
    await station.do('message.send', {
      patient: station.amara,
      answers: station.said('m3'),
      task: asked(),
      text: 'Halve it.',
    })
    expect(found()).toEqual([])
    station.receive(later(), message('stray', luis, on(9), 'About Luis', 'm3', true))
    expect(found().sort()).toEqual(
      [station.said('m4'), station.said('stray')].map((each) => machineId('patient-message', each)).sort(),
    )
  })
})
