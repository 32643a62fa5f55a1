import { expect, test } from 'vitest'
import { Met } from '../../main/core/sync/met.js'

test('what was met is known again, and nothing else, whatever the ids look like', () => {
  const met = new Met()
  const shapes: ((n: number) => string)[] = [
    String,
    (n) => `p${n}`,
    (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  ]
  const began = performance.now()
  for (const shape of shapes) for (let n = 0; n < 100_000; n++) met.add('Patient', shape(n))
  for (const shape of shapes) {
    for (let n = 0; n < 100_000; n++) if (!met.has('Patient', shape(n))) throw new Error(`lost ${shape(n)}`)
    for (let n = 0; n < 1_000; n++) {
      expect(met.has('Patient', shape(n + 100_000))).toBe(false)
      expect(met.has('Task', shape(n))).toBe(false)
    }
  }
  // Chains of places that are taken would make it take minutes.
  expect(performance.now() - began).toBeLessThan(5_000)
  met.clear()
  expect(met.has('Patient', 'p1')).toBe(false)
})
