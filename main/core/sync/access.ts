import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Failure } from '../fhir/failure.js'
import type { Entry } from '../outbox/entry.js'
import type { Setback } from './setback.js'
import { type Reach, withdrawnWords } from './withdrawal.js'

interface AccessDeps {
  setback: Setback
  /** Whether the EHR still shows a patient; one it does not is taken away from here. */
  reach(patient: LocalId): Promise<Reach>
}

/** Why a change of a kind of record that the EHR knows nothing of stays here. */
export const noSuchKind = 'The EHR does not keep records of this kind.'

/** Tells a refusal of one change from a patient who is out of reach altogether. */
export class Access {
  readonly #deps: AccessDeps

  constructor(deps: AccessDeps) {
    this.#deps = deps
  }

  /** The EHR refused a change as forbidden, or does not know what it is about: a person has to see to it. */
  async refused(entry: Entry, answer: Failure): Promise<void> {
    const { setback } = this.#deps
    const reach = await this.reach(entry)
    if (reach === 'unknown') return setback.retry([entry], answer)
    if (reach === 'none') return setback.park(entry, withdrawnWords)
    setback.park(entry, answer.kind === 'not-found' ? noSuchKind : answer.message)
  }

  /** Parks what is about a patient out of reach; answers whether it did. */
  async parked(entry: Entry, answer: Failure): Promise<boolean> {
    const reach = entry.type === 'Patient' ? 'whole' : await this.reach(entry)
    if (reach === 'whole') return false
    if (reach === 'none') this.#deps.setback.park(entry, withdrawnWords)
    else this.#deps.setback.retry([entry], answer)
    return true
  }

  /** Whether the EHR still shows the patient an entry belongs to; `whole` for what belongs to no patient. */
  async reach({ patient }: Entry): Promise<Reach> {
    return patient ? this.#deps.reach(patient) : 'whole'
  }
}
