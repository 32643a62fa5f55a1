import { expect, onTestFinished, test, vi } from 'vitest'
import { Calm } from '../../main/core/calm.js'

function calmed(): { calm: Calm; did: number[]; put: (longestMs: number) => () => void } {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const calm = new Calm()
  const did: number[] = []
  const began = performance.now()
  return { calm, did, put: (longestMs) => calm.soon(longestMs, () => did.push(performance.now() - began)) }
}

test('where nobody does anything it is done next', () => {
  const { did, put } = calmed()
  put(600)
  expect(did).toEqual([])
  vi.advanceTimersByTime(1)
  expect(did).toHaveLength(1)
})

test('it waits for whoever goes on, until there is a pause', () => {
  const { calm, did, put } = calmed()
  calm.stir()
  put(600)
  vi.advanceTimersByTime(100)
  calm.stir()
  vi.advanceTimersByTime(100)
  expect(did).toEqual([])
  vi.advanceTimersByTime(30)
  expect(did).toEqual([220])
})

test('whoever never pauses does not put it off for ever', () => {
  const { calm, did, put } = calmed()
  calm.stir()
  put(600)
  for (let i = 0; i < 14; i += 1) {
    vi.advanceTimersByTime(50)
    calm.stir()
  }
  expect(did).toEqual([600])
})

test('what is called off, or put off when all ends, is not done', () => {
  const { calm, did, put } = calmed()
  put(600)()
  put(600)
  calm.stop()
  vi.advanceTimersByTime(2_000)
  expect(did).toEqual([])
})
