import { expect, test } from 'vitest'
import {
  dayWords,
  figures,
  firstToSelect,
  isLate,
  mostTelling,
  stateFor,
  visitsOf,
} from '../../../../renderer/features/today/day.js'
import type { ScheduleRow } from '../../../../shared/contract/views/schedule.js'
import type { Staff } from '../../../../shared/contract/views/session.js'
import type { Role } from '../../../../shared/domain/role.js'
import { asInstant, asLocalId } from '../../../../shared/kernel/ids.js'

const now = new Date('2026-11-22T10:31:00Z')
const ago = (minutes: number) => asInstant(new Date(now.getTime() - minutes * 60_000).toISOString())
const novak = asLocalId('novak')
const cole = asLocalId('cole')
const staff = (role: Role, id = novak): Staff => ({ id, name: 'Someone', initials: 'SO', role, title: '' })

let count = 0
const visit = (more: Partial<ScheduleRow>): ScheduleRow => {
  const id = asLocalId(`v${count++}`)
  return {
    id,
    patient: {
      id,
      name: `Patient ${id}`,
      shortName: id,
      initials: 'P',
      sex: 'female',
      age: '40 y',
      mrn: '1',
      colour: 0,
    },
    start: ago(10),
    end: ago(-10),
    reason: 'Visit',
    visitType: 'in person',
    state: 'booked',
    clinicianId: novak,
    clinician: 'Dr Lena Novak',
    open: [],
    ...more,
  }
}

test('figures count what was not called off, and the wait is from the arrival', () => {
  const roomed = visit({ state: 'roomed', arrivedAt: ago(21), since: ago(4) })
  const day = figures(
    [
      visit({ state: 'finished', open: [{ kind: 'note', text: 'note unsigned', tone: 'attention' }] }),
      visit({ state: 'with-clinician', arrivedAt: ago(60), since: ago(18) }),
      roomed,
      visit({ state: 'checked-in', arrivedAt: ago(6) }),
      visit({ state: 'arrived', arrivedAt: ago(2) }),
      visit({ state: 'booked', start: ago(22) }),
      visit({ state: 'booked', start: ago(-30) }),
      visit({ state: 'no-show' }),
      visit({ state: 'cancelled' }),
    ],
    now,
  )
  expect(day).toMatchObject({
    seen: 1,
    planned: 7,
    waiting: 3,
    toCome: 2,
    late: 1,
    toCheckIn: 1,
    toRoom: 1,
    ready: 1,
    unsigned: 1,
  })
  expect(day.longest).toEqual({ minutes: 21, row: roomed })
})

test('a signed note is not an unsigned one', () => {
  const signed = visit({ state: 'finished', open: [{ kind: 'note', text: 'note signed', tone: 'plain' }] })
  expect(figures([signed], now).unsigned).toBe(0)
})

test('an empty day has no longest wait', () => {
  expect(figures([], now)).toMatchObject({ seen: 0, planned: 0, waiting: 0, longest: null })
})

test('late begins five minutes after the time and ends with the arrival', () => {
  expect(isLate(visit({ start: ago(4) }), now)).toBe(false)
  expect(isLate(visit({ start: ago(5) }), now)).toBe(true)
  expect(isLate(visit({ start: ago(30), state: 'arrived' }), now)).toBe(false)
})

test('the state says whose turn it is', () => {
  const roomed = visit({ state: 'roomed' })
  expect(stateFor(roomed, staff('physician'), now)).toEqual({ words: 'Ready for you', yours: true })
  expect(stateFor(roomed, staff('physician', cole), now)).toEqual({ words: 'In a room', yours: false })
  expect(stateFor(visit({ state: 'checked-in' }), staff('medical-assistant'), now).yours).toBe(true)
  expect(stateFor(visit({ state: 'arrived' }), staff('front-desk'), now).yours).toBe(true)
})

test('the day opens at the visit that is this person’s turn, else at the next', () => {
  const done = visit({ state: 'finished' })
  const booked = visit({ state: 'booked' })
  const roomed = visit({ state: 'roomed' })
  expect(firstToSelect([done, booked, roomed], staff('physician'), now)).toBe(roomed.id)
  expect(firstToSelect([done, booked, roomed], staff('physician', cole), now)).toBe(booked.id)
  expect(firstToSelect([done], staff('physician'), now)).toBe(done.id)
  expect(firstToSelect([], staff('physician'), now)).toBeNull()
})

test('mine are those with me', () => {
  const mine = visit({})
  const other = visit({ clinicianId: cole })
  expect(visitsOf([mine, other], novak)).toEqual([mine])
  expect(visitsOf([mine, other], 'all')).toEqual([mine, other])
})

test('nothing dangerous or wanting attention is ever left out of what to know', () => {
  const open: ScheduleRow['open'] = [
    { kind: 'message', text: 'photos', tone: 'information' },
    { kind: 'task', text: 'a', tone: 'attention' },
    { kind: 'result', text: 'K 6.1 HH', tone: 'danger' },
    { kind: 'task', text: 'b', tone: 'attention' },
    { kind: 'note', text: 'note signed', tone: 'plain' },
  ]
  const { shown, more } = mostTelling(open)
  expect(shown.map(({ text }) => text)).toEqual(['K 6.1 HH', 'a', 'b'])
  expect(more.map(({ text }) => text)).toEqual(['photos', 'note signed'])
  expect(mostTelling(open.slice(0, 1))).toEqual({ shown: open.slice(0, 1), more: [] })
})

test('days in words, with the year only when it is another', () => {
  expect(dayWords('2026-11-22', now)).toBe('Sunday 22 November')
  expect(dayWords('2027-01-01', now)).toBe('Friday 1 January 2027')
})
