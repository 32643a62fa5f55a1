import type { CapabilityStatement, Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import { all, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { forgetNote } from './forget-note.js'
import { reallyGone } from './gone.js'
import type { Intake } from './intake.js'
import { lacks } from './lacking.js'
import { isPage, isRefusal, notTheEhr } from './refusal.js'
import { links, walk } from './walk.js'
import { chartTypes, pulledTypes, sharedTypes, Window } from './window.js'
import type { Withdrawal } from './withdrawal.js'

const pageSize = 500
/** Signatures are asked for so many notes at a time. */
const batch = 30

/** What the types of a chart are, besides the patient. */
export const ofChart: readonly string[] = [...sharedTypes, ...chartTypes].filter((type) => type !== 'Provenance')

export interface ChartDeps {
  store: Store
  client: FhirClient
  intake: Intake
  withdrawal: Pick<Withdrawal, 'look'>
  now(): Date
  /** The server answers `Patient/[id]/$everything`. */
  everything(): boolean
  supported(type: string): boolean
}

/** Brings a patient's whole chart, and lets it go again. */
export class Charts {
  readonly #deps: ChartDeps
  /** It says it can answer `$everything`, and could not. */
  #refusesEverything = false
  /** Types it has ever brought by that. */
  readonly #brought = new Set<string>()

  constructor(deps: ChartDeps) {
    this.#deps = deps
  }

  /**
   * Fetches everything of a patient. Their row in `held_chart` must be there, so that what changes meanwhile is kept.
   * A patient the EHR no longer gives out is taken away instead.
   */
  async fetch(
    patient: LocalId,
    onProgress: (done: number, total: number | undefined) => void = () => {},
  ): Promise<Failure | undefined> {
    const { store, withdrawal, now, supported } = this.#deps
    const serverId = store.row('Patient', patient)?.server_id
    if (!serverId) return undefined
    const coming: Coming = { seen: new Set(), searched: new Set(), asOf: undefined, refused: new Map(), onProgress }
    const whole = this.#deps.everything() && !this.#refusesEverything
    const failed = whole ? await this.#everything(serverId, coming) : undefined
    if (failed && !isRefusal(failed)) return failed
    const isThere = whole && !failed && coming.seen.has(`Patient/${serverId}`)
    // Neither an empty answer nor a refused one says whether it is about this patient.
    if (!isThere && (await withdrawal.look(patient)) !== undefined) return undefined
    if (failed) this.#refusesEverything = true
    for (const type of ofChart.filter(supported)) {
      // What `$everything` has never brought of a type it may leave out.
      if (isThere && this.#brought.has(type)) coming.searched.add(type)
      else {
        const failure = await this.#byType(type, serverId, coming)
        if (failure) return failure
      }
    }
    // A chart of which nothing may be read is not an empty chart.
    const refused = [...coming.refused]
    if (refused[0] && coming.asOf === undefined) return refused[0][1]
    const failure = (await this.#signatures(patient)) ?? (await this.#dropUnseen(patient, coming))
    if (failure) return failure
    const at = coming.asOf ?? (now().toISOString() as Instant)
    store.receive(now().toISOString() as Instant, (tx) => {
      const isHeld = run(tx.db, `UPDATE held_chart SET state = 'held', as_of = ? WHERE patient = ?`, at, patient) > 0
      lacks(tx, patient, isHeld ? refused.map(([type]) => type) : [])
      tx.touch('holdings', `patient:${patient}`)
    })
    return undefined
  }

  async #everything(serverId: string, coming: Coming): Promise<Failure | undefined> {
    const path = `Patient/${encodeURIComponent(serverId)}/$everything`
    for await (const answer of links(this.#deps.client, path, [['_count', String(pageSize)]])) {
      if (!answer.ok) return answer
      for (const { resourceType } of answer.value.resources) this.#brought.add(resourceType)
      await this.#take(coming, answer.value.resources, answer.serverTime, answer.value.total)
    }
    return undefined
  }

  async #byType(type: string, serverId: string, coming: Coming): Promise<Failure | undefined> {
    const search = { type, params: [['patient', serverId]] as [string, string][], count: pageSize }
    for await (const step of walk(this.#deps.client, search)) {
      if (!step.ok) {
        if (!isRefusal(step)) return step
        // Whether there is nothing, or nothing to be seen, only the EHR itself can say.
        if (isPage(step)) return { ...step, message: notTheEhr.message }
        coming.refused.set(type, step)
        return undefined
      }
      await this.#take(coming, step.resources, step.serverTime, undefined)
    }
    coming.searched.add(type)
    return undefined
  }

  async #take(
    coming: Coming,
    resources: readonly (Resource & { id: string })[],
    serverTime: Instant | undefined,
    total: number | undefined,
  ): Promise<void> {
    for (const { resourceType, id } of resources) coming.seen.add(`${resourceType}/${id}`)
    const at = serverTime ?? coming.asOf ?? (this.#deps.now().toISOString() as Instant)
    if (coming.asOf === undefined || at < coming.asOf) coming.asOf = at
    coming.onProgress(coming.seen.size, total)
    // Other types would grow old here: only these are pulled again.
    await this.#deps.intake.take(resources.filter(({ resourceType }) => pulledTypes.includes(resourceType)))
  }

  /**
   * Lets go of a chart. The demographics stay, and so does what the clinic shares, every draft, and whatever has not
   * left this workstation.
   */
  evict(patient: LocalId): void {
    const window = new Window(this.#deps.now())
    this.#deps.store.receive(this.#deps.now().toISOString() as Instant, (tx) => {
      run(tx.db, 'DELETE FROM held_chart WHERE patient = ?', patient)
      lacks(tx, patient, [])
      const rows = all<{ type: string; id: LocalId; json: string }>(
        tx.db,
        `SELECT type, id, json FROM resource WHERE patient = ? AND base IS NULL AND server_id IS NOT NULL AND type <> 'Patient'`,
        patient,
      )
      for (const { type, id, json } of rows) {
        if (window.reaches(JSON.parse(json) as Resource)) continue
        if (type === 'DocumentReference') forgetNote(tx, id)
        else tx.forget(type, id)
      }
      tx.touch('holdings')
    })
  }

  /** `Provenance` belongs to no patient: the signatures of the notes are asked for by what they sign. */
  async #signatures(patient: LocalId): Promise<Failure | undefined> {
    const { store, client, intake, supported } = this.#deps
    if (!supported('Provenance')) return undefined
    const notes = all<{ server_id: string }>(
      store.db,
      `SELECT r.server_id FROM resource r JOIN note n ON n.id = r.id
       WHERE r.patient = ? AND r.type = 'DocumentReference' AND r.server_id IS NOT NULL AND n.status = 'signed'`,
      patient,
    )
    for (let i = 0; i < notes.length; i += batch) {
      const targets = notes.slice(i, i + batch).map(({ server_id }) => `DocumentReference/${server_id}`)
      for await (const answer of links(client, 'Provenance', [
        ['target', targets.join(',')],
        ['_count', String(pageSize)],
      ])) {
        // A server that cannot be asked so keeps its signatures to itself; the notes are no less readable.
        if (!answer.ok) return isRefusal(answer) ? undefined : answer
        await intake.take(answer.value.resources)
      }
    }
    return undefined
  }

  /**
   * What is here and was not among everything: deleted, or taken away, while nobody looked. Each is read before it goes;
   * what is newer than the answer stays.
   */
  async #dropUnseen(patient: LocalId, { seen, searched, asOf }: Coming): Promise<Failure | undefined> {
    const { store, client, now } = this.#deps
    const rows = all<{ type: string; server_id: string; last_updated: string | null }>(
      store.db,
      `SELECT type, server_id, last_updated FROM resource
       WHERE patient = ? AND server_id IS NOT NULL AND base IS NULL AND type <> 'Patient'`,
      patient,
    )
    const before = Date.parse(asOf ?? '') - 1000
    const unseen = rows.filter(
      ({ type, server_id, last_updated }) =>
        searched.has(type) && !seen.has(`${type}/${server_id}`) && Date.parse(last_updated ?? '') < before,
    )
    for (const [type, ofType] of Map.groupBy(unseen, (row) => row.type)) {
      const ids = ofType.map((row) => row.server_id)
      const found = await reallyGone(client, type, ids)
      if (!found.ok) return found
      store.receive(now().toISOString() as Instant, (tx) => {
        for (const id of found.gone) tx.tombstone(type, id)
      })
    }
    return undefined
  }
}

/** A chart on its way. */
interface Coming {
  seen: Set<string>
  /** Types of which everything has been seen. */
  searched: Set<string>
  /** The earliest time an answer vouches for. */
  asOf: Instant | undefined
  /** Types that were refused. */
  refused: Map<string, Failure>
  onProgress(done: number, total: number | undefined): void
}

/** Whether the server says it answers `Patient/[id]/$everything`. */
export function declaresEverything(capability: CapabilityStatement | undefined): boolean {
  const server = capability?.rest?.[0]
  const ofPatient = server?.resource?.find(({ type }) => type === 'Patient')?.operation ?? []
  return [...ofPatient, ...(server?.operation ?? [])].some(
    ({ name }) => name === 'everything' || name === 'patient-everything',
  )
}
