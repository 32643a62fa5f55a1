import type { Resource, Task } from '@medplum/fhirtypes'
import type { CommandName } from '../../../../shared/contract/contract.js'
import type { ManyDone } from '../../../../shared/contract/views/work/inbox.js'
import { until, type Workstation } from '../../../support/clinic.js'
import type { Window } from '../../../support/window.js'

/** Three tasks taken, given away and finished together; a view of one's own and one of the clinic's, saved and removed. */
export async function workOnTheList(
  room: Window,
  station: Workstation,
  elsewhere: (resource: Resource) => Promise<string>,
  work: Task,
  note: (command: CommandName) => Promise<void>,
): Promise<void> {
  const one = async () => station.id('Task', await elsewhere(work))
  const tasks = [await one(), await one(), await one()]
  await until(() => tasks.every((id) => station.read('Task', id)))
  const expectAll = ({ done, left }: ManyDone): void => {
    if (done !== tasks.length) throw new Error(`not done to all: ${left.map(({ why }) => why).join('; ')}`)
  }
  expectAll(await room.do('inbox.take', { tasks }))
  await note('inbox.take')
  const hale = station.id('Practitioner', 'hale')
  expectAll(await room.do('inbox.give', { tasks, to: hale, note: 'Yours, <please> & thank you' }))
  expectAll(await room.do('inbox.give', { tasks, to: station.id('CareTeam', 'blue-team'), note: 'Whoever can' }))
  await note('inbox.give')
  expectAll(await room.do('inbox.finish', { tasks, comment: 'Rang all three' }))
  await note('inbox.finish')

  const look = { box: 'team', kind: 'call', text: 'knee “ñ”', order: 'oldest' } as const
  const { view: own } = await room.do('view.save', { title: 'Knees', look, shared: false })
  const { view: shared } = await room.do('view.save', {
    title: 'Everything',
    look: { box: 'all', order: 'urgent' },
    shared: true,
  })
  await note('view.save')
  await room.do('view.remove', { view: own })
  await room.do('view.remove', { view: shared })
  await note('view.remove')
}
