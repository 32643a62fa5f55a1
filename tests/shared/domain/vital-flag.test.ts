import { describe, expect, it } from 'vitest'
import { flagOfPressure, flagOfVital } from '../../../shared/domain/vital-flag.js'

describe('vital signs of an adult', () => {
  it.each([
    [128, 82, undefined],
    [140, 80, 'H'],
    [132, 90, 'H'],
    [146, 88, 'H'],
    [182, 96, 'HH'],
    [150, 112, 'HH'],
    [86, 50, 'L'],
  ])('a pressure of %i/%i is %s', (systolic, diastolic, flag) => {
    expect(flagOfPressure(systolic, diastolic, 47)).toBe(flag)
  })

  it.each([
    ['8867-4', 76, undefined],
    ['8867-4', 118, 'H'],
    ['8867-4', 38, 'LL'],
    ['8310-5', 37.4, undefined],
    ['8310-5', 38.4, 'H'],
    ['59408-5', 91, 'LL'],
    ['59408-5', 98, undefined],
    ['29463-7', 180, undefined],
  ])('%s of %d is %s', (code, value, flag) => {
    expect(flagOfVital(code, value, 47)).toBe(flag)
  })

  it('are not used for children', () => {
    expect(flagOfPressure(150, 95, 9)).toBeUndefined()
    expect(flagOfVital('8867-4', 120, 2)).toBeUndefined()
  })
})
