import type { Communication, Patient } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { luis, message, on, patient } from '../support/day.js'
import { MessageDesk } from '../support/message-desk.js'

let station: MessageDesk
beforeEach(() => {
  station = new MessageDesk()
})
afterEach(() => station.stop())

const held = (message: LocalId): Communication => station.store.read('Communication', message) as Communication

describe('a message to a patient', () => {
  it('joins the conversation, names its task, and finishes it', async () => {
    await station.open(station.amara)
    const asked = station.id('Task', 'asked')
    const { message: sent } = await station.do('message.send', {
      patient: station.amara,
      task: asked,
      text: 'Halve it.',
    })
    expect(held(sent)).toMatchObject({
      status: 'completed',
      category: [{ coding: [{ system: 'https://rounds.example/fhir/message-kind', code: 'patient' }] }],
      inResponseTo: [{ reference: 'Communication/m3' }],
      partOf: [{ reference: 'Communication/m1' }],
      basedOn: [{ reference: 'Task/asked' }],
      recipient: [{ reference: 'Patient/amara' }],
      topic: { text: 'Dizzy after new dose' },
    })
    expect(held(sent).meta?.security).toBeUndefined()
    expect(JSON.stringify(station.store.read('Task', asked))).not.toContain(sent)
    expect(station.store.read('Task', asked)?.status).toBe('completed')
    expect(station.texts(station.said('m1')).at(-1)).toBe('Halve it.')
  })

  it('is refused in a record that was merged into another, which it names', async () => {
    await station.open(station.amara)
    station.receive({
      ...station.store.read('Patient', station.amara),
      meta: { versionId: '2', lastUpdated: on(9) },
      link: [{ type: 'replaced-by', other: { reference: 'Patient/luis' } }],
    } as Patient)
    const refusal = await station.refused('message.send', { patient: station.amara, text: 'Halve it.' })
    expect(refusal.code).toBe('no-portal')
    expect(refusal.message).toContain('merged into another (Romero, Luis')
    expect(station.ask('message.portal', { patient: station.amara })).toBe('no')
  })

  it('is refused where nobody would read it, and becomes a call or a letter with the same words', async () => {
    await station.open(station.luis)
    const refusal = await station.refused('message.send', { patient: station.luis, text: 'Come in today' })
    expect(refusal).toMatchObject({ code: 'no-portal' })
    expect(refusal.message).toContain('Romero')
    const { task: call } = await station.do('message.instead', {
      patient: station.luis,
      way: 'call',
      text: 'Come in today',
    })
    expect(station.ask('task.view', { task: call })).toMatchObject({
      kind: 'call',
      note: 'Come in today',
      owner: { mine: true },
    })
    const { task: letter } = await station.do('message.instead', {
      patient: station.luis,
      way: 'letter',
      text: 'Come in today',
    })
    expect(station.ask('task.view', { task: letter })).toMatchObject({
      kind: 'front-desk',
      owner: { name: 'Front desk' },
    })
    expect(station.store.ofPatient(station.luis, 'Communication')).toEqual([])
    // What the clinic wrote down outweighs what was guessed.
    const says = (portal: boolean): Patient => ({
      ...(patient(luis) as Patient),
      meta: { versionId: portal ? '2' : '3' },
      extension: [{ url: 'https://rounds.example/fhir/portal', valueBoolean: portal }],
    })
    station.receive(says(true))
    await station.do('message.send', { patient: station.luis, text: 'Come in today' })
    station.receive(says(false), message('l1', luis, on(9), 'Hello', undefined, true))
    expect((await station.refused('message.send', { patient: station.luis, text: 'Hello' })).code).toBe('no-portal')
  })

  it('goes to nobody else: another patient’s task, message or window refuse it', async () => {
    await station.open(station.luis)
    const asked = station.id('Task', 'asked')
    const refused = async (input: object) =>
      (await station.refused('message.send', { patient: station.luis, text: 'Hello', ...input })).code
    expect(await refused({ task: asked })).toBe('wrong-patient')
    expect(await refused({ answers: station.said('m3') })).toBe('wrong-patient')
    expect(await refused({ patient: station.amara })).toBe('wrong-patient')
    expect(station.ask('thread.list', { patient: station.luis })).toEqual([])
    await station.signIn('mbeki')
    await station.open(station.amara)
    expect((await station.refused('message.send', { patient: station.amara, text: 'Hello' })).code).toBe(
      'not-permitted',
    )
  })

  it('takes pictures and documents that are what they say, up to 1.4 MB', async () => {
    await station.open(station.amara)
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(50)])
    const send = (bytes: Buffer, contentType = 'image/png') => ({
      patient: station.amara,
      text: 'Look',
      answers: station.said('m3'),
      attachments: [{ contentType, data: bytes.toString('base64'), title: 'Stretching' }],
    })
    const { message: sent } = await station.do('message.send', send(png))
    expect(station.ask('thread.view', { root: sent })?.messages.at(-1)?.attachments).toMatchObject([
      { index: 0, title: 'Stretching', form: 'picture' },
    ])
    expect((await station.refused('message.send', send(png, 'application/pdf'))).code).toBe('invalid')
    expect((await station.refused('message.send', send(Buffer.from('<script>'), 'image/png'))).code).toBe('invalid')
    const large = Buffer.concat([png, Buffer.alloc(1_400_000)])
    expect((await station.refused('message.send', send(large))).message).toContain('1.4 MB')
  })
})
