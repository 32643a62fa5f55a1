import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slips, slipsToBeginning } from '../../../shared/domain/likeness.js'

/** The same measure by the textbook, without bounds or thrift. */
function plainly(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = 0; i <= a.length; i++) (rows[i] as number[])[0] = i
  for (let j = 0; j <= b.length; j++) (rows[0] as number[])[j] = j
  const at = (i: number, j: number): number => (rows[i] as number[])[j] as number
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1)
      ;(rows[i] as number[])[j] = best
    }
  }
  return at(a.length, b.length)
}

const word = fc.stringMatching(/^[abc]{0,9}$/)

describe('slips of the hand', () => {
  it('are what the textbook counts, up to the bound', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        expect(slips(a, b, most)).toBe(Math.min(plainly(a, b), most + 1))
      }),
      { numRuns: 3000, seed: 20261122 },
    )
  })

  it('to a beginning are the fewest to any beginning', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (typed, whole, most) => {
        const beginnings = Array.from({ length: whole.length + 1 }, (_, end) => plainly(typed, whole.slice(0, end)))
        expect(slipsToBeginning(typed, whole, most)).toBe(Math.min(...beginnings, most + 1))
      }),
      { numRuns: 3000, seed: 20261122 },
    )
  })

  it.each([
    ['okafur', 'okafor', 1],
    ['amra', 'amara', 1],
    ['smiht', 'smith', 1],
    ['nuygen', 'nguyen', 2],
  ])('%s and %s: %i', (a, b, count) => expect(slips(a, b, 3)).toBe(count))
})
