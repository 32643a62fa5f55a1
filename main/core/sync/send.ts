import type { Provenance, Resource } from '@medplum/fhirtypes'
import type { Instant } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { FhirClient, Outcome } from '../fhir/client.js'
import { type Failure, failure } from '../fhir/failure.js'
import { operations, same } from '../fhir/patch.js'
import { back, done, type Entry, launch, lost } from '../outbox/entry.js'
import { uuidsIn } from '../outbox/uuids.js'
import { uuidSystem } from '../store/identity.js'
import type { ResourceRow, Store } from '../store/store.js'
import { type Link, pauseMs } from './link.js'
import { firstForm, outgoing, withoutServerParts } from './outgoing.js'
import { Settle } from './settle.js'

export interface SendDeps {
  store: Store
  client: FhirClient
  link: Link
  now(): Date
  random(): number
}

/** Answers to a PATCH that mean the server cannot patch at all. */
const cannotPatch = new Set([405, 415, 501])

/** How often a refused create that may succeed later is tried before a person is asked. */
const patience = 8

/**
 * Sends one change and writes down what became of it. Whatever happens in between, sending it again is safe: creates
 * are looked for before they are repeated, updates name the version they change.
 */
export class Sender {
  readonly #deps: SendDeps
  readonly #settle: Settle
  #patches = true

  constructor(deps: SendDeps) {
    this.#deps = deps
    this.#settle = new Settle(deps.store, () => deps.now().toISOString() as Instant)
  }

  /** `circular`: new resources this one refers to in a circle, left out of its first form. */
  async send(entry: Entry, circular: ReadonlySet<string>): Promise<void> {
    const row = this.#deps.store.row(entry.type, entry.resource)
    if (!row) this.#settle.mark(entry, (tx) => done(tx.db, entry.type, entry.resource))
    else if (entry.op === 'create') await this.#create(entry, row, circular)
    else await this.#update(entry, row)
  }

  async #create(entry: Entry, row: ResourceRow, circular: ReadonlySet<string>): Promise<void> {
    const { client, store, link } = this.#deps
    const sent = entry.sent ?? firstForm(row.json, circular)
    const body = withoutServerParts(outgoing(store, sent))
    if (uuidsIn(JSON.stringify(body)).size > 0)
      return this.#park(entry, 'It refers to something that is no longer here.')
    this.#launch(entry, sent)
    if (entry.attempts > 0) {
      const found = await this.#find(entry, body)
      if (!found.ok) return this.#retry(entry, found)
      if (found.value) return this.#settle.reconcile(entry, sent, outgoing(store, sent), found.value)
    }
    const answer = await client.create(
      body,
      withoutIdentifier(body) ? undefined : `identifier=${uuidSystem}|urn:uuid:${entry.resource}`,
    )
    if (answer.ok) {
      link.up()
      if (answer.status === 201) this.#settle.acknowledge(entry, sent, answer.value)
      else this.#settle.reconcile(entry, sent, outgoing(store, sent), answer.value)
      return
    }
    if (answer.kind === 'precondition')
      return this.#park(entry, 'The EHR has this more than once already. Somebody has to look at it there.')
    if (answer.kind === 'not-found') return this.#park(entry, 'The EHR does not keep records of this kind.')
    if (answer.kind === 'conflict' && entry.attempts >= patience) return this.#park(entry, answer.message)
    this.#failed(entry, answer)
  }

  /** What an earlier try whose answer was lost may have made. */
  async #find(entry: Entry, body: Resource): Promise<Outcome<Resource | undefined>> {
    const { client } = this.#deps
    if (!withoutIdentifier(body)) {
      const answer = await client.search(entry.type, [['identifier', `${uuidSystem}|urn:uuid:${entry.resource}`]])
      return answer.ok
        ? { ...answer, value: answer.value.resources.find((other) => hasIdentifier(other, entry.resource)) }
        : answer
    }
    const target = (body as Provenance).target?.[0]?.reference
    if (!target) return { ok: true, status: 200, value: undefined, serverTime: undefined }
    const answer = await client.search(entry.type, [['target', target]])
    return answer.ok ? { ...answer, value: answer.value.resources.find((other) => samePlainly(body, other)) } : answer
  }

  async #update(entry: Entry, row: ResourceRow): Promise<void> {
    const { client, store, link } = this.#deps
    if (row.theirs_deleted) return this.#settle.deleted(entry)
    const base = row.base === null ? undefined : (parseJson(row.base) as Resource)
    if (!base || !row.server_id) return this.#settle.mark(entry, (tx) => done(tx.db, entry.type, entry.resource))
    if (row.theirs) return this.#settle.reconcile(entry, entry.sent, base, parseJson(row.theirs) as Resource)

    const sent = entry.sent ?? row.json
    const mine = outgoing(store, sent)
    const known = uuidsIn(row.base as string)
    if ([...uuidsIn(JSON.stringify(mine))].some((uuid) => !known.has(uuid))) {
      return this.#park(entry, 'It refers to something that is no longer here.')
    }
    const changes = operations(base, mine)
    if (changes.length === 0) return this.#settle.acknowledge(entry, sent, base)
    this.#launch(entry, sent)

    const version = base.meta?.versionId
    if (this.#patches && version) {
      const test = { op: 'test' as const, path: '/meta/versionId', value: version }
      const answer = await client.patch(base.resourceType, row.server_id, [test, ...changes], version)
      if (answer.ok) {
        link.up()
        return this.#settle.acknowledge(entry, sent, answer.value)
      }
      if (!isAboutThePatch(answer) && !isAboutTheVersion(answer)) return this.#failed(entry, answer)
      if (cannotPatch.has(answer.status ?? 0)) this.#patches = false
      await this.#compare(entry, row.server_id, sent, base, mine, isAboutTheVersion(answer) ? answer : undefined)
      return
    }
    await this.#compare(entry, row.server_id, sent, base, mine, undefined)
  }

  /**
   * Reads what the EHR has. When it is what the edit began from, the whole resource is put over it (a server that does
   * not patch, or refuses this patch); otherwise the two are reconciled.
   */
  async #compare(
    entry: Entry,
    serverId: string,
    sent: string,
    base: Resource,
    mine: Resource,
    because: Failure | undefined,
  ): Promise<void> {
    const { client, link } = this.#deps
    const current = await client.read(base.resourceType, serverId)
    if (!current.ok) {
      if (current.kind === 'gone' || current.kind === 'not-found') return this.#settle.deleted(entry)
      return this.#retry(entry, current)
    }
    link.up()
    const theirs = current.value as Resource
    if (!sameVersion(base, theirs)) return this.#settle.reconcile(entry, sent, base, theirs)
    // It says it changed, and reads the same: it is busy with it.
    if (because) return this.#retry(entry, because)
    const answer = await client.update(
      { ...mine, id: serverId, meta: theirs.meta } as Resource & { id: string },
      theirs.meta?.versionId,
    )
    if (answer.ok) return this.#settle.acknowledge(entry, sent, answer.value)
    if (isAboutTheVersion(answer)) return this.#retry(entry, answer)
    this.#failed(entry, answer)
  }

  #launch(entry: Entry, sent: string): void {
    this.#settle.mark(entry, (tx) => launch(tx.db, entry, sent))
  }

  #failed(entry: Entry, answer: Failure): void {
    if (
      answer.kind === 'forbidden' ||
      answer.kind === 'invalid' ||
      answer.kind === 'not-found' ||
      answer.kind === 'precondition'
    ) {
      this.#park(entry, answer.message)
    } else {
      this.#retry(entry, answer)
    }
  }

  /** Waits for a person; what depends on it waits with it, everything else goes on. */
  #park(entry: Entry, reason: string): void {
    this.#deps.link.up()
    this.#settle.mark(entry, (tx) => back(tx.db, entry, 'parked', null, reason))
  }

  #retry(entry: Entry, answer: Failure): void {
    const { link, now, random } = this.#deps
    link.failed(answer)
    // While nobody answers, the link itself says when to try again; then everything is due at once.
    const ofTheLink =
      answer.kind === 'network' ||
      answer.kind === 'truncated' ||
      answer.kind === 'not-fhir' ||
      answer.kind === 'throttled'
    const pause = ofTheLink ? 0 : pauseMs(entry.attempts, random, answer.retryAfterMs)
    const next = new Date(now().getTime() + pause).toISOString() as Instant
    const mayHaveArrived = entry.sent !== null || answer.uncertain
    this.#settle.mark(entry, (tx) => {
      if (mayHaveArrived) lost(tx.db, entry, next, answer.message)
      else back(tx.db, entry, 'waiting', next, answer.message)
    })
  }

  /** Something went wrong inside Rounds while sending; it may have arrived. */
  stumbled(entry: Entry): void {
    this.#retry(
      { ...entry, sent: entry.sent ?? '' },
      failure('server', 'Rounds could not send this and will try again.', { uncertain: true }),
    )
  }
}

const isAboutTheVersion = ({ kind }: Failure): boolean =>
  kind === 'precondition' || kind === 'conflict' || kind === 'gone' || kind === 'not-found'

const isAboutThePatch = ({ kind, status }: Failure): boolean => kind === 'invalid' || cannotPatch.has(status ?? 0)

/** Types that carry no identifier of ours: found again by what they are about. */
const withoutIdentifier = (resource: Resource): boolean => !('identifier' in resource)

function hasIdentifier(resource: Resource, id: string): boolean {
  const { identifier } = resource as { identifier?: unknown }
  const all = (Array.isArray(identifier) ? identifier : [identifier]) as (
    | { system?: string; value?: string }
    | undefined
  )[]
  return all.some((other) => other?.system === uuidSystem && other.value === `urn:uuid:${id}`)
}

/** Every element of `mine` is in `theirs`, which may have more. */
const samePlainly = (mine: Resource, theirs: Resource): boolean =>
  Object.entries(mine).every(
    ([key, value]) =>
      key === 'meta' || key === 'text' || same(value, (theirs as unknown as Record<string, unknown>)[key]),
  )

/** By version where the server has versions, else by content. */
function sameVersion(base: Resource, theirs: Resource): boolean {
  const [a, b] = [base.meta?.versionId, theirs.meta?.versionId]
  return a !== undefined && b !== undefined ? a === b : operations(base, theirs).length === 0
}
