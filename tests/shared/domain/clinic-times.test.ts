import { expect, test } from 'vitest'
import {
  minutesOf,
  readTimes,
  stepsFor,
  timesDifferences,
  timesTroubles,
  timesWarnings,
  usualTimes,
  writeTimes,
} from '../../../shared/domain/clinic-times.js'
import { decide } from '../../../shared/domain/rule/decide.js'

const nobody = () => false

test('the usual times are sound, and nothing of them has to be meant', () => {
  expect(timesTroubles(usualTimes, nobody)).toEqual([])
  expect(timesWarnings(usualTimes)).toEqual([])
  expect(timesDifferences(usualTimes, String)).toEqual([])
})

test('a field left empty is one thing wrong, not its neighbours too', () => {
  const told = { ...usualTimes.told, abnormal: { days: 0 } }
  expect(timesTroubles({ ...usualTimes, told }, nobody).map(({ at }) => at)).toEqual(['told.abnormal'])
})

test('clinic days count the weekends between them', () => {
  expect(minutesOf({ clinicDays: 4 })).toBe(4 * 1_440)
  expect(minutesOf({ clinicDays: 5 })).toBe(7 * 1_440)
})

test('a kind goes by its own steps, others by how pressing they are', () => {
  const own = [{ after: { hours: 2 }, to: 'role:front-desk' }]
  const times = { ...usualTimes, escalation: { ...usualTimes.escalation, 'urgent call': own } }
  expect(stepsFor(times, 'urgent', 'call')).toBe(own)
  expect(stepsFor(times, 'urgent', 'refill-request')).toBe(usualTimes.escalation.urgent)
  expect(stepsFor(times, 'routine', 'call')).toBe(usualTimes.escalation.routine)
  // Its first step is held against what is safe where it is for something critical.
  const late = { ...times, escalation: { ...times.escalation, 'critical call': own } }
  expect(timesWarnings(late).map(({ at }) => at)).toEqual(['escalation.critical call.0'])
})

test('what cannot be read is as delivered, and stands there after a save', () => {
  const strange = [
    null,
    7,
    { read: { hours: -1 } },
    { read: { hours: 1, days: 1 } },
    { told: 'soon' },
    { escalation: { urgent: [] } },
    { escalation: { 'urgent toString': [{ after: { hours: 1 }, to: 'team' }] } },
  ]
  for (const raw of strange) expect(readTimes(raw)).toEqual(usualTimes)
  for (const raw of strange.slice(2)) expect(writeTimes(raw, usualTimes)).toEqual(raw)
})

test('only what differs is written, and put back it is gone', () => {
  const own = { ...usualTimes, read: { hours: 1 }, escalation: { ...usualTimes.escalation, 'urgent call': [] } }
  const changed = { ...own, escalation: { ...own.escalation, 'urgent call': [{ after: { hours: 1 }, to: 'team' }] } }
  const written = writeTimes(undefined, changed)
  expect(written).toEqual({ read: { hours: 1 }, escalation: { 'urgent call': [{ after: { hours: 1 }, to: 'team' }] } })
  expect(readTimes(written)).toEqual(changed)
  expect(writeTimes(written, usualTimes)).toEqual({})
})

test('work without a rule is due when the clinic says; what is urgent never later than what is not', () => {
  const due = { urgent: { hours: 2 }, message: { hours: 8 }, refill: { clinicDays: 2 }, other: { days: 9 } }
  const times = { ...usualTimes, due }
  expect(timesTroubles(times, nobody)).toEqual([])
  const facts = { at: '2026-11-23T10:00:00.000Z', patientHasPortal: false, text: '', hour: 10, weekday: 'Monday' }
  const hours = (kind: string, priority: 'routine' | 'urgent' | 'stat' = 'routine'): number => {
    const { due: at } = decide({ ...facts, kind, priority, absentOwner: false, times }, [])
    return (Date.parse(at) - Date.parse(facts.at)) / 3_600_000
  }
  expect(['patient-message', 'refill-request', 'document'].map((kind) => hours(kind))).toEqual([8, 48, 216])
  expect([hours('document', 'urgent'), hours('patient-message', 'stat')]).toEqual([2, 1])
  expect(timesTroubles({ ...times, due: { ...due, message: { hours: 1 } } }, nobody).map(({ at }) => at)).toEqual([
    'due.urgent',
  ])
  expect(writeTimes({ due: { later: 1 } }, readTimes({ due: { refill: { hours: 9 } } }))).toEqual({
    due: { later: 1, refill: { hours: 9 } },
  })
})
