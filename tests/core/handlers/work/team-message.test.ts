import type { Communication } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { on } from '../support/day.js'
import { from, MessageDesk, refTo } from '../support/message-desk.js'

let station: MessageDesk
beforeEach(() => {
  station = new MessageDesk()
})
afterEach(() => station.stop())

const held = (message: LocalId): Communication => station.store.read('Communication', message) as Communication

describe('colleagues', () => {
  const tell = async (): Promise<LocalId> => {
    await station.open(station.amara)
    const to = [station.id('Practitioner', 'hale')]
    return (
      await station.do('team-message.send', { patient: station.amara, to, text: 'She sounds confused', topic: 'Amara' })
    ).message
  }

  it('write for themselves: no patient among the readers, and marked so for every other system', async () => {
    const sent = held(await tell())
    expect(sent.meta?.security).toMatchObject([
      { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPAT' },
    ])
    expect(sent.recipient).toMatchObject([{ reference: 'Practitioner/hale' }])
    expect(JSON.stringify([sent.recipient, sent.sender])).not.toContain('Patient/')
    expect(sent.subject).toMatchObject({ reference: 'Patient/amara' })
  })

  it('and patients have conversations of their own, whatever answers what', async () => {
    const sent = await tell()
    const to = [station.id('Practitioner', 'hale')]
    const refused = async (name: 'message.send' | 'team-message.send', input: object) =>
      (await station.refused(name, { patient: station.amara, text: 'Hello', to, ...input } as never)).code
    expect(await refused('message.send', { answers: sent })).toBe('invalid')
    expect(await refused('team-message.send', { answers: station.said('m3') })).toBe('invalid')
    // Another system files a colleague's word under the patient's message.
    station.receive(
      from('aside', {
        inResponseTo: [refTo('m3')],
        sender: { reference: 'Practitioner/cole' },
        recipient: [{ reference: 'Practitioner/novak' }],
      }),
    )
    expect(station.texts(station.said('m1'))).not.toContain('aside')
    expect(station.texts(station.said('aside'))).toEqual(['aside'])
    expect(station.ask('thread.view', { root: station.said('aside') })?.kind).toBe('team')
    // One that says it is for colleagues and goes to the patient is shown as what it is.
    station.receive(
      from('leak', {
        category: [{ coding: [{ system: 'https://rounds.example/fhir/message-kind', code: 'team' }] }],
        recipient: [{ reference: 'Patient/amara' }],
      }),
    )
    expect(station.ask('thread.view', { root: station.said('leak') })?.kind).toBe('patient')
  })

  it('see what is new to them until they have read it, also what came late', async () => {
    const sent = await tell()
    await station.signIn('hale')
    expect(station.ask('thread.counts', {}).unread).toBe(1)
    expect(station.ask('thread.list', { view: 'colleagues' })).toMatchObject([{ topic: 'Amara', unread: true }])
    await station.do('thread.read', { root: sent })
    expect(station.ask('thread.counts', {}).unread).toBe(0)
    station.receive(
      from('late', {
        inResponseTo: [{ reference: `urn:uuid:${sent}` }],
        sender: { reference: 'Practitioner/novak' },
        recipient: [{ reference: 'Practitioner/hale' }],
        sent: on(6),
      }),
    )
    expect(station.ask('thread.counts', {}).unread).toBe(1)
  })

  it('about no patient is for those in it', async () => {
    const { message: sent } = await station.do('team-message.send', {
      to: [station.id('Practitioner', 'hale')],
      text: 'Lunch?',
    })
    expect(station.texts(sent)).toEqual(['Lunch?'])
    await station.signIn('das')
    expect(station.ask('thread.view', { root: sent })).toBeNull()
    const joining = { to: [station.id('Practitioner', 'hale')], answers: sent, text: 'Me too' }
    expect((await station.refused('team-message.send', joining)).code).toBe('not-permitted')
    expect(station.ask('thread.list', { view: 'colleagues' })).toEqual([])
  })
})
