/** The states of a visit, in the clinic's words and in the order they are passed. */
export type VisitState =
  | 'booked'
  | 'arrived'
  | 'checked-in'
  | 'roomed'
  | 'with-clinician'
  | 'finished'
  | 'no-show'
  | 'cancelled'

/** Where a visit stands, from the booking and the encounter (docs/FHIR.md, "The day"). */
export function visitState(
  appointment: string | undefined,
  encounter: { status: string; inRoom: boolean } | undefined,
): VisitState {
  if (appointment === 'noshow') return 'no-show'
  if (appointment === 'cancelled' || appointment === 'entered-in-error') return 'cancelled'
  switch (encounter?.status) {
    case 'finished':
      return 'finished'
    case 'in-progress':
    case 'onleave':
      return 'with-clinician'
    case 'triaged':
      return 'roomed'
    case 'arrived':
      return encounter.inRoom ? 'roomed' : appointment === 'checked-in' ? 'checked-in' : 'arrived'
  }
  if (appointment === 'fulfilled') return 'finished'
  if (appointment === 'checked-in') return 'checked-in'
  if (appointment === 'arrived') return 'arrived'
  return 'booked'
}

export type VisitMove = 'arrive' | 'check-in' | 'room' | 'start' | 'finish' | 'no-show'

const from: Record<VisitMove, readonly VisitState[]> = {
  arrive: ['booked'],
  'check-in': ['booked', 'arrived'],
  room: ['checked-in', 'roomed', 'with-clinician'],
  start: ['checked-in', 'roomed'],
  finish: ['roomed', 'with-clinician'],
  'no-show': ['booked'],
}

const said: Record<VisitState, string> = {
  booked: 'has not arrived yet',
  arrived: 'has not been checked in yet',
  'checked-in': 'is checked in and waits for a room',
  roomed: 'is in a room',
  'with-clinician': 'is with the clinician',
  finished: 'has finished this visit',
  'no-show': 'is recorded as not having come',
  cancelled: 'has a cancelled visit',
}

/** Why a visit cannot take a step now, in one sentence; undefined when it can. */
export const visitProblem = (state: VisitState, move: VisitMove): string | undefined =>
  from[move].includes(state) ? undefined : `That cannot be done now: the patient ${said[state]}.`
