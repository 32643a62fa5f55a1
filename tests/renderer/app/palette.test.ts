import { expect, test } from 'vitest'
import { actionsOf, fits, pick } from '../../../renderer/app/palette.js'

const nothing = () => {}

test('what is typed begins words of the label, in any order', () => {
  expect(fits('Put in a room', 'room')).toBeGreaterThan(0)
  expect(fits('Put in a room', 'ro pu')).toBeGreaterThan(0)
  expect(fits('Put in a room', 'oom')).toBe(0)
  expect(fits('Check in', '')).toBe(1)
})

test('a first word counts for more, equals keep their order', () => {
  const items = [{ label: 'Put in a room' }, { label: 'Rooms' }, { label: 'Room list' }]
  expect(pick(items, 'room', 5).map(({ label }) => label)).toEqual(['Rooms', 'Room list', 'Put in a room'])
  expect(pick(items, 'room', 1)).toHaveLength(1)
})

test('each action is offered once, the newest scope’s first, and quiet ones never', () => {
  const actions = actionsOf([
    {
      id: 'a',
      group: 'Everywhere',
      bindings: [
        { keys: '?', label: 'Keyboard map', run: nothing },
        { keys: 'Mod+1', label: 'First tab', run: nothing, quiet: true },
      ],
    },
    {
      id: 'b',
      group: 'Today',
      bindings: [
        { keys: 's', label: 'Start visit', run: nothing },
        { keys: 'x', label: 'Keyboard map', run: nothing },
      ],
    },
  ])
  expect(actions.map(({ label, keys }) => [label, keys])).toEqual([
    ['Start visit', 's'],
    ['Keyboard map', 'x'],
  ])
})
