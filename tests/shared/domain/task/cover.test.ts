import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Away, awayAt, coveredBy, standIn } from '../../../../shared/domain/task/cover.js'
import { mayBeAwayUntil, snoozeChoices } from '../../../../shared/domain/task/snooze.js'
import { asLocalId } from '../../../../shared/kernel/ids.js'

const who = ['a', 'b', 'c', 'd', 'e'].map(asLocalId)
const absence = fc.record({
  who: fc.constantFrom(...who),
  cover: fc.option(fc.constantFrom(...who), { nil: undefined }),
  from: fc.constantFrom('2026-11-20T08:00:00.000Z', '2026-11-23T08:00:00.000Z'),
  until: fc.option(fc.constantFrom('2026-11-21T00:00:00.000Z', '2026-11-30T00:00:00.000Z'), { nil: undefined }),
})
const now = '2026-11-22T10:00:00.000Z'
const seed = Number(process.env.COVER_SEED ?? Date.now() % 100_000)

test(`everybody's work is one person's who is there, or their team's; never two people's (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.array(absence, { maxLength: 8 }), (absences: Away[]) => {
      const away = awayAt(absences, now)
      for (const person of who) {
        const by = standIn(person, away)
        if (by !== undefined) expect(away.has(by)).toBe(false)
        const doing = who.filter((other) => other === by || coveredBy(other, away).includes(person))
        expect(doing).toEqual(by === undefined ? [] : [by])
      }
    }),
    { seed },
  )
})

test('a chain of three people is followed, a fourth and a circle are not', () => {
  const [a, b, c, d, e] = who as [never, never, never, never, never]
  const from = '2026-11-20T08:00:00.000Z'
  const chain = awayAt(
    [
      { who: a, cover: b, from },
      { who: b, cover: c, from },
      { who: c, cover: d, from },
    ],
    now,
  )
  expect(standIn(a, chain)).toBe(d)
  expect(standIn(a, new Map([...chain, [d, { who: d, cover: e, from }]]))).toBeUndefined()
  expect(standIn(a, new Map([...chain, [c, { who: c, cover: b, from }]]))).toBeUndefined()
})

test('times to put something away until are to come, each another one; what is critical stays until it is due', () => {
  for (let hour = 0; hour < 24 * 7; hour += 1) {
    const at = new Date(2026, 10, 22, hour, 30)
    const times = snoozeChoices(at).map(({ until }) => until.getTime())
    expect(times.every((time) => time > at.getTime())).toBe(true)
    expect(new Set(times).size).toBe(times.length)
  }
  const due = '2026-11-22T11:00:00.000Z'
  expect(mayBeAwayUntil({ priority: 'stat', due }, due)).toBe(true)
  expect(mayBeAwayUntil({ priority: 'routine', flag: 'LL', due }, '2026-11-22T11:00:01.000Z')).toBe(false)
  expect(mayBeAwayUntil({ priority: 'routine', flag: 'HH' }, now)).toBe(false)
  expect(mayBeAwayUntil({ priority: 'urgent', flag: 'H' }, due)).toBe(true)
})
