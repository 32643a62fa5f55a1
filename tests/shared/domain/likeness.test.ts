import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slips } from '../../../shared/domain/likeness.js'

const word = fc.stringMatching(/^[abc]{0,8}$/)

/** Every word one slip away, by making all of them. */
function oneSlip(from: string): Set<string> {
  const words = new Set<string>()
  for (let at = 0; at <= from.length; at++) {
    const [before, after] = [from.slice(0, at), from.slice(at)]
    words.add(before + after.slice(1))
    words.add(before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2))
    for (const letter of 'abc') {
      words.add(before + letter + after)
      words.add(before + letter + after.slice(1))
    }
  }
  words.delete(from)
  return words
}

describe('slips of the hand', () => {
  it('are one exactly for the words one slip away', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const near = oneSlip(a)
        for (const each of near) expect(slips(a, each, 2)).toBe(1)
        expect(slips(a, b, 9) === 1).toBe(near.has(b))
      }),
      { numRuns: 500, seed: 20261122 },
    )
  })

  it('are the same both ways, none only for the same word, and never more than the bound says', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        expect(slips(a, b, most)).toBe(slips(b, a, most))
        expect(slips(a, b, most) === 0).toBe(a === b)
        expect(slips(a, b, most)).toBe(Math.min(slips(a, b, 20), most + 1))
      }),
      { numRuns: 2000, seed: 20261122 },
    )
  })

  it.each([
    ['okafur', 'okafor', 1],
    ['amra', 'amara', 1],
    ['smiht', 'smith', 1],
    ['nuygen', 'nguyen', 2],
  ])('%s and %s: %i', (a, b, count) => expect(slips(a, b, 3)).toBe(count))
})
