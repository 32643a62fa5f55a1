import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import type { Entry } from '../outbox/entry.js'
import type { Store } from '../store/store.js'
import type { Setback } from './setback.js'

const noLonger = 'The EHR no longer shows this patient’s record to you. Ask whoever looks after access, then try again.'

/** Tells a refusal of one change from a patient who is out of reach altogether. */
export class Access {
  readonly #deps: { store: Store; client: FhirClient; setback: Setback }

  constructor(deps: { store: Store; client: FhirClient; setback: Setback }) {
    this.#deps = deps
  }

  /** The EHR refused a change as forbidden, or does not know what it is about: a person has to see to it. */
  async refused(entry: Entry, answer: Failure): Promise<void> {
    const { setback } = this.#deps
    const reach = await this.reach(entry)
    if (reach === 'unknown') return setback.retry([entry], answer)
    if (reach === 'none') return setback.park(entry, noLonger)
    setback.park(entry, answer.kind === 'not-found' ? 'The EHR does not keep records of this kind.' : answer.message)
  }

  /** Parks what is about a patient out of reach; answers whether it did. */
  async parked(entry: Entry, answer: Failure): Promise<boolean> {
    const reach = entry.type === 'Patient' ? 'whole' : await this.reach(entry)
    if (reach === 'whole') return false
    if (reach === 'none') this.#deps.setback.park(entry, noLonger)
    else this.#deps.setback.retry([entry], answer)
    return true
  }

  /** Whether the EHR still shows the patient an entry belongs to; `whole` for what belongs to no patient. */
  async reach({ patient }: Entry): Promise<'whole' | 'none' | 'unknown'> {
    const { store, client } = this.#deps
    const serverId = patient && store.row('Patient', patient)?.server_id
    if (!serverId) return 'whole'
    const answer = await client.read('Patient', serverId)
    if (answer.ok) return 'whole'
    return answer.kind === 'forbidden' || answer.kind === 'not-found' || answer.kind === 'gone' ? 'none' : 'unknown'
  }
}
