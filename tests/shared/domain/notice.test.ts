import { expect, test } from 'vitest'
import { mayTell, usualNotices } from '../../../shared/domain/task/notice.js'

const at = (hour: number, minute = 0): Date => new Date(2026, 10, 22, hour, minute)

test('quiet hours go over midnight, and what is critical is told all the same unless that is not wanted either', () => {
  const evening = { ...usualNotices, quiet: { from: '18:30', until: '07:00' } }
  for (const [hour, minute, told] of [
    [18, 29, true],
    [18, 30, false],
    [23, 59, false],
    [0, 0, false],
    [6, 59, false],
    [7, 0, true],
  ] as const)
    expect([hour, minute, mayTell('urgent', evening, at(hour, minute))]).toEqual([hour, minute, told])
  expect(mayTell('critical', evening, at(3))).toBe(true)
  expect(mayTell('critical', { ...evening, criticalAlways: false }, at(3))).toBe(false)
  expect(mayTell('urgent', { ...usualNotices, quiet: { from: '12:00', until: '13:00' } }, at(12, 30))).toBe(false)
  expect(mayTell('urgent', { ...usualNotices, quiet: { from: '12:00', until: '12:00' } }, at(12))).toBe(true)
})

test('a kind that is not wanted is never told', () => {
  expect(mayTell('message', { ...usualNotices, off: ['message'] }, at(10))).toBe(false)
  expect(mayTell('mention', { ...usualNotices, off: ['message'] }, at(10))).toBe(true)
})
