import type { CapabilityStatement } from '@medplum/fhirtypes'
import type { Instant } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import { all } from '../store/statement.js'
import type { Store } from '../store/store.js'
import type { Cursor, Intake } from './intake.js'
import { writeCursor } from './intake.js'
import { pulledTypes } from './window.js'

const overlapMs = 120_000
const key = 'deletions'
/** How often everything here is looked for on a server without histories, milliseconds. */
const reconcileMs = 86_400_000
const batch = 100

/**
 * What was deleted in the EHR, which no search tells. By histories where the server keeps them; elsewhere, once a day,
 * by asking which of the resources here are still there.
 */
export class Deletions {
  readonly #store: Store
  readonly #client: FhirClient
  readonly #intake: Intake
  readonly #now: () => Date

  constructor(store: Store, client: FhirClient, intake: Intake, now: () => Date) {
    this.#store = store
    this.#client = client
    this.#intake = intake
    this.#now = now
  }

  async pull(capability: CapabilityStatement): Promise<Failure | undefined> {
    if (declares(capability, 'history-system')) return this.#byHistory('_history')
    return this.#byAsking(capability)
  }

  /** One type at once, where that is cheap: somebody said it changed, and nothing new was found. */
  async pullType(capability: CapabilityStatement, type: string): Promise<Failure | undefined> {
    const declared = capability.rest?.[0]?.resource?.find((other) => other.type === type)
    return declared?.interaction?.some(({ code }) => code === 'history-type')
      ? this.#byHistory(`${type}/_history`)
      : undefined
  }

  async #byHistory(path: string): Promise<Failure | undefined> {
    const whole = path === '_history'
    const cursor = this.#intake.cursor(key)
    const from = cursor?.watermark ?? this.#earliestWatermark()
    if (!from) return undefined
    const since = new Date(Date.parse(from) - overlapMs).toISOString()
    let answer = await this.#client.search(path, [
      ['_since', since],
      ['_count', '200'],
    ])
    const began = answer.ok ? answer.serverTime : undefined
    const later = new Set<string>()
    for (;;) {
      if (!answer.ok) return answer
      const { resources, deleted, next } = answer.value
      const gone = deleted.filter(({ type, id }) => !later.has(`${type}/${id}`))
      for (const { resourceType, id } of resources) later.add(`${resourceType}/${id}`)
      // The place is noted only once all is read: the newest comes first.
      const done: Cursor | undefined =
        whole && next === undefined ? { key, watermark: began ?? from, done: true, next: null } : undefined
      this.#bury(gone, done)
      if (next === undefined) return undefined
      answer = await this.#client.next(next)
    }
  }

  async #byAsking(capability: CapabilityStatement): Promise<Failure | undefined> {
    const last = this.#intake.cursor(key)?.watermark
    const now = this.#now()
    if (last && now.getTime() - Date.parse(last) < reconcileMs) return undefined
    for (const type of pulledTypes) {
      if (!capability.rest?.[0]?.resource?.some((other) => other.type === type)) continue
      const before = new Date(now.getTime() - overlapMs).toISOString()
      const held = all<{ server_id: string }>(
        this.#store.db,
        'SELECT server_id FROM resource WHERE type = ? AND server_id IS NOT NULL AND last_updated < ?',
        type,
        before,
      ).map((row) => row.server_id)
      for (let i = 0; i < held.length; i += batch) {
        const ids = held.slice(i, i + batch)
        const answer = await this.#client.search(type, [
          ['_id', ids.join(',')],
          ['_elements', 'id'],
          ['_count', String(batch)],
        ])
        if (!answer.ok) return answer
        // A server that pages smaller than asked has not said that the rest is gone.
        if (answer.value.next !== undefined) continue
        const there = new Set(answer.value.resources.map(({ id }) => id))
        this.#bury(
          ids.filter((id) => !there.has(id)).map((id) => ({ type, id })),
          undefined,
        )
      }
    }
    this.#bury([], { key, watermark: now.toISOString(), done: true, next: null })
    return undefined
  }

  #bury(gone: readonly { type: string; id: string }[], cursor: Cursor | undefined): void {
    if (gone.length === 0 && !cursor) return
    this.#store.receive(this.#now().toISOString() as Instant, (tx) => {
      for (const { type, id } of gone) tx.tombstone(type, id)
      if (cursor) writeCursor(tx, cursor)
    })
  }

  #earliestWatermark(): string | undefined {
    const marks = pulledTypes.flatMap((type) => this.#intake.cursor(type)?.watermark ?? [])
    return marks.sort()[0]
  }
}

const declares = (capability: CapabilityStatement, interaction: string): boolean =>
  capability.rest?.[0]?.interaction?.some(({ code }) => code === interaction) ?? false
