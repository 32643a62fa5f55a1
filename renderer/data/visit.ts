import type { ScheduleRow } from '../../shared/contract/views/schedule.js'
import type { Permission } from '../../shared/domain/role.js'
import type { VisitState } from '../../shared/domain/visit.js'

/** Whole minutes since an instant; never negative, for clocks that differ a little. */
export const minutesSince = (instant: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - new Date(instant).getTime()) / 60_000))

/** `6 min`, `1 h 5 min`. */
export const waitWords = (minutes: number): string =>
  minutes < 1
    ? 'just now'
    : minutes < 60
      ? `${minutes} min`
      : `${Math.floor(minutes / 60)} h ${minutes % 60 ? `${minutes % 60} min` : ''}`.trim()

export const stateWords: Record<VisitState, string> = {
  booked: 'Booked',
  arrived: 'Arrived',
  'checked-in': 'Checked in',
  roomed: 'In a room',
  'with-clinician': 'With clinician',
  finished: 'Finished',
  'no-show': 'Did not come',
  cancelled: 'Cancelled',
}

/** The steps a visit can take, in order of use, with their keys. */
export type Step = 'arrive' | 'check-in' | 'room' | 'start' | 'finish' | 'no-show' | 'undo'

export const steps: Record<Step, { label: string; keys: string; done: string; may: Permission }> = {
  arrive: { label: 'Arrive', keys: 'a', done: 'has arrived', may: 'visit.check-in' },
  'check-in': { label: 'Check in', keys: 'c', done: 'is checked in', may: 'visit.check-in' },
  room: { label: 'Put in a room', keys: 'r', done: 'is in a room', may: 'visit.room' },
  start: { label: 'Start visit', keys: 's', done: 'is with you', may: 'visit.see' },
  finish: { label: 'Finish visit', keys: 'f', done: 'is finished', may: 'visit.see' },
  'no-show': { label: 'Did not come', keys: 'n', done: 'did not come', may: 'visit.check-in' },
  undo: { label: 'Take back the last step', keys: 'u', done: 'is back one step', may: 'visit.check-in' },
}

const after: Record<VisitState, readonly Step[]> = {
  booked: ['check-in', 'arrive', 'no-show'],
  arrived: ['check-in', 'undo'],
  'checked-in': ['room', 'start', 'undo'],
  roomed: ['start', 'room', 'undo'],
  'with-clinician': ['finish', 'room', 'undo'],
  finished: ['undo'],
  'no-show': ['undo'],
  cancelled: [],
}

/** Visits this window took a step of: only those can be taken back from here. */
const taken = new Map<string, number>()
/** Remembers a step taken here, or (-1) one taken back. */
export const noteStep = (appointment: string, by: 1 | -1 = 1): void => {
  taken.set(appointment, Math.max(0, (taken.get(appointment) ?? 0) + by))
}

/** What a person who may do `allowed` can do next with a visit, the likeliest first. A visit that lies ahead is not missed yet. */
export function stepsFor(
  visit: Pick<ScheduleRow, 'id' | 'state' | 'start' | 'visitType'>,
  allowed: (permission: Permission) => boolean,
  now: Date,
): Step[] {
  return after[visit.state].filter((step) => {
    if (step === 'undo') return (taken.get(visit.id) ?? 0) > 0
    if (step === 'no-show' && new Date(visit.start) > now) return false
    if (step === 'room' && visit.visitType !== 'in person') return false
    return allowed(steps[step].may)
  })
}

/** Here and not yet seen. */
export const isWaiting = (state: VisitState): boolean =>
  state === 'arrived' || state === 'checked-in' || state === 'roomed'
/** On the way, in the clinic or done: everything that was not called off. */
export const counts = (state: VisitState): boolean => state !== 'cancelled' && state !== 'no-show'
