import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Vocabulary } from '../../../main/core/search/vocabulary.js'
import { slips, slipsAllowed } from '../../../shared/domain/likeness.js'
import { SearchClinic } from './clinic.js'

const letters = 'abcd'
const all: string[] = []
for (const a of letters)
  for (const b of letters)
    for (const c of letters)
      for (const d of letters) {
        all.push(a + b + c + d, a + b + c + d + a, b + a + d + c + a + b, a + c + b + d + d + b + a)
      }

let clinic: SearchClinic
let words: string[]
beforeAll(() => {
  words = [...new Set(all)].filter((_, at) => at % 3 === 0)
  clinic = new SearchClinic(words.map((family) => ({ family, given: [] })))
})
afterAll(() => clinic.close())

/** The same by comparing with every word. */
function plainly(typed: string): string[] {
  const allowed = slipsAllowed(typed)
  return words.filter((word) => {
    const near = word[0] === typed[0] || word[0] === typed[1]
    const apart = slips(typed, word, 3)
    return apart > 0 && apart <= (near ? allowed : Math.min(allowed, 1))
  })
}

describe('the vocabulary', () => {
  it('finds the words a comparison with each of them finds, the closest of them first', () => {
    const vocabulary = new Vocabulary(clinic.store.db)
    fc.assert(
      fc.property(fc.stringMatching(/^[a-e]{3,8}$/), (typed) => {
        const found = vocabulary.alike(typed)
        const wholes = found.filter(({ beginning }) => !beginning).map(({ word }) => word)
        const expected = plainly(typed)
        for (const word of wholes) expect(expected).toContain(word)
        if (found.length < 24) expect(new Set(wholes)).toEqual(new Set(expected))
        expect(found.map(({ slips: apart }) => apart)).toEqual(
          found.map(({ slips: apart }) => apart).sort((a, b) => a - b),
        )
      }),
      { numRuns: 800, seed: 20261122 },
    )
  })

  it('takes the beginning of a longer name that is still being typed', () => {
    const own = new SearchClinic([{ family: 'Featherstonehaugh', given: ['Ann'] }])
    expect(new Vocabulary(own.store.db).alike('faeth')).toEqual([{ word: 'feath', beginning: true, slips: 1.5 }])
    expect(own.find('faeth')).toEqual(['Featherstonehaugh, Ann'])
    own.close()
  })

  it('learns names as they come, many or few', () => {
    const own = new SearchClinic([{ family: 'Okafor', given: ['A'] }])
    expect(own.find('okafur')).toHaveLength(1)
    own.put([{ family: 'Nguyen', given: ['B'] }], 1)
    expect(own.find('nguyan')).toHaveLength(1)
    own.put(
      words.concat(words.map((word) => `x${word}`)).map((family) => ({ family, given: [] })),
      2,
    )
    expect(own.find('okafur')).toHaveLength(1)
    expect(own.find('nguyan')).toHaveLength(1)
    own.close()
  })
})
