import { beforeEach, expect, test, vi } from 'vitest'
import { closeToast, toast, undoNewest, useToasts } from '../../../renderer/data/toasts.js'

const texts = () => useToasts.getState().toasts.map(({ text }) => text)
beforeEach(() => useToasts.setState({ toasts: [] }))

test('a newer step of a visit takes the older undo away', () => {
  const undoArrival = vi.fn()
  const undoRoom = vi.fn()
  toast('Okafor has arrived', { about: 'visit', undo: undoArrival })
  toast('Haddad has arrived', { about: 'other', undo: vi.fn() })
  toast('Okafor is in Room 3', { about: 'visit', undo: undoRoom })
  expect(texts()).toEqual(['Haddad has arrived', 'Okafor is in Room 3'])
  expect(undoNewest()).toBe(true)
  expect(undoRoom).toHaveBeenCalledOnce()
  expect(undoArrival).not.toHaveBeenCalled()
})

test('undo goes to the newest that has one, and is offered once', () => {
  const undo = vi.fn()
  toast('Done', { undo })
  toast('Said only')
  expect(undoNewest()).toBe(true)
  expect(undoNewest()).toBe(false)
  expect(undo).toHaveBeenCalledOnce()
  expect(texts()).toEqual(['Said only'])
})

test('at most four stand on the screen, the same words once', () => {
  for (const text of ['a', 'b', 'c', 'd', 'e', 'e']) toast(text)
  expect(texts()).toEqual(['b', 'c', 'd', 'e'])
  closeToast(useToasts.getState().toasts[0]?.id ?? '')
  expect(texts()).toEqual(['c', 'd', 'e'])
})
