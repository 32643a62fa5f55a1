import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Calm } from '../../main/core/calm.js'
import { Filler, type FillerDeps } from '../../main/core/sync/filler.js'
import { asLocalId, type LocalId } from '../../shared/kernel/ids.js'

const ids = [1, 2, 3].map((n) => asLocalId(`00000000-0000-4000-8000-00000000000${n}`))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('charts that found the disk full come as soon as there is space, and meanwhile one at a time is tried', async () => {
  const held = new Set<LocalId>()
  const asked: LocalId[] = []
  let full = true
  const filler = new Filler({
    calm: new Calm(),
    workingSet: {
      review: () => ({ fetch: ids.filter((id) => !held.has(id)), evict: [] }),
      row: (id: LocalId) => ({ state: held.has(id) ? 'held' : 'wanted' }),
    },
    charts: {
      fetch: async (id: LocalId) => {
        asked.push(id)
        if (full) throw new Error('database or disk is full')
        held.add(id)
      },
    },
    link: { failed() {} },
    now: () => new Date(),
    mayFetch: () => true,
    allowance: () => ({ charts: 9, bytes: 1e9 }),
    onProgress() {},
    onTrouble() {},
  } as unknown as FillerDeps)
  filler.poke()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toEqual(ids)
  // Something else could be written, a chart not yet.
  for (const next of [0, 1]) {
    filler.relieved()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toEqual([...ids, ...ids.slice(0, next + 1)])
  }
  full = false
  filler.relieved()
  await vi.advanceTimersByTimeAsync(2_000)
  expect([...held].sort()).toEqual(ids)
  await filler.stop()
})
