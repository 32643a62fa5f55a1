import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { type Result, refuse } from '../../../shared/kernel/result.js'
import type { Store } from '../store/store.js'

/** Where a change that has not arrived is. */
export type Unsent = 'saved-here' | 'sending' | 'needs-you'

/** What a person can do about a change that needs them. */
export type Fix = 'retry' | 'keep-mine' | 'take-theirs'

/** One change made here that the EHR does not have yet. */
export interface OutboxRow {
  /** Pass to `fix`. */
  item: string
  type: string
  id: LocalId
  op: 'create' | 'update'
  state: Unsent
  patient: LocalId | undefined
  author: LocalId | undefined
  since: Instant
  /** Why it waits, or what the EHR said, in clinical words. */
  reason: string | undefined
  fixes: Fix[]
  /** The resource as shown here. */
  resource: Resource
  /** Both sides of a conflict. `theirs` is undefined when the EHR has deleted it. */
  conflict: { base: Resource | undefined; mine: Resource; theirs: Resource | undefined } | undefined
}

/** Everything made here that the EHR does not have yet. */
export class Outbox {
  readonly #store: Store
  readonly #at: () => Instant

  constructor(store: Store, at: () => Instant) {
    this.#store = store
    this.#at = at
  }

  /** Where this resource's unsent change is; undefined when the EHR has everything. */
  unsentOf(_type: string, _id: LocalId): Unsent | undefined {
    return undefined
  }

  /** The same for all resources of a type, for lists. */
  unsentIndex(_type: string): ReadonlyMap<LocalId, Unsent> {
    return new Map()
  }

  counts(): { savedHere: number; sending: number; needsYou: number } {
    return { savedHere: 0, sending: 0, needsYou: 0 }
  }

  /** Oldest first. */
  rows(): OutboxRow[] {
    return []
  }

  /** Carries out a person's decision. */
  fix(_item: string, _fix: Fix): Result<null> {
    void this.#store
    void this.#at
    return refuse('not-found', 'This change has left already.')
  }

  /** Everything unsent as one FHIR transaction Bundle that any server could take. */
  exportBundle(): { bundle: Bundle; count: number } {
    return { bundle: { resourceType: 'Bundle', type: 'transaction', entry: [] }, count: 0 }
  }
}
