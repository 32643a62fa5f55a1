import { expect, test } from 'vitest'
import { Estimate } from '../../main/core/sync/estimate.js'

/** Brings `total` things at a rate that may change, and answers what was said each second. */
function told(total: number, perSecond: (second: number) => number, seconds: number): (number | undefined)[] {
  let now = 0
  let done = 0
  const estimate = new Estimate(() => now)
  estimate.begin(0)
  const said: (number | undefined)[] = []
  for (let second = 0; second < seconds && done < total; second++) {
    for (let part = 0; part < 4; part++) {
      now += 250
      done = Math.min(total, done + perSecond(second) / 4)
      if (perSecond(second) > 0) estimate.mark(done)
    }
    said.push(estimate.secondsLeft(total))
  }
  return said
}

test('nothing is said before enough was seen, and nothing at all of what is over at once', () => {
  expect(told(5, () => 4, 5)).toEqual([undefined, undefined])
  const said = told(6000, () => 100, 6).map((seconds) => seconds !== undefined)
  expect(said).toEqual([false, false, true, true, true, true])
})

test('at a steady rate it is right at 5,000 and at 500,000', () => {
  for (const total of [5_000, 500_000]) {
    const said = told(total, () => total / 100, 90)
    for (const [i, seconds] of said.entries())
      if (seconds !== undefined) expect(Math.abs(seconds - (100 - (i + 1)))).toBeLessThanOrEqual(2)
  }
})

test('where the rate changes it follows, without wild jumps', () => {
  const said = told(100_000, (second) => (second < 30 ? 2000 : 400), 70)
  const numbers = said.filter((seconds) => seconds !== undefined)
  for (let i = 1; i < numbers.length; i++) expect((numbers[i] as number) - (numbers[i - 1] as number)).toBeLessThan(25)
  // 60,000 were done in half a minute; of 40,000 left at 400 a second, 40 seconds on, 60 are to come.
  expect(numbers.at(-1)).toBeGreaterThan(45)
  expect(numbers.at(-1)).toBeLessThan(75)
})

test('while nothing comes nothing is promised', () => {
  const said = told(100_000, (second) => (second < 10 ? 1000 : 0), 30)
  expect(said[9]).toBeDefined()
  expect(said.at(-1)).toBeUndefined()
})
