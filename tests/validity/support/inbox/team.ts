import type { Task } from '@medplum/fhirtypes'
import type { CommandName } from '../../../../shared/contract/contract.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Workstation } from '../../../support/clinic.js'
import type { Window } from '../../../support/window.js'

const hours = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString()

/** A claim of a colleague's that is about to end. */
export const leased = (who: string): Partial<Task> => ({
  status: 'in-progress',
  owner: { reference: `Practitioner/${who}` },
  extension: [
    { url: 'https://rounds.example/fhir/claimed-from', valueReference: { reference: 'CareTeam/blue-team' } },
    { url: 'https://rounds.example/fhir/lease', valuePeriod: { start: hours(-0.4), end: hours(0.1) } },
  ],
})

/** A claim renewed; two tasks commented on, watched, put away and back, due, dropped; somebody away with a colleague for them. */
export async function workAsATeam(
  room: Window,
  station: Workstation,
  [first, second, ending]: readonly [LocalId, LocalId, LocalId],
  note: (command: CommandName) => Promise<void>,
): Promise<void> {
  await room.do('task.renew', { task: ending })
  await note('task.renew')
  const tasks = [first, second]
  const hale = station.id('Practitioner', 'hale')
  await room.do('task.comment', { task: first, text: 'Rang twice,\n@Hale could you?', mentions: [hale] })
  await note('task.comment')
  await room.do('task.watch', { task: second, on: true })
  await note('task.watch')
  await room.do('task.snooze', { tasks, until: hours(5) })
  await note('task.snooze')
  await room.do('task.unsnooze', { tasks })
  await note('task.unsnooze')
  await room.do('task.due', { tasks, due: hours(8), priority: 'urgent' })
  await note('task.due')
  await room.do('task.drop', { tasks: [second], reason: 'They rang us' })
  await note('task.drop')
  const cole = station.id('Practitioner', 'cole')
  await room.do('absence.save', { who: cole, from: hours(-1), until: hours(24), cover: hale, words: 'On holiday' })
  await room.do('absence.save', {
    who: cole,
    from: hours(48),
    cover: station.id('CareTeam', 'blue-team'),
    words: 'Away',
  })
  await note('absence.save')
  const absences = (room.see('absence.list', {}) as { id: string }[]) ?? []
  for (const { id } of absences.slice(0, 1)) await room.do('absence.end', { id })
  await note('absence.end')
}
