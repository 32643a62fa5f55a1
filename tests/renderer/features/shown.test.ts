import { expect, test } from 'vitest'
import { noteShown, seenOf } from '../../../renderer/features/inbox/result/shown.js'

test('what was drawn is what a key is about, until something else has stood in its place for a moment', () => {
  expect(seenOf('a', 0)).toBeUndefined()
  noteShown('a', 'first', 0)
  expect(seenOf('a', 1)).toBe('first')
  noteShown('a', 'second', 9_000)
  expect(seenOf('a', 9_100)).toBe('first')
  // Drawn again, it is not newer for that.
  noteShown('a', 'second', 9_400)
  expect(seenOf('a', 9_500)).toBe('second')
  // Two changes in a row: neither of them has been read.
  noteShown('a', 'third', 20_000)
  noteShown('a', 'fourth', 20_100)
  expect(seenOf('a', 20_550)).toBe('second')
  expect(seenOf('a', 20_600)).toBe('fourth')
  expect(seenOf('b', 20_600)).toBeUndefined()
})
