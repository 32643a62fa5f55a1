// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const { nextFrame } = await vi.importActual<typeof import('../../../renderer/data/nextFrame.js')>(
  '../../../renderer/data/nextFrame.js',
)
let frames: (() => void)[]

beforeEach(() => {
  frames = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.push(work))
  vi.stubGlobal('cancelAnimationFrame', () => {})
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('it is done with the next frame, once', () => {
  const work = vi.fn()
  nextFrame(work)
  expect(work).not.toHaveBeenCalled()
  frames.shift()?.()
  vi.advanceTimersByTime(1_000)
  expect(work).toHaveBeenCalledOnce()
})

test('in a window nobody sees it is done all the same, once', () => {
  const work = vi.fn()
  nextFrame(work)
  vi.advanceTimersByTime(100)
  expect(work).toHaveBeenCalledOnce()
  frames.shift()?.()
  expect(work).toHaveBeenCalledOnce()
})
