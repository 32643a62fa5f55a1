import { expect, test } from 'vitest'
import { asOfWords } from '../../../renderer/ui/asOfWords.js'
import { asInstant } from '../../../shared/kernel/ids.js'

const now = new Date(2026, 10, 22, 10, 30)
const before = (minutes: number) => asOfWords(asInstant(new Date(now.getTime() - minutes * 60_000).toISOString()), now)

test('what is current is told quietly, what is older plainly, what is old so that nobody overlooks it', () => {
  expect(before(0)).toEqual({ age: 'current', words: '10:30' })
  expect(before(4)).toEqual({ age: 'current', words: '10:26' })
  expect(before(12)).toEqual({ age: 'older', words: '10:18, 12 min ago' })
  expect(before(120)).toEqual({ age: 'old', words: '08:30, 2 h ago' })
  expect(before(18 * 60 - 10)).toEqual({ age: 'old', words: 'yesterday 16:40' })
  expect(before(4 * 24 * 60)).toEqual({ age: 'old', words: '18 Nov 10:30' })
})

test('just after midnight yesterday is not called current', () => {
  const midnight = new Date(2026, 10, 22, 0, 2)
  const at = asInstant(new Date(2026, 10, 21, 23, 40).toISOString())
  expect(asOfWords(at, midnight)).toEqual({ age: 'old', words: 'yesterday 23:40' })
})
