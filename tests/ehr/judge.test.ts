import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentSql, PREFIXES, satisfies, satisfiesSql, stretchOf } from '../../main/ehr/search/period.js'

test('dates compare the same whether SQLite or the resource itself is asked', () => {
  const db = new Sqlite(':memory:')
  const day = fc.integer({ min: 0, max: 12 })
  const stretch = fc.tuple(day, fc.integer({ min: 1, max: 5 })).map(([from, length]) => ({ from, to: from + length }))
  fc.assert(
    fc.property(stretch, fc.constantFrom(...PREFIXES), stretch, (value, prefix, asked) => {
      const [sql, values] = satisfiesSql('x', 'y', prefix, asked)
      const row = db.prepare(`select ${sql} as holds from (select ? as x, ? as y)`).get(...values, value.from, value.to)
      expect(Boolean((row as { holds: number }).holds)).toBe(satisfies(value, prefix, asked))
    }),
  )
  db.close()
})

test('moments compare the same whether SQLite or the resource itself is asked', () => {
  const db = new Sqlite(':memory:')
  const millisecond = fc.integer({ min: 0, max: 9 })
  const stretch = fc
    .tuple(millisecond, fc.integer({ min: 1, max: 5 }))
    .map(([from, length]) => ({ from, to: from + length }))
  fc.assert(
    fc.property(millisecond, fc.constantFrom(...PREFIXES), stretch, (moment, prefix, asked) => {
      const [sql, values] = momentSql('x', prefix, asked)
      const row = db.prepare(`select ${sql.replaceAll('x', String(moment))} as holds`).get(...values)
      expect(Boolean((row as { holds: number }).holds)).toBe(satisfies({ from: moment, to: moment + 1 }, prefix, asked))
    }),
  )
  db.close()
})

test('a date covers as much time as it is precise', () => {
  const length = (text: string) => {
    const stretch = stretchOf(text)
    return stretch && stretch.to - stretch.from
  }
  expect(length('2024')).toBe(366 * 86_400_000)
  expect(length('2024-02')).toBe(29 * 86_400_000)
  expect(length('2024-02-29')).toBe(86_400_000)
  expect(length('2024-02-29T10:11Z')).toBe(60_000)
  expect(length('2024-02-29T10:11:12Z')).toBe(1000)
  expect(length('2024-02-29T10:11:12.123Z')).toBe(1)
  expect(length('2024-02-29T10:11:12.1+05:30')).toBe(100)
  expect(stretchOf('2024-02-29T10:11:12.1+05:30')?.from).toBe(Date.parse('2024-02-29T04:41:12.100Z'))
  for (const text of ['2023-02-29', '2024-13', '24', '2024-1-1', '2024-01-01T25:00:00Z', 'today', '']) {
    expect([text, stretchOf(text)]).toEqual([text, undefined])
  }
})
