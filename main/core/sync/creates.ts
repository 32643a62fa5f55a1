import type { Provenance, Resource, Task } from '@medplum/fhirtypes'
import { bySeniority } from '../../../shared/domain/task/twin.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { FhirClient, Outcome } from '../fhir/client.js'
import { type Failure, failure } from '../fhir/failure.js'
import { unsaid } from '../fhir/says.js'
import { type Entry, launch } from '../outbox/entry.js'
import { uuidsIn } from '../outbox/uuids.js'
import type { ResourceRow } from '../store/resource-row.js'
import { one } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { taskStatus } from '../store/task.js'
import type { Access } from './access.js'
import type { Link } from './link.js'
import { asMade, isMachineMade } from './machine-made.js'
import { madeAndDeleted } from './made-and-deleted.js'
import { firstForm, outgoing, withoutServerParts } from './outgoing.js'
import { condition, hasIdentifier, sought } from './own-uuid.js'
import type { Setback } from './setback.js'
import type { Settle } from './settle.js'
import { isOfTheSameWords, isSameSigning, type Signatures } from './signatures.js'

export interface CreatesDeps {
  store: Store
  client: FhirClient
  link: Link
  settle: Settle
  setback: Setback
  access: Access
  signatures: Signatures
}

/** How often a refused create that may succeed later is tried before a person is asked. */
const patience = 8

/**
 * Sends new resources one by one. Sending one again is safe: it is looked for before it is repeated, and the EHR is asked
 * to make it only if it has nothing by its UUID.
 */
export class Creates {
  readonly #deps: CreatesDeps

  constructor(deps: CreatesDeps) {
    this.#deps = deps
  }

  /** `circular`: new resources this one refers to in a circle, left out of its first form. */
  async send(entry: Entry, row: ResourceRow, circular: ReadonlySet<string>): Promise<void> {
    const { client, store, settle, setback, signatures } = this.#deps
    if (entry.sent && !(await this.#knowsCompanions(entry))) return
    const sent = entry.sent || firstForm(row.json, circular)
    const body = withoutServerParts(outgoing(store, sent))
    if (entry.attempts > 0) {
      const found = await this.#find(entry, body)
      if (!found.ok) return this.#cannotLook(entry, found)
      if (found.value.length > 0) return this.#found(entry, sent, found.value)
      const gone = deletedHere(row) ?? (await madeAndDeleted(client, entry))
      if (gone && 'ok' in gone) return this.#cannotLook(entry, gone)
      if (gone) return settle.arrivedAndDeleted(entry, sent, gone)
    }
    if (uuidsIn(JSON.stringify(body)).size > 0) {
      // It was sent together with others, and none of it arrived.
      if (entry.sent) return setback.again([entry])
      return setback.park(entry, 'It refers to something that is no longer here.')
    }
    // What the machine makes, another workstation may have made meanwhile: then there is nothing to send.
    if (isMachineMade(body) && row.theirs && !row.theirs_deleted)
      return settle.reconcile(entry, sent, asMade(this.#deps.store, entry, sent), parseJson(row.theirs) as Resource)
    if (body.resourceType === 'Provenance' && !(await signatures.mayLeave(entry, body))) return
    settle.mark([entry], (tx) => launch(tx.db, entry, sent))
    const answer = await client.create(body, condition(body))
    if (!answer.ok) return this.#refused(entry, sent, body, answer)
    this.#deps.link.up()
    if (answer.status === 201) return settle.acknowledge(entry, sent, answer.value)
    return this.#matched(entry, sent, body, answer.value)
  }

  /** The EHR says it has it already. Believed only when what it shows is this one. */
  async #matched(entry: Entry, sent: string, body: Resource, theirs: Resource): Promise<void> {
    const isThis = sought(body) ? hasIdentifier(theirs, entry.resource) : unsaid(theirs, body).length === 0
    if (isThis) return this.#deps.settle.reconcile(entry, sent, asMade(this.#deps.store, entry, sent), theirs)
    const found = await this.#find(entry, body)
    if (!found.ok) return this.#cannotLook(entry, found)
    if (found.value.length > 0) return this.#found(entry, sent, found.value)
    const [ours, other] = [body, theirs] as [Provenance, Provenance]
    if (!isSameSigning(ours, other)) return this.#unconditionally(entry, sent, body)
    // The signing was given up after its signature had arrived, and is done again.
    if (isOfTheSameWords(ours, other)) return this.#deps.settle.giveUp(entry, signedBefore, theirs)
    if (await this.#deps.signatures.isOvertaken(other)) return this.#unconditionally(entry, sent, body)
    this.#deps.signatures.signedAlready(entry)
  }

  async #refused(entry: Entry, sent: string, body: Resource, answer: Failure): Promise<void> {
    const { setback, access } = this.#deps
    if (answer.kind === 'precondition') return this.#several(entry, sent, body, answer)
    if (answer.kind === 'not-found' || answer.kind === 'forbidden') return access.refused(entry, answer)
    if (answer.kind === 'conflict' && entry.attempts >= patience) return setback.park(entry, answer.message)
    if (!saysNothing(answer)) return setback.failed(entry, answer)
    // It did it, and does not say what or where.
    const found = await this.#find(entry, body)
    if (found.ok && found.value.length > 0) return this.#found(entry, sent, found.value)
    setback.retry([entry], found.ok ? unknown : found, true)
  }

  /** The EHR will not make it, since it has it more than once; or it could not tell. */
  async #several(entry: Entry, sent: string, body: Resource, answer: Failure): Promise<void> {
    const found = await this.#find(entry, body)
    if (!found.ok) return this.#cannotLook(entry, found)
    if (found.value.length > 0) return this.#found(entry, sent, found.value)
    if (entry.attempts >= patience) return this.#deps.setback.park(entry, answer.message)
    return this.#unconditionally(entry, sent, body)
  }

  /** Nothing of it is there: that was looked up just now. */
  async #unconditionally(entry: Entry, sent: string, body: Resource): Promise<void> {
    const { client, link, settle, setback } = this.#deps
    const answer = await client.create(body)
    if (!answer.ok) return setback.failed(entry, answer)
    link.up()
    settle.acknowledge(entry, sent, answer.value)
  }

  /** What an earlier try made. Two that say the same were made by the EHR itself; two that differ are a person's to look at. */
  #found(entry: Entry, sent: string, copies: readonly Resource[]): void {
    const { settle, link } = this.#deps
    link.up()
    const [first, ...others] = [...copies].sort(byAge) as [Resource, ...Resource[]]
    const alike = others.every((other) => unsaid(other, first).length === 0 && unsaid(first, other).length === 0)
    if (alike) settle.reconcile(entry, sent, asMade(this.#deps.store, entry, sent), first)
    else if (isMachineMade(first)) settle.reconcile(entry, sent, asMade(this.#deps.store, entry, sent), eldest(copies))
    else settle.several(entry, copies, twice)
  }

  /** What an earlier try whose answer was lost may have made. */
  async #find(entry: Entry, body: Resource): Promise<Outcome<Resource[]>> {
    const { client } = this.#deps
    const own = sought(body)
    if (own) {
      const answer = await client.search(entry.type, [['identifier', own]])
      return answer.ok
        ? { ...answer, value: answer.value.resources.filter((other) => hasIdentifier(other, entry.resource)) }
        : answer
    }
    const target = (body as Provenance).target?.[0]?.reference
    if (!target) return { ok: true, status: 200, value: [], serverTime: undefined }
    const answer = await client.search(entry.type, [['target', target]])
    if (!answer.ok) return answer
    return { ...answer, value: answer.value.resources.filter((other) => unsaid(other, body).length === 0).slice(0, 1) }
  }

  #cannotLook(entry: Entry, answer: Failure): void {
    const { setback } = this.#deps
    if (answer.kind !== 'invalid' || entry.attempts < patience) setback.retry([entry], answer)
    else setback.park(entry, 'It is not certain that this arrived. Please look for it in the EHR, then try again.')
  }

  /**
   * Learns the ids of what was sent together with this one when no answer came. False when that could not be asked.
   */
  async #knowsCompanions(entry: Entry): Promise<boolean> {
    const { client, store, settle } = this.#deps
    for (const uuid of uuidsIn(JSON.stringify(outgoing(store, entry.sent as string)))) {
      const companion = one<{ type: string }>(
        store.db,
        `SELECT type FROM outbox WHERE resource = ? AND op = 'create' AND sent IS NOT NULL`,
        uuid,
      )
      if (!companion) continue
      const found = await client.search(companion.type, [['identifier', `urn:ietf:rfc:3986|urn:uuid:${uuid}`]])
      if (!found.ok) {
        this.#cannotLook(entry, found)
        return false
      }
      const theirs = found.value.resources.find((other) => hasIdentifier(other, uuid))
      if (theirs) settle.learn(theirs, uuid)
    }
    return true
  }
}

const eldest = (copies: readonly Resource[]): Resource =>
  (copies as Task[])
    .map((task) => ({
      task,
      serverId: task.id ?? '',
      status: taskStatus(task.status),
      noted: (task.note ?? []).length > 0,
    }))
    .sort(bySeniority)[0]?.task as Task

/** The copy of it that was pulled, and then called deleted. */
const deletedHere = ({ theirs, theirs_deleted }: ResourceRow): Resource | undefined =>
  theirs && theirs_deleted === 1 ? (parseJson(theirs) as Resource) : undefined

const twice = 'The EHR holds this twice, and the two differ. Have one of them removed there, then try again.'

const signedBefore = 'The EHR has this person’s signature for the same words already.'

const unknown = failure('server', 'The EHR has not said yet what became of this.', { uncertain: true })

/** A success without a word about what it did. */
const saysNothing = ({ kind, status, uncertain }: Failure): boolean =>
  kind === 'server' && uncertain && status !== undefined && status < 300

const byAge = (a: Resource, b: Resource): number =>
  (a.meta?.lastUpdated ?? '').localeCompare(b.meta?.lastUpdated ?? '') || (a.id ?? '').localeCompare(b.id ?? '')
