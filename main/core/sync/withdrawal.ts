import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import { back, type Entry } from '../outbox/entry.js'
import { forgetDeedsOf } from '../store/deed.js'
import { all, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { forgetNote } from './forget-note.js'
import { saysGone } from './gone.js'
import type { Intake } from './intake.js'
import { lacks } from './lacking.js'
import { isRefusal } from './refusal.js'

export interface WithdrawalDeps {
  store: Store
  client: FhirClient
  intake: Intake
  now(): Date
}

/** `whole`: shown, or refused no otherwise than everybody. `none`: taken away. `unknown`: nobody could say. */
export type Reach = 'whole' | 'none' | 'unknown'

/** What the person is told about entries that were made for a patient who was taken away. */
export const withdrawnWords =
  'The EHR no longer shows this patient’s record to you. What was entered is kept here. Ask whoever looks after access, then try again, or keep it as a file.'
export const deletedWords =
  'The EHR no longer has this patient’s record. What was entered is kept here and can be kept elsewhere as a file.'

/** A patient looked at is not looked at again for so long, milliseconds. */
const restMs = 30_000

/** Whether the person may still see a patient, and what is done when not: the local copy goes, unsent work stays. */
export class Withdrawal {
  readonly #deps: WithdrawalDeps
  readonly #looked = new Map<LocalId, number>()

  constructor(deps: WithdrawalDeps) {
    this.#deps = deps
  }

  /** Reads the patient; answers why they were taken away, when they were. */
  async look(patient: LocalId): Promise<string | undefined> {
    return (await this.#read(patient)).words
  }

  /** How far the EHR shows a patient. Whoever is out of reach is taken away from here, by this question. */
  async reach(patient: LocalId): Promise<Reach> {
    return (await this.#read(patient)).reach
  }

  /** A server that refuses everybody has said nothing about this patient; nor has an error page. */
  async #read(patient: LocalId): Promise<{ reach: Reach; words?: string }> {
    const { store, client, intake } = this.#deps
    const serverId = store.row('Patient', patient)?.server_id
    if (!serverId) return { reach: 'whole' }
    const answer = await client.read('Patient', serverId)
    if (answer.ok) {
      await intake.take([answer.value])
      return { reach: 'whole' }
    }
    if (!saysGone(answer)) return { reach: 'unknown' }
    const others = await client.search('Patient', [['_count', '2']])
    if (!others.ok) return { reach: isRefusal(others) && others.inFhir ? 'whole' : 'unknown' }
    const isAnybody = others.value.resources.some(
      ({ resourceType, id }) => resourceType === 'Patient' && id !== serverId,
    )
    if (!isAnybody) return { reach: 'whole' }
    const words = answer.kind === 'gone' ? deletedWords : withdrawnWords
    this.withdraw(patient, words)
    return { reach: 'none', words }
  }

  /** The same now and then, for a patient somebody opens. */
  async glance(patient: LocalId): Promise<void> {
    const now = this.#deps.now().getTime()
    if (Math.abs(now - (this.#looked.get(patient) ?? Number.NEGATIVE_INFINITY)) < restMs) return
    if (this.#looked.size > 1_000) this.#looked.clear()
    this.#looked.set(patient, now)
    await this.look(patient)
  }

  /** Chart, roster, search and journals go; what the EHR does not have yet stays and needs a person. */
  withdraw(patient: LocalId, words: string): void {
    const at = this.#deps.now().toISOString() as Instant
    this.#deps.store.receive(at, (tx) => {
      const unsent = all<Entry>(tx.db, 'SELECT * FROM outbox WHERE patient = ?', patient)
      const kept = new Set(unsent.map(({ type, resource }) => `${type}/${resource}`))
      const rows = all<{ type: string; id: LocalId }>(tx.db, 'SELECT type, id FROM resource WHERE patient = ?', patient)
      for (const { type, id } of rows) {
        if (kept.has(`${type}/${id}`)) continue
        if (type === 'DocumentReference') forgetNote(tx, id)
        else tx.forget(type, id)
      }
      // What is under way may yet arrive: then it is done. Whatever else is answered, a person looks at it.
      for (const entry of unsent) {
        if (entry.state === 'waiting' || entry.state === 'in-flight') back(tx.db, entry, 'parked', null, words)
      }
      run(tx.db, 'DELETE FROM held_chart WHERE patient = ?', patient)
      forgetDeedsOf(tx.db, patient)
      lacks(tx, patient, [])
      tx.touch('holdings', 'outbox', 'deeds', 'Patient', `patient:${patient}`)
    })
  }
}
