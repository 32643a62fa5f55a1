import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageSteps, insightOf, spreadOf, type WorkSpan } from '../../../shared/domain/task/insight.js'
import type { Instant } from '../../../shared/kernel/ids.js'

const now = new Date(2026, 10, 22, 10, 0)
const ago = (hours: number): Instant => new Date(now.getTime() - hours * 3_600_000).toISOString() as Instant

const span = (more: Partial<WorkSpan>): WorkSpan => ({
  kind: 'call',
  owner: 'Blue team',
  authored: ago(1),
  begun: null,
  done: null,
  due: null,
  cancelled: false,
  undated: false,
  ...more,
})

describe('what waits', () => {
  it('is counted by kind and by owner, with its age, its oldest and what is overdue', () => {
    const { byKind, byOwner } = insightOf(
      [
        span({ authored: ago(3) }),
        span({ authored: ago(4), due: ago(1) }),
        span({ authored: ago(30), owner: 'Front desk', due: ago(-1) }),
        span({ kind: 'referral', authored: ago(400), due: ago(100) }),
        span({ authored: ago(9), done: ago(1) }),
      ],
      now,
      7,
    )
    expect(byKind).toEqual([
      { name: 'call', count: 3, overdue: 1, oldest: ago(30), ages: [1, 1, 1, 0, 0] },
      { name: 'referral', count: 1, overdue: 1, oldest: ago(400), ages: [0, 0, 0, 0, 1] },
    ])
    expect(byOwner.map(({ name, count }) => [name, count])).toEqual([
      ['Blue team', 3],
      ['Front desk', 1],
    ])
  })
})

describe('what came and left', () => {
  it('stands by local day, the days without any too', () => {
    const { perDay } = insightOf(
      [
        span({ authored: ago(9.9) }),
        span({ authored: ago(10.1) }),
        span({ authored: ago(50), done: ago(2) }),
        span({ authored: ago(400), done: ago(2), cancelled: true }),
      ],
      now,
      4,
    )
    expect(perDay).toEqual([
      { day: '2026-11-19', came: 0, left: 0, dropped: 0 },
      { day: '2026-11-20', came: 1, left: 0, dropped: 0 },
      { day: '2026-11-21', came: 1, left: 0, dropped: 0 },
      { day: '2026-11-22', came: 1, left: 2, dropped: 1 },
    ])
  })
})

describe('how long it takes', () => {
  it('is the nearest rank, and is not said of a few', () => {
    expect(spreadOf([10, 20, 30, 40])).toEqual({ count: 4 })
    expect(spreadOf([50, 10, 40, 20, 30])).toEqual({ count: 5, p50: 30, p90: 50 })
    expect(spreadOf(Array.from({ length: 100 }, (_, at) => at + 1))).toEqual({ count: 100, p50: 50, p90: 90 })
  })

  it('counts what was finished unclaimed as taken on then, leaves out what was cancelled and what came earlier', () => {
    const { times } = insightOf(
      [
        span({ authored: ago(5), begun: ago(4), done: ago(3) }),
        span({ authored: ago(5), done: ago(3) }),
        span({ authored: ago(5) }),
        span({ authored: ago(5), done: ago(4), cancelled: true }),
        span({ authored: ago(24 * 9), done: ago(1) }),
      ],
      now,
      7,
    )
    expect(times).toEqual([{ kind: 'call', claim: { count: 2 }, close: { count: 2 } }])
  })
})

it('adds up, whatever there is', () => {
  const work = fc.record({
    kind: fc.constantFrom('call', 'referral', 'result-review'),
    owner: fc.constantFrom('Blue team', 'Front desk'),
    age: fc.integer({ min: 0, max: 900 }),
    took: fc.option(fc.integer({ min: 0, max: 900 })),
    cancelled: fc.boolean(),
    undated: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(work, { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (all, days) => {
      const spans = all.map(({ age, took, ...more }) =>
        span({ ...more, authored: ago(age), done: took === null ? null : ago(Math.max(0, age - took)) }),
      )
      const { byKind, byOwner, perDay, times } = insightOf(spans, now, days)
      const open = spans.filter(({ done }) => done === null).length
      for (const rows of [byKind, byOwner]) {
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(open)
        for (const { count, ages } of rows) {
          expect(ages.length).toBe(ageSteps.length)
          expect(ages.reduce((sum, each) => sum + each, 0)).toBe(count)
        }
      }
      expect(perDay.length).toBe(days)
      expect(perDay.reduce((sum, { came }) => sum + came, 0)).toBeLessThanOrEqual(spans.length)
      for (const { claim, close } of times) {
        expect(close.count).toBeLessThanOrEqual(claim.count)
        if (close.p50 !== undefined) expect(close.p50).toBeLessThanOrEqual(close.p90 as number)
      }
    }),
  )
})
