import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTypedDate } from '../../../shared/domain/birth-date.js'

const read = (text: string) => readTypedDate(text, 2026)

describe('a birth date as typed', () => {
  it.each([
    ['12 Mar 1979', ['1979-03-12']],
    ['12 march 79', ['1979-03-12']],
    ['12th March 1979', ['1979-03-12']],
    ['March 12, 1979', ['1979-03-12']],
    ['12mar1979', ['1979-03-12']],
    ['1979-03-12', ['1979-03-12']],
    ['1979/3/12', ['1979-03-12']],
    ['12/03/1979', ['1979-03-12', '1979-12-03']],
    ['3/12/79', ['1979-12-03', '1979-03-12']],
    ['13/02/1979', ['1979-02-13']],
    ['12031979', ['1979-03-12', '1979-12-03']],
    ['19790312', ['1979-03-12']],
    ['120379', ['1979-03-12', '1979-12-03']],
    ['4.8.54', ['1954-08-04', '1954-04-08']],
    ['29 Feb 2024', ['2024-02-29']],
  ])('%s', (typed, full) => expect(read(typed).full).toEqual(full))

  it('of two digits may be of either century while both can be', () => {
    expect(read('1 Jan 24').full).toEqual(['2024-01-01', '1924-01-01'])
    expect(read('1 Jan 27').full).toEqual(['1927-01-01'])
  })

  it('unfinished is read as far as it goes', () => {
    expect(read('Mar 1979').months).toEqual(['1979-03'])
    expect(read('1979-03').months).toEqual(['1979-03'])
    expect(read('12 Mar').days).toEqual(['03-12'])
    expect(read('12/03/19').days).toEqual(['03-12', '12-03'])
    expect(read('12/03/197').days).toEqual(['03-12', '12-03'])
  })

  it.each(['31 Feb 1979', '32/01/1979', 'May', 'marcus 1979x', '', '12', 'okafor'])('%s is none', (typed) => {
    expect(read(typed)).toEqual({ full: [], months: [], days: [] })
  })

  it('is read back however it is written, and is always a real date', () => {
    const day = fc.date({ min: new Date('1905-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [year, month, number] = iso.split('-') as [string, string, string]
        const named = months[Number(month) - 1]
        for (const typed of [
          iso,
          `${number}/${month}/${year}`,
          `${month}/${number}/${year}`,
          `${Number(number)} ${named} ${year}`,
          `${named} ${Number(number)}, ${year}`,
          `${number}${month}${year}`,
        ]) {
          expect(read(typed).full, typed).toContain(iso)
        }
      }),
      { numRuns: 500, seed: 20261122 },
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9/. -]{1,12}$/), (typed) => {
        for (const full of read(typed).full) expect(new Date(`${full}T00:00:00Z`).toISOString().slice(0, 10)).toBe(full)
      }),
      { numRuns: 2000, seed: 20261122 },
    )
  })
})
