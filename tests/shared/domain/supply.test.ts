import { describe, expect, it } from 'vitest'
import { readSig } from '../../../shared/domain/medicine/sig.js'
import {
  amountWords,
  askedEarly,
  daysOf,
  isDecidedEachTime,
  lastsUntil,
  refillWords,
} from '../../../shared/domain/medicine/supply.js'

const days = (sig: string, quantity: number, refills = 0, quantityUnit?: string) =>
  daysOf({ quantity, refills, quantityUnit }, readSig(sig, 'oral'))

describe('how long a prescription lasts', () => {
  it('is its supply by what is taken a day, with every refill', () => {
    expect(days('1 tablet daily', 90, 3)).toBe(360)
    expect(days('1 tablet twice daily', 60)).toBe(30)
    expect(days('2 capsules every 8 hours', 18, 0, 'capsules')).toBe(3)
    expect(days('1 tablet weekly', 12, 1)).toBe(168)
  })

  it('is not said where the directions do not tell it', () => {
    expect(days('1 to 2 tablets every 6 hours', 30)).toBeUndefined()
    expect(days('1 tablet daily as needed for pain', 30)).toBeUndefined()
    expect(days('2 puffs twice daily', 1, 3, 'inhaler')).toBeUndefined()
    expect(days('as directed', 90)).toBeUndefined()
    expect(daysOf({}, readSig('1 tablet daily', 'oral'))).toBeUndefined()
  })

  it('is early more than two weeks before its end', () => {
    const until = lastsUntil('2026-09-01T10:00:00Z', 90)
    expect(until.toISOString()).toBe('2026-11-30T10:00:00.000Z')
    expect(askedEarly(until, new Date('2026-11-16T10:00:00Z'))).toBe(0)
    expect(askedEarly(until, new Date('2026-11-15T10:00:00Z'))).toBe(15)
    expect(askedEarly(until, new Date('2026-12-24T10:00:00Z'))).toBe(0)
  })
})

it('knows medicines whose supply is decided each time', () => {
  const decided = [
    'Oxycodone 5 mg tablet',
    'Lorazepam 0.5 mg tablet',
    'Gabapentin 300 mg capsule',
    'Methotrexate 2.5 mg',
  ]
  for (const text of decided) expect([text, isDecidedEachTime({ text })]).toEqual([text, true])
  for (const text of ['Lisinopril 20 mg tablet', 'Metformin 500 mg tablet', 'Naloxone 4 mg nasal spray'])
    expect([text, isDecidedEachTime({ text })]).toEqual([text, false])
})

it('says an amount with its unit in the right number', () => {
  expect([
    amountWords(90, 'tablet'),
    amountWords(1, 'inhaler'),
    amountWords(30, 'tablets'),
    amountWords(4, undefined),
  ]).toEqual(['90 tablets', '1 inhaler', '30 tablets', '4'])
  expect([0, 1, 3].map(refillWords)).toEqual(['no refills', '1 refill', '3 refills'])
})
