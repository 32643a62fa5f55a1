import type { LocalId } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import type { Outbox } from '../outbox/outbox.js'
import type { Store } from '../store/store.js'
import type { Allowance } from './allowance.js'

/** Puts off what nobody waits for until nobody is in the middle of something, so long at the most. Answers what calls it off. */
export interface Calm {
  soon(longestMs: number, work: () => void): () => void
}

/** What keeping in step needs of the rest of the core. */
export interface SyncDeps {
  store: Store
  calm: Calm
  client: FhirClient
  outbox: Outbox
  ehrUrl: string
  /** The folder the store is in: what its disk has room for is what may be held. */
  folder: string
  access: {
    /** The person signed in, and whether the EHR wants them to sign in again. */
    user(): { id: LocalId } | undefined
    mustSignInAgain(): boolean
    accessToken(): Promise<string | undefined>
  }
  now(): Date
  random?(): number
  /** How much may be held of whole charts; what the disk allows unless given. */
  allowance?: Allowance
}
