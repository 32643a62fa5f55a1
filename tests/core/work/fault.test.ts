import { expect, it, vi } from 'vitest'
import { clinic, until } from '../../support/clinic.js'
import { done, result, tasksAbout } from './arrivals.js'

/** Kinds of work that fail as they do for a resource nobody foresaw: at the look, and as it is written. */
vi.mock('../../../main/core/work/messages.js', () => ({
  messageFinder: {
    types: ['Communication', 'DiagnosticReport'],
    find: () => {
      throw new TypeError('Okafor, Amara is not iterable')
    },
  },
}))
vi.mock('../../../main/core/work/held.js', () => ({
  heldFinder: {
    types: ['DiagnosticReport'],
    find: () => [
      {
        key: 'never',
        task: 'none',
        critical: true,
        do: () => {
          throw new RangeError('Invalid time value')
        },
      },
    ],
  },
}))

it('what fails keeps nothing else from being made, and the log is told of it without words', async () => {
  const itself = await clinic()
  const told: string[] = []
  const onFault = (what: string, error: string) => told.push(`${what} ${error}`)
  const a = await (await (await itself.workstation('A', { onFault })).as('novak')).ready()
  await done(a, 'rules.begin', {})
  await until(() => a.context.sync.view().line === 'All in the EHR')
  const { report } = await result(itself, 'p5', 6.7, 'HH')
  await until(async () => (await tasksAbout(itself, 'DiagnosticReport', report)).length === 1)
  await until(() => told.length > 1)
  // Each once, however often it is tried again.
  const next = await result(itself, 'p6', 6.6, 'HH')
  await until(async () => (await tasksAbout(itself, 'DiagnosticReport', next.report)).length === 1)
  expect(told.sort()).toEqual(['work-held-chore RangeError', 'work-message TypeError'])
})
