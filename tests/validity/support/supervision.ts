import type { CommandName } from '../../../shared/contract/contract.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { everyChip, inline } from '../../support/chips.js'
import { type Clinic, until } from '../../support/clinic.js'
import { Window } from '../../support/window.js'

/** What waits for the co-signature. */
const orders = new Set(['order', 'medication'])

/** A student writes and signs two notes; one is co-signed in the room, the other sent back. */
export async function workUnderSupervision(
  ehr: Clinic,
  room: Window,
  patient: LocalId,
  note: (command: CommandName) => Promise<void>,
): Promise<void> {
  const station = await (await (await ehr.workstation('walsh')).as('walsh')).ready()
  const student = new Window(station)
  await student.open(patient)
  const notes: LocalId[] = []
  for (const title of ['Ankle', 'Knee']) {
    const { note: begun } = await student.do('note.create', { patient, title })
    await student.type(patient, begun, 'Sprain.')
    const ordered = everyChip(station.id('Practitioner', 'hale')).filter(({ kind }) => orders.has(kind))
    await student.write(patient, begun, inline(...ordered), 1)
    const { version = 0 } = student.see('note.view', { note: begun }) ?? {}
    await student.do('note.sign', { patient, note: begun, version, cosigner: station.id('Practitioner', 'novak') })
    notes.push(begun)
  }
  await until(() => JSON.stringify(station.context.outbox.counts()) === '{"savedHere":0,"sending":0,"needsYou":0}')
  const [ankle, knee] = notes as [LocalId, LocalId]
  await until(() => notes.every((each) => room.see('note.view', { note: each })?.cosign))
  await note('note.sign')
  await room.do('note.cosign', { patient, note: ankle, statement: 'I agree with this.' })
  await note('note.cosign')
  // Then taken out of an amendment, and withdrawn with it.
  const { note: amended } = await room.do('note.amend', { patient, note: ankle, reason: 'Ordered elsewhere' })
  const taken = await room.takeOut(patient, amended)
  const { version = 0 } = room.see('note.view', { note: amended }) ?? {}
  await room.do('note.sign', { patient, note: amended, version, withdraw: taken })
  await note('note.amend')
  await room.do('note.send-back', { patient, note: knee, words: 'Which knee?' })
  await note('note.send-back')
}
