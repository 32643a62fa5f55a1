import type { Resource } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import type { Chip } from '../../../../shared/domain/chip/chip.js'
import { localDate } from '../../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { utc } from '../../store/utc.js'
import type { Context } from '../context.js'

/** What every part of one note has in common. */
export interface Signing {
  context: Context
  patient: LocalId
  note: LocalId
  /** It adds to another note. */
  appends: boolean
  /** It is signed under supervision: orders and prescriptions are drafts, and medicines go on, until it is co-signed. */
  held: boolean
  encounter: LocalId | undefined
  who: Staff
  at: Instant
  /**
   * When the patient was seen: what was measured and given then carries that time, however much later the note is signed.
   */
  seen: Instant
}

/**
 * When the patient a note is about was seen: the time of signing on the day of the visit, or of the note's beginning where
 * there is no visit; on a later day the time that visit or note began.
 */
export function seenAt({ store }: Context, of: { note: LocalId; encounter: LocalId | null; at: Instant }): Instant {
  const visit = of.encounter ? store.read('Encounter', of.encounter)?.period?.start : undefined
  const began = utc(visit ?? store.read('DocumentReference', of.note)?.context?.period?.start)
  const isEarlier = began !== null && localDate(new Date(began)) < localDate(new Date(of.at))
  return isEarlier ? (began as Instant) : of.at
}

/** Where a chip stands, for what is made of it. */
export interface Place {
  /** Local id of the Condition of the problem it stands in. */
  problem: LocalId | undefined
}

/** A record that signing makes, or makes anew when it was tried before. */
export interface Part {
  id: LocalId
  resource: Resource
}

/** A change of a record that exists already, such as a medicine that is stopped. */
export interface Change {
  type: Resource['resourceType']
  id: LocalId
  change(resource: Resource): void
}

/** A change that a chip asks for, or that was chosen for one that is no longer in the note. */
export interface Asked {
  change: Change
  chip: string
  words: string
  undoes?: boolean
}

/** Whether signing makes or changes a record for a chip, rather than only speaking of one. */
export const makesSomething = ({ kind, data, resource, id }: Chip): boolean =>
  kind === 'medication'
    ? data.action !== 'continue'
    : kind !== 'person' && (kind === 'follow-up' || resource === null || resource.id === id)

/** What one chip comes to. */
export interface Outcome {
  parts: Part[]
  changes: Change[]
}

export const nothing: Outcome = { parts: [], changes: [] }
