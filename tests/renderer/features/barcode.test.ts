import { describe, expect, it } from 'vitest'
import { barsOf } from '../../../renderer/features/draws/barcode.js'

/** Bar and space widths in turn, as a reader sees them. */
function widthsSeen(text: string): number[] {
  const { bars } = barsOf(text)
  return bars.flatMap((bar, i) => {
    const next = bars[i + 1]
    return next ? [bar.width, next.x - bar.x - bar.width] : [bar.width]
  })
}

/** The widths of Start B and of the stop pattern (ISO/IEC 15417, table 1). */
const startB = '211214'
const stop = '2331112'

describe('a barcode', () => {
  it('has whole modules that never touch, and quiet zones of ten', () => {
    for (const text of ['B7KM-000118', 'ZZ99-999999', '2222-000001']) {
      const widths = widthsSeen(text)
      expect(
        widths.every((width) => Number.isInteger(width) && width >= 1 && width <= 4),
        text,
      ).toBe(true)
      const { width, bars } = barsOf(text)
      expect(bars[0]?.x).toBe(10)
      const last = bars.at(-1)
      expect(width - (last?.x ?? 0) - (last?.width ?? 0)).toBe(10)
      // Every symbol is 11 modules wide and the stop 13.
      expect((width - 20 - 13) % 11).toBe(0)
    }
  })
  it('begins with a start symbol and ends with the stop pattern', () => {
    const widths = widthsSeen('B7KM-000118')
    expect(widths.slice(0, 6).join('')).toBe(startB)
    expect(widths.slice(-7).join('')).toBe(stop)
  })
  it('differs for numbers that differ', () => {
    expect(widthsSeen('B7KM-000118')).not.toEqual(widthsSeen('B7KM-000119'))
  })
})
