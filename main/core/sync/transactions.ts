import type { Bundle, BundleEntry, CapabilityStatement, Resource } from '@medplum/fhirtypes'
import type { FhirClient } from '../fhir/client.js'
import { type Failure, failure } from '../fhir/failure.js'
import { done, type Entry, launch } from '../outbox/entry.js'
import type { Store } from '../store/store.js'
import type { Link } from './link.js'
import { asMade } from './machine-made.js'
import { firstForm, outgoing, withoutServerParts } from './outgoing.js'
import { condition, hasIdentifier } from './own-uuid.js'
import type { Setback } from './setback.js'
import type { Arrival, Settle } from './settle.js'

export interface TransactionsDeps {
  store: Store
  client: FhirClient
  link: Link
  settle: Settle
  setback: Setback
}

/** Conditional creates in one transaction; some servers take no more. */
const mostCreates = 8

/** Refusals that are about transactions as such. */
const unknownHere = new Set([404, 405, 415, 501])

/** Failures that say nothing about what was sent. */
const ofTheWay = new Set<Failure['kind']>(['throttled', 'unauthorized', 'server', 'not-fhir', 'truncated'])

interface Sent {
  entry: Entry
  sent: string
}

/**
 * Sends new resources together: one round trip for up to eight, and resources that refer to each other arrive whole.
 * Nothing hangs on the server doing it right: its answer is believed entry by entry, and only where it shows the very
 * resource that was sent. What a server refuses together goes one by one, so that the one at fault is found.
 */
export class Transactions {
  readonly #deps: TransactionsDeps
  /** As many as this server takes; 1 for one that takes none. For as long as Rounds runs. */
  #most = mostCreates
  /** What was refused together with others: it goes alone. */
  readonly #alone = new Set<number>()

  constructor(deps: TransactionsDeps) {
    this.#deps = deps
  }

  /** How many may leave together; 1 while it is not known whether the server does transactions. */
  most(capability: CapabilityStatement | undefined): number {
    const declared = capability?.rest?.[0]?.interaction?.some(({ code }) => code === 'transaction')
    return declared ? this.#most : 1
  }

  /** Whether a change may leave with others: a new resource that has not been sent. */
  mayJoin({ seq, op, state, sent }: Entry): boolean {
    return op === 'create' && state === 'waiting' && sent === null && !this.#alone.has(seq)
  }

  /** Sends new resources, each after those it refers to. */
  async send(entries: readonly Entry[]): Promise<void> {
    const { client, link, settle } = this.#deps
    const all = this.#forms(entries)
    settle.mark(entries, (tx) => {
      for (const { entry, sent } of all) launch(tx.db, entry, sent)
      for (const entry of entries)
        if (!all.some((each) => each.entry === entry)) done(tx.db, entry.type, entry.resource)
    })
    const answer = await client.transaction(this.#bundle(all))
    if (!answer.ok) return this.#refused(all, answer)
    link.up()
    await this.#answered(all, answer.value)
  }

  #forms(entries: readonly Entry[]): Sent[] {
    return entries.flatMap((entry) => {
      const row = this.#deps.store.row(entry.type, entry.resource)
      return row ? [{ entry, sent: firstForm(row.json, new Set()) }] : []
    })
  }

  #bundle(all: readonly Sent[]): Bundle {
    const entry = all.map(({ entry, sent }): BundleEntry => {
      const resource = withoutServerParts(outgoing(this.#deps.store, sent))
      const ifNoneExist = condition(resource)
      return {
        fullUrl: `urn:uuid:${entry.resource}`,
        resource,
        request: { method: 'POST', url: entry.type, ...(ifNoneExist ? { ifNoneExist } : {}) },
      }
    })
    return { resourceType: 'Bundle', type: 'transaction', entry }
  }

  #refused(all: readonly Sent[], answer: Failure): void {
    const { setback } = this.#deps
    const entries = all.map(({ entry }) => entry)
    const { status = 0, kind } = answer
    if (unknownHere.has(status)) this.#most = 1
    // Too many for this server, perhaps; should one of them have been at fault, fewer at once cost little.
    else if (status === 400 || status === 413) this.#most = Math.max(1, Math.floor(all.length / 2))
    const asOne = unknownHere.has(status) || (status >= 400 && status < 500 && !ofTheWay.has(kind))
    if (asOne) {
      this.#separate(entries)
      setback.again(entries)
      return
    }
    // One of them may be what it stumbles over.
    if (answer.uncertain) this.#separate(entries)
    setback.retry(entries, answer)
  }

  async #answered(all: readonly Sent[], bundle: Bundle): Promise<void> {
    const { settle, setback } = this.#deps
    const answers = bundle.entry ?? []
    const arrived: Arrival[] = []
    const found: Arrival[] = []
    const refused: Entry[] = []
    const unclear: Entry[] = []
    for (const [i, { entry, sent }] of all.entries()) {
      const answer = answerTo(entry, i, all.length, answers)
      const status = Number.parseInt(answer?.response?.status ?? '', 10)
      const theirs = status >= 200 && status < 300 ? await this.#copy(entry, answer as BundleEntry) : undefined
      if (theirs) (status === 201 ? arrived : found).push({ entry, sent, theirs })
      else if (status >= 400 && status < 500) refused.push(entry)
      else unclear.push({ ...entry, sent })
    }
    if (bundle.type !== 'transaction-response' || refused.length > 0) this.#most = 1
    settle.acknowledgeAll(arrived)
    for (const { entry, sent, theirs } of found)
      settle.reconcile(entry, sent, asMade(this.#deps.store, entry, sent), theirs)
    this.#separate([...refused, ...unclear])
    if (refused.length > 0) setback.again(refused)
    if (unclear.length > 0) setback.retry(unclear, notTold, true)
  }

  /** The EHR's copy of what was sent, read where the answer only says where it is; undefined unless it is the very one. */
  async #copy(entry: Entry, { resource, response }: BundleEntry): Promise<Resource | undefined> {
    if (resource?.id && hasIdentifier(resource, entry.resource)) return resource as Resource
    const id = idIn(response?.location, entry.type)
    if (!id) return undefined
    const read = await this.#deps.client.read(entry.type as Resource['resourceType'], id)
    return read.ok && hasIdentifier(read.value, entry.resource) ? read.value : undefined
  }

  #separate(entries: readonly Entry[]): void {
    for (const { seq } of entries) this.#alone.add(seq)
  }
}

const notTold = failure('server', 'The EHR has not said yet what became of this.', { uncertain: true })

/** By the resource it shows; else by its place, when there are as many answers as entries. */
function answerTo(entry: Entry, place: number, sent: number, answers: readonly BundleEntry[]): BundleEntry | undefined {
  const shown = answers.find(({ resource }) => resource && hasIdentifier(resource as Resource, entry.resource))
  return shown ?? (answers.length === sent && !answers[place]?.resource ? answers[place] : undefined)
}

function idIn(location: string | undefined, type: string): string | undefined {
  const parts = location?.split(/[?#]/)[0]?.split('/') ?? []
  const at = parts.lastIndexOf(type)
  return at < 0 ? undefined : parts[at + 1]
}
