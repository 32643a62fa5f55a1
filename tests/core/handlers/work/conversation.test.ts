import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amara, luis, message, on } from '../support/day.js'
import { from, MessageDesk, refTo } from '../support/message-desk.js'

let station: MessageDesk
beforeEach(() => {
  station = new MessageDesk()
})
afterEach(() => station.stop())

describe('a conversation', () => {
  it('is one by what each message answers, in whichever order they come', () => {
    expect(station.texts(station.said('m1'))).toEqual([
      'Dizzy since the new tablets.',
      'Which dose do you take?',
      'Ten milligrams.',
    ])
    station.receive(from('c3', { inResponseTo: [refTo('c2')], sent: on(9, 3) }))
    station.receive(from('c1', { sent: on(9, 1) }))
    expect(station.texts(station.said('c1'))).toEqual(['c1'])
    station.receive(from('c2', { inResponseTo: [refTo('c1')], sent: on(9, 2) }))
    for (const name of ['c1', 'c2', 'c3']) expect(station.texts(station.said(name))).toEqual(['c1', 'c2', 'c3'])
  })

  it('is one by a header that is no message itself, as Medplum writes it', () => {
    station.receive(
      from('h2', { partOf: [refTo('head')], sent: on(9, 2) }),
      from('h1', { partOf: [refTo('head')], sent: on(9, 1) }),
      from('head', { payload: [], topic: { text: 'Knee pain' } }),
    )
    expect(station.texts(station.said('h1'))).toEqual(['h1', 'h2'])
    const row = station.ask('thread.list', { patient: station.amara }).find(({ root }) => root === station.said('h1'))
    expect(row).toMatchObject({ topic: 'Knee pain', count: 2 })
  })

  it('ends a circle, and never leads into another patient’s', () => {
    station.receive(
      from('x', { inResponseTo: [refTo('y')] }),
      from('y', { inResponseTo: [refTo('x')], sent: on(9, 1) }),
    )
    expect(station.texts(station.said('x'))).toEqual(['x', 'y'])
    station.receive(message('stray', luis, on(9, 5), 'About Luis', 'm3', true))
    expect(station.texts(station.said('m1'))).not.toContain('About Luis')
    expect(station.texts(station.said('stray'))).toEqual(['About Luis'])
    expect(station.ask('thread.list', { patient: station.luis }).map(({ count }) => count)).toEqual([1])
  })

  it('loses what is marked as an error, and stays one when its beginning goes', () => {
    const meta = { versionId: '2', lastUpdated: on(10) }
    station.receive({ ...message('m2', amara, on(7, 30), 'Which dose?', 'm1'), status: 'entered-in-error', meta })
    expect(station.texts(station.said('m1'))).toEqual(['Dizzy since the new tablets.', 'Ten milligrams.'])
    station.store.receive(station.running.context.at(), (tx) => tx.forget('Communication', station.said('m1')))
    expect(station.texts(station.said('m3'))).toEqual(['Ten milligrams.'])
    expect(station.texts(station.said('m1'))).toEqual(['Ten milligrams.'])
  })

  it('waits until it is answered, called about, or dealt with', async () => {
    expect(station.ask('thread.list', { view: 'waiting' })).toMatchObject([
      { root: station.said('m1'), state: 'waits' },
    ])
    expect(station.ask('thread.counts', {})).toEqual({ waiting: 1, unread: 0 })
    await station.open(station.amara)
    await station.do('contact.record', {
      patient: station.amara,
      way: 'phone',
      reached: 'voicemail',
      words: '',
      answers: station.said('m3'),
    })
    expect(station.ask('thread.view', { root: station.said('m1') })?.state).toBe('waits')
    await station.do('task.complete', { task: station.id('Task', 'asked') })
    expect(station.ask('thread.view', { root: station.said('m1') })?.state).toBe('settled')
    station.receive(message('m4', amara, on(11), 'And now?', 'm3', true))
    expect(station.ask('thread.view', { root: station.said('m1') })?.state).toBe('waits')
    await station.do('message.send', { patient: station.amara, answers: station.said('m4'), text: 'Halve it.' })
    expect(station.ask('thread.view', { root: station.said('m1') })).toMatchObject({ state: 'answered' })
    expect(station.ask('thread.counts', {})).toEqual({ waiting: 0, unread: 0 })
  })

  it('that needs no answer is settled for everybody, with its task or without one', async () => {
    await station.open(station.amara)
    await station.do('message.settle', { patient: station.amara, message: station.said('m3') })
    expect(station.store.read('Task', station.id('Task', 'asked'))?.status).toBe('completed')
    station.receive(message('thanks', luis, on(9), 'Thank you.', undefined, true))
    await station.open(station.luis)
    const { task: made } = await station.do('message.settle', {
      patient: station.luis,
      message: station.said('thanks'),
    })
    expect(station.store.read('Task', made)).toMatchObject({
      status: 'completed',
      focus: { reference: 'Communication/thanks' },
      note: [{ text: 'needed no answer' }],
    })
    expect(station.ask('thread.list', { view: 'waiting' })).toEqual([])
  })

  it('that was written to nobody is everybody’s to answer; one with a task is its owner’s', async () => {
    station.receive(message('new', luis, on(9), 'Is anybody there?', undefined, true))
    const waiting = () => station.ask('thread.list', { view: 'waiting' }).map(({ root }) => root)
    expect(waiting()).toEqual([station.said('m1'), station.said('new')])
    await station.signIn('das')
    expect(waiting()).toEqual([station.said('new')])
  })
})
