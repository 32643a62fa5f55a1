import type { Appointment, Encounter } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Writer } from '../store/write.js'
import type { Context } from './context.js'

/** The parts of a visit that its steps change, to take a step back and to notice that someone else went on. */
export interface Picture {
  appointment?: Appointment['status']
  encounter?: Pick<Encounter, 'status' | 'statusHistory' | 'location' | 'period' | 'extension'>
}

export function picture({ store }: Context, appointment: LocalId, encounter: LocalId | undefined): Picture {
  const booking = store.read('Appointment', appointment)
  const held = encounter && store.read('Encounter', encounter)
  return {
    ...(booking?.status && { appointment: booking.status }),
    ...(held && {
      encounter: {
        status: held.status,
        ...(held.statusHistory && { statusHistory: held.statusHistory }),
        ...(held.location && { location: held.location }),
        ...(held.period && { period: held.period }),
        ...(held.extension && { extension: held.extension }),
      } as Picture['encounter'] & object,
    }),
  }
}

/** Says on the booking how far the visit is. */
export const book = (tx: Writer, appointment: LocalId, status: NonNullable<Appointment['status']>): void => {
  tx.edit('Appointment', appointment, (resource) => {
    resource.status = status
    for (const participant of resource.participant ?? []) {
      if (status === 'arrived' && participant.actor?.reference?.includes('Patient/')) participant.status = 'accepted'
    }
  })
}

/** Changes a visit's encounter, when it has one. */
export const edit = (tx: Writer, id: LocalId | undefined, change: (encounter: Encounter) => void): void => {
  if (id) tx.edit('Encounter', id, change)
}

/** Whether a visit still is as a step left it; extensions and spelling do not count, only what a later step would change. */
export function sameState(now: Picture, then: Picture): boolean {
  const rooms = (of: Picture): string =>
    (of.encounter?.location ?? [])
      .map(({ status, location }) => `${status} ${location?.display ?? location?.reference}`)
      .join()
  return (
    now.appointment === then.appointment &&
    now.encounter?.status === then.encounter?.status &&
    rooms(now) === rooms(then)
  )
}

/** Takes a step back. */
export function restore(
  tx: Writer,
  appointment: LocalId,
  encounter: LocalId | undefined,
  before: Picture,
  made: boolean,
): void {
  if (before.appointment) book(tx, appointment, before.appointment)
  edit(tx, encounter, (resource) => {
    if (made) {
      // An encounter the EHR may have by now is not deleted; it never took place.
      resource.status = 'entered-in-error'
      return
    }
    const was = before.encounter
    if (!was) return
    resource.status = was.status
    for (const key of ['statusHistory', 'location', 'period', 'extension'] as const) {
      if (was[key] === undefined) delete resource[key]
      else Object.assign(resource, { [key]: was[key] })
    }
  })
}
