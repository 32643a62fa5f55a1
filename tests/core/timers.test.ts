import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Timers } from '../../main/core/timers.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a burst of wishes becomes one, the last', () => {
  const timers = new Timers()
  const done: string[] = []
  for (const wish of ['a', 'b', 'c']) timers.soon('save', 100, () => done.push(wish))
  vi.advanceTimersByTime(100)
  expect(done).toEqual(['c'])
})

test('what is pending at the end is done, with what that puts off', () => {
  const timers = new Timers()
  const done: string[] = []
  timers.soon('save', 1_000, () => {
    done.push('saved')
    timers.soon('send', 1_000, () => done.push('sent'))
  })
  timers.finish()
  expect(done).toEqual(['saved', 'sent'])
})

test('what fails is tried again later and ends nothing', () => {
  const timers = new Timers()
  let full = true
  let saved = 0
  timers.soon('save', 100, () => {
    if (full) throw new Error('the disk is full')
    saved += 1
  })
  vi.advanceTimersByTime(5_000)
  full = false
  vi.advanceTimersByTime(60_000)
  expect(saved).toBe(1)
})
