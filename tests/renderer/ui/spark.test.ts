import { expect, test } from 'vitest'
import { sparkPath } from '../../../renderer/ui/spark.js'

test('stays in its box, oldest left, highest on top', () => {
  const { points } = sparkPath([4.4, 4.5, 4.9, 6.1], 76, 20)
  expect(points[0]?.[0]).toBeLessThan(points[3]?.[0] as number)
  expect(Math.min(...points.map(([, y]) => y))).toBe(points[3]?.[1])
  for (const [x, y] of points) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(76)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(20)
  }
})

test('a flat line lies in the middle and one value is drawn at the right', () => {
  expect(sparkPath([5, 5, 5], 76, 20).points.map(([, y]) => y)).toEqual([10, 10, 10])
  expect(sparkPath([5], 76, 20).points).toEqual([[73, 10]])
})

test('a near bound is kept in view, a far one does not flatten the line', () => {
  const near = sparkPath([5, 6], 76, 20, undefined, 6.5)
  expect(near.points[1]?.[1]).toBeGreaterThan(3)
  const far = sparkPath([5, 6], 76, 20, undefined, 100)
  expect(far.points[1]?.[1]).toBe(3)
})
