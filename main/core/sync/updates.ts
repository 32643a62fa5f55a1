import type { Resource } from '@medplum/fhirtypes'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Answer, FhirClient } from '../fhir/client.js'
import { type Failure, failure } from '../fhir/failure.js'
import { operations } from '../fhir/patch.js'
import { alike, unsaid } from '../fhir/says.js'
import { done, type Entry, launch } from '../outbox/entry.js'
import { uuidsIn } from '../outbox/uuids.js'
import type { ResourceRow } from '../store/resource-row.js'
import type { Store } from '../store/store.js'
import type { Access } from './access.js'
import { isNext, sameVersion } from './arrival.js'
import type { Link } from './link.js'
import { outgoing } from './outgoing.js'
import { Overwrites, type Written } from './overwrites.js'
import type { Setback } from './setback.js'
import type { Settle } from './settle.js'

export interface UpdatesDeps {
  store: Store
  client: FhirClient
  link: Link
  settle: Settle
  setback: Setback
  access: Access
}

/** Answers to a PATCH that mean the server cannot patch at all. */
const cannotPatch = new Set([405, 415, 501])

/** How often an EHR that accepts a change and does not make it is asked again. */
const patience = 3
/** Records remembered as kept otherwise than they were sent. */
const mostRemembered = 500

/** What is being sent: the edit, what it began from, and both as the EHR has or is to have them. */
interface Edit {
  entry: Entry
  row: ResourceRow
  serverId: string
  sent: string
  base: Resource
  mine: Resource
}

/**
 * Sends edits as JSON Patches that test the version they change. A server that does not patch, or does not honour such
 * tests, gets the whole resource after its own copy was compared. Nothing deleted is brought back.
 */
export class Updates {
  readonly #deps: UpdatesDeps
  readonly #overwrites: Overwrites
  /** Whether this server patches, and only what a test allows; found out once. */
  #patches: boolean | undefined
  #asking: Promise<Failure | undefined> | undefined
  /** How often in a row what was accepted of a record was not what the EHR then showed. */
  readonly #unlike = new Map<string, number>()

  constructor(deps: UpdatesDeps) {
    this.#deps = deps
    this.#overwrites = new Overwrites(deps.client)
  }

  async send(entry: Entry, row: ResourceRow): Promise<void> {
    const { store, settle, setback } = this.#deps
    if (row.theirs_deleted && entry.sent === null) return settle.deleted(entry)
    const base = row.base === null ? undefined : (parseJson(row.base) as Resource)
    if (!base || !row.server_id) return settle.mark([entry], (tx) => done(tx.db, entry.type, entry.resource))
    const sent = entry.sent || row.json
    const mine = outgoing(store, sent)
    const edit: Edit = { entry, row, serverId: row.server_id, sent, base, mine }
    if (row.theirs_deleted) return this.#compare(edit, undefined)
    if (row.theirs) return this.#changed(edit, parseJson(row.theirs) as Resource)
    const known = uuidsIn(row.base as string)
    if ([...uuidsIn(JSON.stringify(mine))].some((uuid) => !known.has(uuid)))
      return setback.park(entry, 'It refers to something that is no longer here.')
    const changes = operations(base, mine)
    if (changes.length === 0) return settle.acknowledge(entry, sent, base)
    const version = base.meta?.versionId
    if (version && this.#patches === undefined) {
      const trouble = await this.#askOnce(base, row.server_id)
      if (trouble) return setback.retry([entry], trouble, false)
    }
    settle.mark([entry], (tx) => launch(tx.db, entry, sent))
    if (!version || this.#patches === false) return this.#compare(edit, undefined)

    const test = { op: 'test' as const, path: '/meta/versionId', value: version }
    const answer = await this.#deps.client.patch(base.resourceType, edit.serverId, [test, ...changes], version)
    if (answer.ok) return this.#made(edit, answer)
    if (isAboutTheVersion(answer)) return this.#compare(edit, answer)
    if (isAboutThePatch(answer)) return this.#compare(edit, undefined, cannotPatch.has(answer.status ?? 0))
    return this.#refused(entry, answer)
  }

  /**
   * Asks the server once for a change that its test forbids. One that makes it all the same would let an edit go over
   * somebody else's, so it is never sent a patch again. Answers what kept it from being asked.
   */
  #askOnce(base: Resource, serverId: string): Promise<Failure | undefined> {
    const ask = async (): Promise<Failure | undefined> => {
      const never = `not-${base.meta?.versionId}`
      const test = { op: 'test' as const, path: '/meta/versionId', value: never }
      const answer = await this.#deps.client.patch(base.resourceType, serverId, [test], never)
      if (answer.ok) this.#patches = false
      else if (isOfTheRequest(answer) || cannotPatch.has(answer.status ?? 0)) this.#patches = true
      else return answer
      return undefined
    }
    this.#asking ??= ask().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  /**
   * Reads what the EHR has. When it is what the edit began from, the whole resource is put over it (a server that does
   * not patch, or refuses this patch); otherwise the two are reconciled.
   */
  async #compare(edit: Edit, because: Failure | undefined, cannot = false): Promise<void> {
    const { client, link, setback } = this.#deps
    const { entry, serverId, base, mine } = edit
    const current = await client.read(base.resourceType, serverId)
    if (!current.ok) return this.#vanished(edit, current)
    link.up()
    if (cannot) this.#patches = false
    const theirs = current.value as Resource
    if (!sameVersion(base, theirs)) return this.#changed(edit, theirs)
    // It says it changed, and reads the same: it is busy with it, or shows an old copy.
    if (because) return setback.retry([entry], because, true)
    const whole = { ...mine, id: serverId, meta: theirs.meta } as Resource & { id: string }
    const answer = await client.update(whole, theirs.meta?.versionId)
    if (answer.ok) return this.#put(edit, theirs, answer)
    if (answer.kind === 'not-found' || answer.kind === 'gone' || answer.status === 405) {
      const again = await client.read(base.resourceType, serverId)
      if (!again.ok) return this.#vanished(edit, again)
    }
    if (isAboutTheVersion(answer)) return setback.retry([entry], answer)
    return this.#refused(entry, answer)
  }

  /** Somebody changed it; or an earlier try of this edit did, and with it brought back what had been deleted. */
  async #changed(edit: Edit, theirs: Resource): Promise<void> {
    const { settle, setback } = this.#deps
    const { entry, base } = edit
    if (entry.sent !== null && unsaid(theirs, edit.mine).length === 0) {
      const written = await this.#overwrites.bury(base, theirs)
      if ('failure' in written) return setback.retry([entry], written.failure, true)
      if (written.what === 'revived') return settle.deleted(entry)
    }
    settle.reconcile(entry, entry.sent || null, base, theirs)
  }

  /** What a PUT did: on a server that ignores If-Match it may have gone over something else than was read. */
  async #put(edit: Edit, before: Resource, answer: Answer<Resource>): Promise<void> {
    const { settle, setback, link } = this.#deps
    const { entry, base, mine } = edit
    link.up()
    const written: Written = await this.#overwrites.undo(before, answer.value, mine, answer.status === 201)
    if ('failure' in written) return setback.retry([{ ...entry, sent: edit.sent }], written.failure, true)
    if (written.what === 'revived') return settle.deleted(entry)
    if (written.what === 'restored') return settle.reconcile(entry, null, base, written.theirs)
    return this.#made(edit, answer)
  }

  /** The EHR says it made the change. Its copy is believed only when it shows that. */
  async #made(edit: Edit, answer: Answer<Resource>): Promise<void> {
    const { client, link, settle, setback } = this.#deps
    const { entry, sent, base, serverId } = edit
    link.up()
    if (!showsNothingOf(edit, answer.value)) {
      this.#unlike.delete(entry.resource)
      return settle.acknowledge(entry, sent, answer.value)
    }
    const current = await client.read(base.resourceType, serverId)
    if (!current.ok) return this.#vanished(edit, current)
    const theirs = current.value as Resource
    if (!showsNothingOf(edit, theirs)) {
      if (sameVersion(answer.value, theirs) || isNext(base, theirs)) return settle.acknowledge(entry, sent, theirs)
      // Accepted again and again and never kept whole: a person is told, it is not sent without end.
      if (this.#isEndless(entry)) return setback.park(entry, notKept)
      return settle.reconcile(entry, sent, base, theirs)
    }
    if (entry.attempts + 1 < patience) return setback.retry([{ ...entry, sent }], notShown, true)
    setback.park(entry, notKept)
  }

  /** Whether a record's changes were accepted, and not found as they were sent, too often in a row. */
  #isEndless({ resource }: Entry): boolean {
    const times = (this.#unlike.get(resource) ?? 0) + 1
    this.#unlike.delete(resource)
    if (times >= patience) return true
    if (this.#unlike.size >= mostRemembered) this.#unlike.clear()
    this.#unlike.set(resource, times)
    return false
  }

  /** It cannot be read any more: deleted, or the patient is out of reach. It is never brought back. */
  async #vanished({ entry }: Edit, answer: Failure): Promise<void> {
    const { access, settle, setback } = this.#deps
    if (answer.kind === 'gone') return settle.deleted(entry)
    if (answer.kind === 'forbidden') return access.refused(entry, answer)
    if (answer.kind !== 'not-found') return setback.retry([entry], answer, true)
    if (!(await access.parked(entry, answer))) settle.deleted(entry)
  }

  async #refused(entry: Entry, answer: Failure): Promise<void> {
    const { access, setback } = this.#deps
    if (answer.kind === 'forbidden') return access.refused(entry, answer)
    setback.failed(entry, answer)
  }
}

const notKept = 'The EHR accepted this and did not keep it.'
const notShown = failure('server', 'The EHR does not show this change yet.', { uncertain: true })

const isAboutTheVersion = ({ kind }: Failure): boolean =>
  kind === 'precondition' || kind === 'conflict' || kind === 'gone' || kind === 'not-found'

const isAboutThePatch = ({ kind, status }: Failure): boolean => kind === 'invalid' || cannotPatch.has(status ?? 0)

/** An answer to what was asked, rather than trouble on the way or with the sign-in. */
const isOfTheRequest = (answer: Failure): boolean =>
  isAboutTheVersion(answer) || isAboutThePatch(answer) || answer.kind === 'forbidden'

/** The same version as the edit began from, or the same content where there are no versions, and nothing of the edit in it. */
function showsNothingOf({ base, mine }: Edit, theirs: Resource): boolean {
  if (!sameVersion(base, theirs)) return false
  const [b, m, t] = [base, mine, theirs] as unknown as [Json, Json, Json]
  const changed = [...new Set([...Object.keys(b), ...Object.keys(m)])].filter(
    (key) => key !== 'id' && key !== 'meta' && key !== 'text' && !alike(b[key], m[key]),
  )
  return changed.length > 0 && changed.every((key) => alike(t[key], b[key]))
}

type Json = Record<string, unknown>
