import { expect, test } from 'vitest'
import { dateFrom, monthFrom, wholeDateFrom } from '../../../renderer/ui/dateText.js'

test('months as people type them', () => {
  expect(['3', '03', 'mar', 'March', 'MAR.'.slice(0, 3), 'sept'].map(monthFrom)).toEqual([3, 3, 3, 3, 3, 9])
  expect(['0', '13', 'ma', 'xyz', ''].map(monthFrom)).toEqual([null, null, null, null, null])
})

test('only days that exist', () => {
  expect(dateFrom('29', 'feb', '2024')).toBe('2024-02-29')
  expect(dateFrom('29', 'feb', '2023')).toBeNull()
  expect(dateFrom('31', '4', '2000')).toBeNull()
  expect(dateFrom('1', '1', '79')).toBeNull()
})

test('a whole date is taken only when day and month cannot be mixed up', () => {
  expect(['1979-03-12', '19790312', '12 Mar 1979', 'Mar 12, 1979', '12-mar-1979'].map(wholeDateFrom)).toEqual(
    Array(5).fill('1979-03-12'),
  )
  expect(wholeDateFrom('3/12/1979')).toBeNull()
  expect(wholeDateFrom('12 3 1979')).toBeNull()
})
