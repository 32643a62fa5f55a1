import type { Communication } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { amara, on, report, task, to } from '../support/day.js'
import { MessageDesk } from '../support/message-desk.js'

let station: MessageDesk
beforeEach(() => {
  station = new MessageDesk()
})
afterEach(() => station.stop())

const held = (message: LocalId): Communication => station.store.read('Communication', message) as Communication

describe('a contact', () => {
  it('that reached the patient finishes the call; a voicemail tells nobody', async () => {
    await station.open(station.luis)
    const ring = station.id('Task', 'ring')
    const record = { patient: station.luis, way: 'phone', words: 'Asked to ring back', task: ring } as const
    const { message: left } = await station.do('contact.record', { ...record, reached: 'voicemail' })
    expect(held(left)).toMatchObject({ status: 'not-done', statusReason: { text: 'Left a voicemail' } })
    expect(held(left).recipient).toBeUndefined()
    expect(station.store.read('Task', ring)?.status).toBe('in-progress')
    expect((await station.refused('contact.record', { ...record, reached: 'proxy' })).code).toBe('invalid')
    await station.do('contact.record', { ...record, reached: 'patient', words: 'No fall since' })
    expect(station.store.read('Task', ring)?.status).toBe('completed')
    const [call] = station.ask('thread.list', { patient: station.luis })
    expect(call).toMatchObject({ topic: 'Call' })
    expect(station.ask('thread.view', { root: call?.root as LocalId })?.messages.at(-1)?.contact).toMatchObject({
      way: 'phone',
    })
  })

  it('and a message under a task of a result are refused: it is told where it is read', async () => {
    station.receive(
      report('bmp', amara, on(9), 'Basic metabolic panel', []),
      task('tell', 'tell-patient', 'Tell: potassium', {
        owner: to.practitioner('novak'),
        for: to.patient(amara),
        focus: to.thing('DiagnosticReport', 'bmp'),
      }),
    )
    await station.open(station.amara)
    const tell = station.id('Task', 'tell')
    const nothing = async (task: LocalId) => {
      const call = { patient: station.amara, task, way: 'phone', reached: 'patient', words: '' } as const
      expect((await station.refused('contact.record', call)).message).toContain('told with its result')
      const word = { patient: station.amara, task, text: 'It is fine.' }
      expect((await station.refused('message.send', word)).message).toContain('told with its result')
      expect(station.store.read('Task', task)?.status).toBe('requested')
    }
    await nothing(tell)
    // Also where the report itself is not here to be read.
    station.store.receive(station.running.context.at(), (tx) =>
      tx.forget('DiagnosticReport', station.id('DiagnosticReport', 'bmp')),
    )
    await nothing(tell)
    expect(station.texts(station.said('m1'))).toHaveLength(3)
  })

  it('makes work of a message, which the task refers to', async () => {
    await station.open(station.amara)
    const { task: made } = await station.do('message.into-task', {
      patient: station.amara,
      message: station.said('m3'),
      kind: 'follow-up',
      text: 'Check the dose',
      to: station.id('Practitioner', 'hale'),
      priority: 'routine',
    })
    expect(station.store.read('Task', made)?.focus).toMatchObject({ reference: 'Communication/m3' })
    expect(station.ask('task.view', { task: made })?.messages).toHaveLength(3)
  })
})
