import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyChange, differ } from '../../../shared/contract/difference.js'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

const leaf = fc.oneof(fc.string({ maxLength: 4 }), fc.integer(), fc.boolean(), fc.constant(null))
const row = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  n: leaf,
  deep: fc.record({ x: leaf }, { requiredKeys: [] }),
})
const rows = fc.uniqueArray(row, { selector: (item) => item.id, maxLength: 5 })
const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 })
const result = fc.record(
  { rows, plain: fc.array(leaf, { maxLength: 4 }), texts, one: leaf, maybe: leaf },
  { requiredKeys: ['rows'] },
)

describe(`the difference of live results (seed ${seed})`, () => {
  it('turns any result into any other', () => {
    fc.assert(
      fc.property(result, result, (before, after) => {
        const change = differ(before, after)
        const applied = change === null ? before : applyChange(before, JSON.parse(JSON.stringify(change)))
        expect(applied).toEqual(after)
      }),
      { seed, numRuns: 2000 },
    )
  })

  it('says nothing when nothing changed', () => {
    fc.assert(
      fc.property(result, (value) => differ(value, structuredClone(value)) === null),
      { seed, numRuns: 500 },
    )
  })

  it('never touches what it is applied to and keeps the identity of unchanged rows', () => {
    const before = {
      rows: [
        { id: 'a', n: 1 },
        { id: 'b', n: 2 },
      ],
    }
    const kept = structuredClone(before)
    const change = differ(before, {
      rows: [
        { id: 'b', n: 2 },
        { id: 'a', n: 9 },
      ],
    })
    const after = applyChange(before, change as NonNullable<typeof change>) as typeof before
    expect(before).toEqual(kept)
    expect(after.rows[0]).toBe(before.rows[1])
    expect(after.rows[1]).toEqual({ id: 'a', n: 9 })
  })

  it('costs one row when one of a thousand changed', () => {
    const before = Array.from({ length: 1000 }, (_, i) => ({ id: `r${i}`, text: `row ${i}` }))
    const after = before.map((item, i) => (i === 500 ? { ...item, text: 'changed' } : item))
    expect(JSON.stringify(differ(before, after)).length).toBeLessThan(120)
  })

  it('costs one text when one of ten thousand went, came or moved by one', () => {
    const before = Array.from({ length: 10_000 }, (_, i) => `t${i}`)
    for (const after of [
      before.toSpliced(4, 1),
      before.toSpliced(7_000, 0, 'new'),
      before.toSpliced(3, 2, 't4', 't3'),
    ]) {
      const change = differ(before, after)
      expect(JSON.stringify(change).length).toBeLessThan(80)
      expect(applyChange(before, change as NonNullable<typeof change>)).toEqual(after)
    }
  })
})
