import { expect, test } from 'vitest'
import { minutesSince, noteStep, stepsFor, waitWords } from '../../../renderer/data/visit.js'
import { may, type Permission, type Role } from '../../../shared/domain/role.js'
import type { VisitState } from '../../../shared/domain/visit.js'
import { visitProblem } from '../../../shared/domain/visit.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'

const now = new Date('2026-11-22T10:31:00Z')
const visit = (state: VisitState, more = {}) => ({
  id: asLocalId('v'),
  state,
  start: asInstant('2026-11-22T10:00:00.000Z'),
  visitType: 'in person' as const,
  ...more,
})
const as = (role: Role) => (permission: Permission) => may(role, permission)

test('each role is offered its own next step first', () => {
  expect(stepsFor(visit('booked'), as('front-desk'), now)[0]).toBe('check-in')
  expect(stepsFor(visit('checked-in'), as('medical-assistant'), now)[0]).toBe('room')
  expect(stepsFor(visit('roomed'), as('physician'), now)[0]).toBe('start')
  expect(stepsFor(visit('with-clinician'), as('physician'), now)[0]).toBe('finish')
  expect(stepsFor(visit('roomed'), as('medical-assistant'), now)).toEqual(['room'])
})

test('nothing is offered that the clinic’s own rules would refuse', () => {
  const states: VisitState[] = [
    'booked',
    'arrived',
    'checked-in',
    'roomed',
    'with-clinician',
    'finished',
    'no-show',
    'cancelled',
  ]
  for (const state of states) {
    for (const step of stepsFor(visit(state), () => true, now)) {
      if (step !== 'undo') expect(visitProblem(state, step), `${step} from ${state}`).toBeUndefined()
    }
  }
})

test('nobody has failed to come before their time', () => {
  expect(stepsFor(visit('booked'), () => true, now)).toContain('no-show')
  expect(stepsFor(visit('booked', { start: asInstant('2026-11-22T11:00:00.000Z') }), () => true, now)).not.toContain(
    'no-show',
  )
})

test('a video visit has no room', () => {
  expect(stepsFor(visit('checked-in', { visitType: 'video' }), () => true, now)).toEqual(['start'])
})

test('a step can be taken back only where it was taken, and once', () => {
  const mine = visit('arrived', { id: asLocalId('mine') })
  expect(stepsFor(mine, () => true, now)).not.toContain('undo')
  noteStep('mine')
  expect(stepsFor(mine, () => true, now)).toContain('undo')
  noteStep('mine', -1)
  expect(stepsFor(mine, () => true, now)).not.toContain('undo')
})

test('waits in words', () => {
  expect([0, 1, 59, 60, 65, 125].map(waitWords)).toEqual([
    'just now',
    '1 min',
    '59 min',
    '1 h',
    '1 h 5 min',
    '2 h 5 min',
  ])
  expect(minutesSince('2026-11-22T10:32:00Z', now)).toBe(0)
})
