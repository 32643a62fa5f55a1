import type { Resource } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import type { Context } from '../context.js'

/** What every part of one note has in common. */
export interface Signing {
  context: Context
  patient: LocalId
  note: LocalId
  /** It adds to another note. */
  appends: boolean
  encounter: LocalId | undefined
  who: Staff
  at: Instant
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

/** What one chip comes to. */
export interface Outcome {
  parts: Part[]
  changes: Change[]
}

export const nothing: Outcome = { parts: [], changes: [] }
