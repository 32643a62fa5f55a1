import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { FhirClient, Outcome } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import type { Page } from '../fhir/page.js'
import type { Receiver } from '../store/receive.js'
import { all, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import type { Intake } from './intake.js'
import { chartTypes, pulledTypes, sharedTypes, Window } from './window.js'

const pageSize = '500'
/** Signatures are asked for so many notes at a time. */
const batch = 30

/** What the types of a chart are, besides the patient. */
const ofChart = [...sharedTypes, ...chartTypes].filter((type) => type !== 'Provenance')

export interface ChartDeps {
  store: Store
  client: FhirClient
  intake: Intake
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

  constructor(deps: ChartDeps) {
    this.#deps = deps
  }

  /** Fetches everything of a patient. Their row in `held_chart` must be there, so that what changes meanwhile is kept. */
  async fetch(
    patient: LocalId,
    onProgress: (done: number, total: number | undefined) => void = () => {},
  ): Promise<Failure | undefined> {
    const { store, intake, now } = this.#deps
    const serverId = store.row('Patient', patient)?.server_id
    if (!serverId) return undefined
    const seen = new Set<string>()
    let asOf: Instant | undefined
    let refused: Failure | undefined
    const whole = this.#deps.everything() && !this.#refusesEverything
    for (const open of this.#searches(serverId, whole)) {
      let answer = await open()
      if (answer.ok) asOf ??= answer.serverTime ?? (now().toISOString() as Instant)
      for (;;) {
        if (!answer.ok && isRefused(answer)) {
          refused = answer
          if (!whole) break
          this.#refusesEverything = true
          return this.fetch(patient, onProgress)
        }
        if (!answer.ok) return answer
        for (const { resourceType, id } of answer.value.resources) seen.add(`${resourceType}/${id}`)
        onProgress(seen.size, whole ? answer.value.total : undefined)
        // Other types would grow old here: only these are pulled again.
        await intake.take(answer.value.resources.filter(({ resourceType }) => pulledTypes.includes(resourceType)))
        if (answer.value.next === undefined) break
        answer = await this.#deps.client.next(answer.value.next)
      }
    }
    // A chart of which nothing may be read is not an empty chart.
    if (refused && asOf === undefined) return refused
    const failure = await this.#signatures(patient)
    if (failure) return failure
    const at = asOf ?? (now().toISOString() as Instant)
    store.receive(now().toISOString() as Instant, (tx) => {
      this.#dropUnseen(tx, patient, seen, at)
      run(tx.db, `UPDATE held_chart SET state = 'held', as_of = ? WHERE patient = ?`, at, patient)
      tx.touch('holdings', `patient:${patient}`)
    })
    return undefined
  }

  /**
   * Lets go of a chart. The demographics stay, and so does what the clinic shares, every draft, and whatever has not
   * left this workstation.
   */
  evict(patient: LocalId): void {
    const window = new Window(this.#deps.now())
    this.#deps.store.receive(this.#deps.now().toISOString() as Instant, (tx) => {
      run(tx.db, 'DELETE FROM held_chart WHERE patient = ?', patient)
      const rows = all<{ type: string; id: LocalId; json: string }>(
        tx.db,
        `SELECT type, id, json FROM resource WHERE patient = ? AND base IS NULL AND server_id IS NOT NULL AND type <> 'Patient'`,
        patient,
      )
      for (const { type, id, json } of rows) {
        if (window.reaches(JSON.parse(json) as Resource)) continue
        tx.forget(type, id)
        if (type === 'DocumentReference') forgetNote(tx, id)
      }
      tx.touch('holdings')
    })
  }

  #searches(serverId: string, whole: boolean): (() => Promise<Outcome<Page>>)[] {
    const { client, supported } = this.#deps
    if (whole)
      return [() => client.search(`Patient/${encodeURIComponent(serverId)}/$everything`, [['_count', pageSize]])]
    return ofChart.filter(supported).map(
      (type) => () =>
        client.search(type, [
          ['patient', serverId],
          ['_count', pageSize],
        ]),
    )
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
      let answer = await client.search('Provenance', [
        ['target', targets.join(',')],
        ['_count', pageSize],
      ])
      for (;;) {
        // A server that cannot be asked so keeps its signatures to itself; the notes are no less readable.
        if (!answer.ok) return isRefused(answer) ? undefined : answer
        await intake.take(answer.value.resources)
        if (answer.value.next === undefined) break
        answer = await client.next(answer.value.next)
      }
    }
    return undefined
  }

  /** What is here and was not among everything: deleted while nobody looked. What is newer than the answer stays. */
  #dropUnseen(tx: Receiver, patient: LocalId, seen: ReadonlySet<string>, asOf: Instant): void {
    const rows = all<{ type: string; id: LocalId; server_id: string; last_updated: string | null }>(
      tx.db,
      `SELECT type, id, server_id, last_updated FROM resource
       WHERE patient = ? AND server_id IS NOT NULL AND base IS NULL AND type <> 'Patient'`,
      patient,
    )
    const types = new Set<string>(ofChart)
    for (const { type, id, server_id, last_updated } of rows) {
      const older = last_updated !== null && Date.parse(last_updated) < Date.parse(asOf) - 1000
      if (types.has(type) && older && !seen.has(`${type}/${server_id}`)) tx.forget(type, id)
    }
  }
}

/** The editor's journal of a note that is whole in the EHR, and its signature. */
export function forgetNote(tx: Receiver, note: LocalId): void {
  for (const table of ['note_snapshot', 'note_step', 'note_journal'])
    run(tx.db, `DELETE FROM ${table} WHERE note = ?`, note)
  for (const { id } of all<{ id: LocalId }>(tx.db, 'SELECT id FROM seal WHERE note = ?', note))
    tx.forget('Provenance', id)
}

/** The server does not answer this question, to anybody or to this person. */
const isRefused = ({ kind, status }: Failure): boolean =>
  kind === 'invalid' || kind === 'forbidden' || kind === 'not-found' || status === 501
