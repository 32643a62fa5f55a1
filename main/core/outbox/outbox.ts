import type { Bundle, Communication, DocumentReference, Resource } from '@medplum/fhirtypes'
import type { Fix } from '../../../shared/contract/views/session.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import { uuidSystem } from '../store/identity.js'
import { keepVersion } from '../store/kept-version.js'
import type { Receiver } from '../store/receive.js'
import type { ResourceRow } from '../store/resource-row.js'
import { all, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { journalTables } from './decisions.js'
import { allEntries, back, done, type Entry, entryBy } from './entry.js'
import { keepBack, type Lost, sendAnyway, toDraft } from './lost.js'
import { type Blocked, Order } from './order.js'
import { openProposals } from './proposal.js'
import { uuidsIn } from './uuids.js'
import { isSigned } from './versions.js'

/** Where a change that has not arrived is. */
export type Unsent = 'saved-here' | 'sending' | 'needs-you'

/** One change made here that the EHR does not have yet. */
export interface OutboxRow {
  /** Pass to `fix`. */
  item: string
  type: string
  id: LocalId
  op: 'create' | 'update'
  state: Unsent
  patient: LocalId | undefined
  author: LocalId | undefined
  since: Instant
  /** What became of the last try, or why it is parked: one sentence, the EHR's own words behind a colon. */
  reason: string | undefined
  /** When it is tried again, if that is later than now. */
  nextTry: Instant | undefined
  /** It was sent, and the answer was lost: it may have arrived. */
  unconfirmed: boolean
  /** Until when it can be taken back, and waits for that alone. */
  heldUntil: Instant | undefined
  /** Kept back: whose the task was that it was done under. */
  lost: Lost | undefined
  /** The change it cannot leave before, and whether that one needs a person. */
  behind: { item: string; because: Blocked['because']; needsYou: boolean } | undefined
  fixes: Fix[]
  /** The resource as shown here. */
  resource: Resource
  /** Both sides of a conflict. `theirs` is undefined when the EHR has deleted it. */
  conflict: { base: Resource | undefined; mine: Resource; theirs: Resource | undefined } | undefined
}

export interface OutboxDeps {
  store: Store
  at(): Instant
  newId(): LocalId
  /** The person at the workstation. */
  who(): LocalId | undefined
}

/** A request under way has no next attempt; one that was lost waits for its next. */
const stateSql = `CASE WHEN state IN ('parked', 'conflict') THEN 'needs-you' WHEN state = 'in-flight' AND next_attempt_at IS NULL THEN 'sending' ELSE 'saved-here' END`

/** Of several entries of one resource, the one that matters most to a person. */
const weight: Record<Unsent, number> = { 'saved-here': 0, sending: 1, 'needs-you': 2 }

const gone = refuse('not-found', 'This change has left already.')

/** Everything made here that the EHR does not have yet. Topic of all its answers: `outbox`. */
export class Outbox {
  readonly #deps: OutboxDeps
  readonly #store: Store

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.#store = deps.store
  }

  /** Where this resource's unsent change is; undefined when the EHR has everything. */
  unsentOf(type: string, id: LocalId): Unsent | undefined {
    const rows = all<{ state: Unsent }>(
      this.#store.db,
      `SELECT ${stateSql} AS state FROM outbox WHERE resource = ? AND type = ?`,
      id,
      type,
    )
    return rows.map((row) => row.state).reduce<Unsent | undefined>(worse, undefined)
  }

  /** The same for all resources of a type, for lists. */
  unsentIndex(type: string): ReadonlyMap<LocalId, Unsent> {
    return this.#statesWhere('type', type)
  }

  /** The same for everything of one patient, whatever its type. */
  unsentOfPatient(patient: LocalId): ReadonlyMap<LocalId, Unsent> {
    return this.#statesWhere('patient', patient)
  }

  #statesWhere(column: 'type' | 'patient', value: string): ReadonlyMap<LocalId, Unsent> {
    const rows = all<{ id: LocalId; state: Unsent }>(
      this.#store.db,
      `SELECT resource AS id, ${stateSql} AS state FROM outbox WHERE ${column} = ?`,
      value,
    )
    const index = new Map<LocalId, Unsent>()
    for (const row of rows) index.set(row.id, worse(index.get(row.id), row.state))
    return index
  }

  /** Resources, not requests: an edit behind one in flight counts once. Proposed addenda need a person, too. */
  counts(): { savedHere: number; sending: number; needsYou: number } {
    const rows = all<{ id: string; state: Unsent }>(
      this.#store.db,
      `SELECT type || '/' || resource AS id, ${stateSql} AS state FROM outbox`,
    )
    const states = new Map<string, Unsent>()
    for (const row of rows) states.set(row.id, worse(states.get(row.id), row.state))
    const count = (state: Unsent): number => [...states.values()].filter((other) => other === state).length
    const needsYou = count('needs-you') + openProposals(this.#store.db).length
    return { savedHere: count('saved-here'), sending: count('sending'), needsYou }
  }

  /** Oldest first. */
  rows(): OutboxRow[] {
    const entries = allEntries(this.#store.db)
    const order = new Order(this.#store, entries)
    const first = new Map<string, Entry>()
    for (const entry of entries)
      if (!first.has(`${entry.type}/${entry.resource}`)) first.set(`${entry.type}/${entry.resource}`, entry)
    return [...first.values()].flatMap((entry) => this.#rowOf(entry, order, entries) ?? [])
  }

  /** Carries out a person's decision. Whatever is given up stays in `kept_version`. */
  fix(item: string, fix: Fix): Result<null> {
    const entry = entryBy(this.#store.db, Number(item))
    if (!entry) return gone
    const row = this.rows().find((other) => other.item === item)
    if (!row) return gone
    if (!row.fixes.includes(fix))
      return refuse('conflict', 'This is not possible for this change any more. Please look at it again.')
    if (fix === 'retry') return this.#retry(entry)
    if (fix === 'send-anyway') this.#decide((tx) => sendAnyway(tx, entry))
    if (fix === 'keep-draft') this.#decide((tx) => toDraft(tx, entry, row.resource as Communication, this.#deps.who()))
    if (fix === 'keep-draft' || fix === 'discard') this.#discard(entry)
    if (row.lost) return ok(null)
    if (fix === 'take-theirs') return this.#takeTheirs(entry)
    return row.conflict?.theirs ? this.#keepMine(entry, row.conflict.theirs) : this.#keepAsNew(entry, row)
  }

  /** Everything unsent as one FHIR transaction Bundle that any server could take. */
  exportBundle(): { bundle: Bundle; count: number } {
    const rows = this.rows()
    const entry = rows.map(({ id, op, type, resource }) => {
      const serverId = this.#store.row(type, id)?.server_id
      const version = resource.meta?.versionId
      return {
        fullUrl: `urn:uuid:${id}`,
        resource,
        request:
          op === 'create' || !serverId
            ? {
                method: 'POST' as const,
                url: type,
                // What carries no identifier (a Provenance) cannot be looked for by one.
                ...('identifier' in resource && { ifNoneExist: `identifier=${uuidSystem}|urn:uuid:${id}` }),
              }
            : { method: 'PUT' as const, url: `${type}/${serverId}`, ...(version ? { ifMatch: `W/"${version}"` } : {}) },
      }
    })
    return {
      bundle: { resourceType: 'Bundle', type: 'transaction', timestamp: this.#deps.at(), entry },
      count: rows.length,
    }
  }

  #rowOf(entry: Entry, order: Order, entries: readonly Entry[]): OutboxRow | undefined {
    const held = this.#store.row(entry.type, entry.resource)
    if (!held) return undefined
    const parse = (json: string | null): Resource | undefined =>
      json === null ? undefined : (parseJson(json) as Resource)
    const resource = parse(held.json) as Resource
    const conflict =
      entry.state === 'conflict' ? { base: parse(held.base), mine: resource, theirs: parse(held.theirs) } : undefined
    const blocked = entry.state === 'waiting' ? order.blocked(entry) : undefined
    return {
      item: String(entry.seq),
      type: entry.type,
      id: entry.resource,
      op: entry.op,
      state: this.unsentOf(entry.type, entry.resource) ?? 'saved-here',
      patient: held.patient ?? undefined,
      author: entry.author ?? undefined,
      since: entry.changed_at,
      reason: entry.reason ?? undefined,
      nextTry: entry.next_attempt_at && entry.next_attempt_at > this.#deps.at() ? entry.next_attempt_at : undefined,
      heldUntil: entry.hold_until && entry.hold_until > this.#deps.at() ? entry.hold_until : undefined,
      lost: entry.lost === null ? undefined : (JSON.parse(entry.lost) as Lost),
      unconfirmed: entry.state === 'in-flight' && entry.next_attempt_at !== null,
      behind: blocked && {
        item: String((entries.find((other) => isSame(other, blocked.by)) ?? blocked.by).seq),
        because: blocked.because,
        needsYou: isParked(blocked.by),
      },
      fixes: this.#fixesOf(entry, conflict, entries),
      resource,
      conflict,
    }
  }

  #fixesOf(entry: Entry, conflict: OutboxRow['conflict'], entries: readonly Entry[]): Fix[] {
    if (conflict) {
      const { mine, theirs } = conflict
      // Nothing is put over a signed note: what was written here goes beside it, as an addendum.
      const canKeep = theirs === undefined ? isDraftNote(mine) : !isSigned(theirs)
      return canKeep ? ['keep-mine', 'take-theirs'] : ['take-theirs']
    }
    if (entry.state !== 'parked') return []
    if (entry.lost !== null)
      return entry.type === 'Communication' && entry.op === 'create'
        ? ['send-anyway', 'keep-draft', 'discard']
        : ['send-anyway', 'discard']
    if (entry.op === 'update') return ['retry', 'take-theirs']
    const referredTo = entries.some((other) =>
      uuidsIn(this.#store.row(other.type, other.resource)?.json ?? '').has(entry.resource),
    )
    return referredTo ? ['retry'] : ['retry', 'take-theirs']
  }

  #retry(entry: Entry): Result<null> {
    this.#decide((tx) => {
      back(tx.db, entry, 'waiting', null, null)
      // A new one that may have arrived before it was parked is looked for first.
      const afresh = `UPDATE outbox SET attempts = CASE op WHEN 'create' THEN min(attempts, 1) ELSE 0 END WHERE seq = ?`
      run(tx.db, afresh, entry.seq)
      tx.touch('outbox')
    })
    return ok(null)
  }

  /** What was kept back is given up, and with it what was kept back and rests on it: an order closed by a message. */
  #discard(entry: Entry): void {
    const resting = allEntries(this.#store.db).filter(
      ({ lost, type, resource }) =>
        lost !== null &&
        resource !== entry.resource &&
        uuidsIn(this.#store.row(type, resource)?.json ?? '').has(entry.resource),
    )
    for (const each of [...resting, entry]) {
      const held = this.#store.row(each.type, each.resource)
      if (held) this.#dropMine(each, held, 'Not sent: somebody else had the task.')
    }
  }

  /** The EHR's copy replaces mine: the one it sent since, or the one my edit began from. */
  #takeTheirs(entry: Entry): Result<null> {
    const held = this.#store.row(entry.type, entry.resource)
    if (held) this.#dropMine(entry, held, 'Given up for the EHR’s version.')
    return ok(null)
  }

  #dropMine(entry: Entry, held: ResourceRow, why: string): void {
    this.#decide((tx) => {
      const theirs = held.theirs_deleted === 1 ? null : (held.theirs ?? held.base ?? null)
      this.#keep(entry, why, 'here', held.json)
      // What was done under a task that was given up here was done under nothing.
      if (entry.type === 'Task') keepBack(tx, entry.resource, {})
      done(tx.db, entry.type, entry.resource)
      for (const table of journalTables) run(tx.db, `DELETE FROM ${table} WHERE note = ?`, entry.resource)
      if (theirs === null) tx.discard(entry.type, entry.resource)
      else tx.store(entry.resource, parseJson(theirs) as Resource, theirs, null)
      tx.touch('outbox', 'deeds')
    })
  }

  /** Mine is sent over the EHR's present version, as a new version of it. */
  #keepMine(entry: Entry, theirs: Resource): Result<null> {
    this.#decide((tx) => {
      const held = tx.row(entry.type, entry.resource)
      if (!held) return
      this.#keep(entry, 'Replaced by the version made here.', 'ehr', JSON.stringify(theirs))
      const mine = { ...(parseJson(held.json) as Resource), id: theirs.id, meta: theirs.meta } as Resource
      tx.store(entry.resource, theirs, JSON.stringify(theirs), mine)
      back(tx.db, entry, 'waiting', null, null)
      run(tx.db, `UPDATE outbox SET op = 'update', attempts = 0 WHERE seq = ?`, entry.seq)
      tx.touch('outbox')
    })
    return ok(null)
  }

  /** A draft the EHR deleted: what was deleted stays deleted, the text goes on as a new draft. */
  #keepAsNew(entry: Entry, row: OutboxRow): Result<null> {
    const id = this.#deps.newId()
    const { id: _id, meta: _meta, identifier, ...rest } = row.resource as DocumentReference
    const others = (identifier ?? []).filter((other) => other.system !== uuidSystem)
    const { tag } = row.resource.meta ?? {}
    this.#store.commit({ who: this.#deps.who(), at: this.#deps.at() }, (tx) => {
      done(tx.db, entry.type, entry.resource)
      run(tx.db, 'DELETE FROM put_off WHERE resource = ? AND type = ?', entry.resource, entry.type)
      tx.create(id, {
        ...rest,
        ...(tag ? { meta: { tag } } : {}),
        ...(others.length > 0 ? { identifier: others } : {}),
      } as DocumentReference)
      for (const table of journalTables) run(tx.db, `UPDATE ${table} SET note = ? WHERE note = ?`, id, entry.resource)
      run(tx.db, 'DELETE FROM resource WHERE id = ? AND type = ?', entry.resource, entry.type)
      tx.unproject(entry.type, entry.resource, entry.patient)
    })
    return ok(null)
  }

  /** A person's decision is on the disk when it is answered. */
  #decide(work: (tx: Receiver) => void): void {
    this.#store.receive(this.#deps.at(), work, true)
  }

  /** A decision puts an end to having been put off; the version that is given up is kept. */
  #keep(entry: Entry, why: string, side: 'here' | 'ehr', json: string): void {
    const { type, resource, patient, author, changed_at } = entry
    const made = side === 'here' ? { author, madeAt: changed_at } : { author: null }
    keepVersion(this.#store.db, { type, resource, patient, at: this.#deps.at(), why, side, json, ...made })
    run(this.#store.db, 'DELETE FROM put_off WHERE resource = ? AND type = ?', resource, type)
  }
}

const isDraftNote = (resource: Resource): boolean =>
  resource.resourceType === 'DocumentReference' && resource.docStatus !== 'final'

const worse = (a: Unsent | undefined, b: Unsent): Unsent => (a !== undefined && weight[a] > weight[b] ? a : b)

const isParked = ({ state }: Entry): boolean => state === 'parked' || state === 'conflict'
const isSame = (a: Entry, b: Entry): boolean => a.type === b.type && a.resource === b.resource
