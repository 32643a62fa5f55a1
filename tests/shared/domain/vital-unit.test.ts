import { describe, expect, it } from 'vitest'
import { inRecordedUnit, lastMeasured } from '../../../shared/domain/vital-unit.js'

describe('a vital sign of another system', () => {
  it.each([
    ['29463-7', 180, 'lb', 81.6],
    ['29463-7', 180, '[lb_av]', 81.6],
    ['29463-7', 3400, 'g', 3.4],
    ['8302-2', 70, 'in', 177.8],
    ['8302-2', 1.78, 'm', 178],
    ['8310-5', 98.6, '°F', 37],
    ['8310-5', 38.2, '°C', 38.2],
    ['8867-4', 72, '/min', 72],
  ])('%s %d %s is in the unit Rounds records', (code, value, unit, expected) => {
    expect(inRecordedUnit(code, value, unit)).toBeCloseTo(expected, 1)
  })

  it('in a unit nobody knows is not guessed', () => {
    expect(inRecordedUnit('29463-7', 12, 'stone')).toBeUndefined()
    expect(inRecordedUnit('29463-7', 12, '')).toBeUndefined()
  })

  it('is the newest, whichever unit it is in', () => {
    const series = [
      { id: '29463-7', unit: 'kg', readings: [{ at: '2025-01-01T00:00:00Z', value: 70 }] },
      { id: '29463-7 lb', unit: 'lb', readings: [{ at: '2026-01-01T00:00:00Z', value: 180 }] },
    ]
    expect(lastMeasured(series, '29463-7')).toBeCloseTo(81.6, 1)
    expect(lastMeasured(series, '8302-2')).toBeUndefined()
  })
})
