import type { Communication } from '@medplum/fhirtypes'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { amara, luis, message, on, patient, practice, task, to } from './day.js'
import { Workstation } from './workstation.js'

/** A workstation where Amara has asked about her tablets, and Luis is to be rung. */
export class MessageDesk extends Workstation {
  readonly amara: LocalId
  readonly luis: LocalId

  constructor() {
    super([
      ...practice(),
      patient(amara),
      patient(luis),
      message('m1', amara, on(7), 'Dizzy since the new tablets.'),
      message('m2', amara, on(7, 30), 'Which dose do you take?', 'm1'),
      message('m3', amara, on(8), 'Ten milligrams.', 'm2', true),
      task('asked', 'patient-message', 'Dizzy after new dose', {
        owner: to.team('blue-team'),
        for: to.patient(amara),
        focus: to.thing('Communication', 'm3'),
      }),
      task('ring', 'call', 'Ring about the fall', { owner: to.practitioner('novak'), for: to.patient(luis) }),
    ])
    this.amara = this.patient('amara')
    this.luis = this.patient('luis')
  }

  /** The local id of a message. */
  said(name: string): LocalId {
    return this.id('Communication', name)
  }

  texts(root: LocalId): string[] {
    return this.ask('thread.view', { root })?.messages.map(({ text }) => text) ?? []
  }
}

/** A message of Amara's that says its own name. */
export const from = (name: string, more: Partial<Communication>): Communication => ({
  ...message(name, amara, on(9), name),
  ...more,
})
export const refTo = (name: string): never => ({ reference: `Communication/${name}` }) as never
