import { afterEach, describe, expect, it } from 'vitest'
import {
  addDays,
  ageText,
  agoForReading,
  dateForReading,
  dayBounds,
  dayOf,
  leftForReading,
  momentForReading,
  yearsBetween,
} from '../../../shared/kernel/dates.js'
import { asDateText, asInstant } from '../../../shared/kernel/ids.js'

const on = new Date(2026, 10, 22, 10, 30)
const age = (birth: string): string => ageText(asDateText(birth), on)

describe('ages', () => {
  it.each([
    ['2026-11-22', '0 d'],
    ['2026-11-01', '21 d'],
    ['2026-10-01', '7 wk'],
    ['2026-03-23', '7 mo'],
    ['2024-11-23', '23 mo'],
    ['2024-11-22', '2 y'],
    ['1979-11-23', '46 y'],
    ['1979-11-22', '47 y'],
    ['2027-01-01', 'not yet born'],
  ])('of someone born %s is %s', (birth, text) => {
    expect(age(birth)).toBe(text)
  })

  it('of a partial birth date is marked as approximate', () => {
    expect(age('1950')).toBe('~76 y')
    expect(ageText(undefined, on)).toBe('age unknown')
  })
})

describe('where the clinic is', () => {
  const { TZ } = process.env
  afterEach(() => {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  })

  it.each(['America/Los_Angeles', 'Pacific/Auckland', 'UTC'])('makes nobody older or younger: %s', (zone) => {
    process.env.TZ = zone
    const born = asDateText('1988-02-29')
    const years = ['2028-02-28', '2028-02-29', '2027-02-28', '2027-03-01'].map((on) => yearsBetween(born, on))
    expect(years).toEqual([39, 40, 38, 39])
    // The last moment of a day and the first ones of the next.
    expect(yearsBetween(born, new Date(2028, 1, 28, 23, 59, 58).toISOString())).toBe(39)
    expect(yearsBetween(born, new Date(2028, 1, 29, 0, 0, 5).toISOString())).toBe(40)
    expect(ageText(born, new Date(2028, 1, 28, 23, 59, 58))).toBe('39 y')
    expect(ageText(born, new Date(2028, 1, 29, 0, 0, 5))).toBe('40 y')
  })

  it.each([
    ['America/Los_Angeles', '2026-03-07', [2026, 2, 9]],
    ['Pacific/Auckland', '2026-09-26', [2026, 8, 28]],
  ] as const)('counts the day on which the clocks go forward: %s', (zone, born, [year, month, day]) => {
    process.env.TZ = zone
    expect(ageText(asDateText(born), new Date(year, month, day, 0, 0, 5))).toBe('2 d')
  })

  it('says on which day something was, in the evening too', () => {
    process.env.TZ = 'America/Los_Angeles'
    expect(dayOf('2026-11-23T03:30:00.000Z')).toBe('2026-11-22')
    expect(['2026-11-23', '2026-11', '2026'].map(dayOf)).toEqual(['2026-11-23', '2026-11', '2026'])
  })
})

describe('dates for reading', () => {
  it('names months', () => {
    expect(dateForReading(asDateText('1979-03-12'))).toBe('12 Mar 1979')
    expect(dateForReading(asDateText('1979-03'))).toBe('Mar 1979')
    expect(dateForReading(undefined)).toBe('unknown')
  })

  it('says how long ago in the shortest true words', () => {
    const back = (minutes: number): string =>
      agoForReading(asInstant(new Date(on.getTime() - minutes * 60_000).toISOString()), on)
    expect(back(0)).toBe('now')
    expect(back(6)).toBe('6 min')
    expect(back(125)).toBe('2 h')
    expect(back(11 * 60)).toBe('yesterday')
    expect(back(4 * 24 * 60)).toBe('18 Nov')
    expect(back(400 * 24 * 60)).toBe('18 Oct 2025')
  })

  it('bounds a local day and walks over month ends', () => {
    const { start, end } = dayBounds(asDateText('2026-11-22'))
    expect(Date.parse(end) - Date.parse(start)).toBe(86_400_000)
    expect(addDays(asDateText('2026-02-27'), 2)).toBe('2026-03-01')
  })

  it('says what is left no finer than anyone can know', () => {
    const words = [3, 30, 60, 240, 1530, 7200].map(leftForReading)
    expect(words).toEqual([
      'a few seconds left',
      'less than a minute left',
      'about a minute left',
      'about 4 minutes left',
      'about 25 minutes left',
      'about 2 hours left',
    ])
  })

  it('names the day of a moment that was not today', () => {
    const at = (...parts: [number, number, number, number]): string =>
      momentForReading(asInstant(new Date(2026, parts[0] - 1, parts[1], parts[2], parts[3]).toISOString()), on)
    expect([at(11, 22, 8, 5), at(11, 21, 16, 40), at(11, 21, 23, 58), at(11, 18, 9, 5), at(11, 23, 8, 0)]).toEqual([
      '08:05',
      'yesterday 16:40',
      'yesterday 23:58',
      '18 Nov 09:05',
      '23 Nov 08:00',
    ])
  })
})
