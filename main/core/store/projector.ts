import type { Resource } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import type { Identity } from './identity.js'
import type { Topic } from './topic.js'

/** A resource as a projector sees it: with its local id and its patient's. */
export interface Projected {
  id: LocalId
  patient: LocalId | undefined
  resource: Resource
}

/** Keeps the rows that lists and searches need in step with the resources, inside the same transaction. */
export interface Projector {
  types: readonly Resource['resourceType'][]
  /** The tables it fills, and nothing else does: they can be emptied and filled anew from the resources. */
  tables: readonly string[]
  write(db: Sqlite, row: Projected, identity: Identity): void
  remove(db: Sqlite, type: string, id: LocalId): void
  /** Writes what was put off to the end of the transaction, which this is, and names what that changed. */
  settle?(db: Sqlite, topics: Set<Topic>): void
  /** The transaction was undone, and what was put off with it. */
  undone?(db: Sqlite): void
}
