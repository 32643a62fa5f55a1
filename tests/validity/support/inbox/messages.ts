import type { CommandName } from '../../../../shared/contract/contract.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Workstation } from '../../../support/clinic.js'
import type { Window } from '../../../support/window.js'

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A patient's message answered, with a picture; colleagues asked; a call made; work made of a message. */
export async function workOnMessages(
  room: Window,
  station: Workstation,
  { patient, message, answer, refill, call }: Record<'patient' | 'message' | 'answer' | 'refill' | 'call', LocalId>,
  note: (command: CommandName) => Promise<void>,
): Promise<void> {
  const attachments = [{ contentType: 'image/png', data: onePixel, title: 'How to stretch' }]
  await room.do('message.send', { patient, task: answer, text: 'Yes, you may.\nGently.', attachments })
  await room.do('message.send', { patient, task: refill, text: 'Your refill is on its way.' })
  await note('message.send')
  const hale = station.id('Practitioner', 'hale')
  const asked = await room.do('team-message.send', { patient, to: [hale], text: 'Could you ring them?', topic: 'Knee' })
  await room.do('team-message.send', { patient, to: [hale], answers: asked.message, text: 'Today, please.' })
  await note('team-message.send')
  await room.do('message.instead', { patient, way: 'call', text: 'Running is fine.\nStart slowly.' })
  await room.do('message.instead', { patient, way: 'letter', text: 'Running is fine.' })
  await note('message.instead')
  await room.do('contact.record', {
    patient,
    way: 'phone',
    reached: 'voicemail',
    words: 'Asked to ring back',
    task: call,
  })
  await room.do('contact.record', {
    patient,
    way: 'phone',
    reached: 'proxy',
    whom: 'Mrs Mbeki, mother',
    words: '',
    answers: message,
  })
  await room.do('contact.record', { patient, way: 'phone', reached: 'patient', words: 'Will start slowly', task: call })
  await note('contact.record')
  await room.do('message.into-task', {
    patient,
    message,
    kind: 'follow-up',
    text: 'Ask about the knee',
    to: hale,
    priority: 'routine',
  })
  await note('message.into-task')
  await room.do('message.settle', { patient, message })
  await note('message.settle')
  const tomorrow = new Date(Date.now() + 86_400_000).toLocaleDateString('sv-SE')
  const [start = ''] = room.see('appointment.free', { clinician: hale, date: tomorrow, minutes: 20 }).times
  await room.do('appointment.book', { patient, clinician: hale, start, minutes: 20, reason: 'Knee', from: message })
  await note('appointment.book')
}
