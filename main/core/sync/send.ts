import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import { failure } from '../fhir/failure.js'
import { done, type Entry } from '../outbox/entry.js'
import type { Store } from '../store/store.js'
import { Access } from './access.js'
import { Creates } from './creates.js'
import type { Link } from './link.js'
import { Setback } from './setback.js'
import { Settle } from './settle.js'
import { Signatures } from './signatures.js'
import { Transactions } from './transactions.js'
import { Updates } from './updates.js'
import type { Reach } from './withdrawal.js'

export interface SendDeps {
  store: Store
  client: FhirClient
  link: Link
  now(): Date
  random(): number
  /** Whether the EHR still shows a patient; one it does not is taken away from here. */
  reach(patient: LocalId): Promise<Reach>
}

/**
 * Sends changes and writes down what became of them. Whatever happens in between, sending one again is safe: creates are
 * looked for before they are repeated, updates name the version they change.
 */
export class Sender {
  readonly #store: Store
  readonly #settle: Settle
  readonly #setback: Setback
  readonly #creates: Creates
  readonly #updates: Updates
  readonly transactions: Transactions

  constructor(deps: SendDeps) {
    const { store, client, link } = deps
    const settle = new Settle(store, () => deps.now().toISOString() as Instant)
    const setback = new Setback(deps, settle)
    const access = new Access({ setback, reach: deps.reach })
    const signatures = new Signatures({ store, client, settle, setback, access })
    const parts = { store, client, link, settle, setback, access, signatures }
    this.#store = store
    this.#settle = settle
    this.#setback = setback
    this.#creates = new Creates(parts)
    this.#updates = new Updates(parts)
    this.transactions = new Transactions(parts)
  }

  /** `circular`: new resources a single one refers to in a circle, left out of its first form. */
  async send(entries: readonly Entry[], circular: ReadonlySet<string>): Promise<void> {
    const [entry] = entries as [Entry]
    if (entries.length > 1) return this.transactions.send(entries)
    const row = this.#store.row(entry.type, entry.resource)
    if (!row) this.#settle.mark([entry], (tx) => done(tx.db, entry.type, entry.resource))
    else if (entry.op === 'create') await this.#creates.send(entry, row, circular)
    else await this.#updates.send(entry, row)
  }

  /** Something went wrong inside Rounds while sending; it may have arrived. */
  stumbled(entries: readonly Entry[]): void {
    const trouble = failure('server', 'Rounds could not send this and will try again.', { uncertain: true })
    this.#setback.retry(entries, trouble, true)
  }
}
