import { beforeEach, expect, test } from 'vitest'
import {
  closeChart,
  go,
  goToTab,
  leaveAll,
  MOST_CHARTS,
  nextTab,
  openChart,
  openNote,
  useNavigation,
} from '../../../renderer/data/navigation.js'
import { asLocalId } from '../../../shared/kernel/ids.js'

const [a, b, c] = ['a', 'b', 'c'].map(asLocalId) as [
  ReturnType<typeof asLocalId>,
  ReturnType<typeof asLocalId>,
  ReturnType<typeof asLocalId>,
]
const place = () => useNavigation.getState().place
const charts = () => useNavigation.getState().charts.map(({ patient }) => patient)

beforeEach(() => leaveAll())

test('a chart opens once, however often it is asked for, and keeps its note', () => {
  openChart(a, asLocalId('n'))
  openChart(b)
  openChart(a)
  expect(charts()).toEqual([a, b])
  expect(place()).toEqual({ name: 'chart', patient: a })
  expect(useNavigation.getState().charts[0]?.note).toBe('n')
})

test('closing goes to the neighbour, and from the last one back to the screen one came from', () => {
  go('inbox')
  openChart(a)
  openChart(b)
  openChart(c)
  goToTab(2)
  closeChart(b)
  expect(place()).toEqual({ name: 'chart', patient: c })
  closeChart(c)
  expect(place()).toEqual({ name: 'chart', patient: a })
  closeChart(a)
  expect(place()).toEqual({ name: 'inbox' })
})

test('closing a tab one is not looking at changes nothing else', () => {
  openChart(a)
  openChart(b)
  closeChart(a)
  expect(place()).toEqual({ name: 'chart', patient: b })
})

test('tabs go round', () => {
  go('today')
  openChart(a)
  openChart(b)
  nextTab(1)
  expect(place()).toEqual({ name: 'today' })
  nextTab(-1)
  expect(place()).toEqual({ name: 'chart', patient: b })
})

test('the oldest tab makes room', () => {
  const many = Array.from({ length: MOST_CHARTS + 1 }, (_, index) => asLocalId(`p${index}`))
  for (const patient of many) openChart(patient)
  expect(charts()).toEqual(many.slice(1))
})

test('a note opens in its own patient’s chart only', () => {
  openChart(a)
  openChart(b)
  openNote(a, asLocalId('n'))
  expect(useNavigation.getState().charts.map(({ note }) => note)).toEqual(['n', null])
})
