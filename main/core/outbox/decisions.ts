import type { DocumentReference, Resource } from '@medplum/fhirtypes'
import type { Whole } from '../../../shared/contract/views/conflict.js'
import { wordsBeyond } from '../../../shared/document/index.js'
import type { Choices } from '../../../shared/domain/comparison.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson, same } from '../../../shared/kernel/json.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import { uuidSystem } from '../store/identity.js'
import { keepVersion } from '../store/kept-version.js'
import { documentIn } from '../store/note-content.js'
import type { Receiver } from '../store/receive.js'
import type { ResourceRow } from '../store/resource-row.js'
import { all, insert, one, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { back, done, type Entry, entriesOf, entryBy } from './entry.js'
import { keepBack } from './lost.js'
import { propose } from './proposal.js'
import { combineVersions, compareVersions, isSigned, markOf, mayBeEnteredAgain } from './versions.js'

/** What a person decided: the whole record, or for each part. */
export type Decided = { whole: Whole } | { parts: Choices }

interface DecisionsDeps {
  store: Store
  at(): Instant
  newId(): LocalId
  who(): LocalId | undefined
}

/** How long a decision waits before it is sent, so that it can be taken back, milliseconds. */
const holdMs = 6_000

interface DecisionRow {
  seq: number
  type: string
  resource: LocalId
  at: Instant
  entry: string
  mine: string
  base: string | null
  result: string | null
  made: LocalId | null
}

const heldUntil = (at: Instant): Instant => new Date(Date.parse(at) + holdMs).toISOString() as Instant

const stale = refuse('stale', 'This has changed since you looked at it. Please look at it again; nothing was decided.')
const elsewhere = refuse('not-found', 'This has been decided already.')

/** The tables of the editor's journal of a note. */
export const journalTables = ['note_snapshot', 'note_step', 'note_journal'] as const

/** A person's decisions between two versions. What is not chosen is kept, and each can be undone until it has left. */
export class Decisions {
  readonly #deps: DecisionsDeps
  readonly #store: Store

  constructor(deps: DecisionsDeps) {
    this.#deps = deps
    this.#store = deps.store
  }

  /** The conflict as it stands; undefined when there is none (any more). */
  of(
    item: string,
  ):
    | { entry: Entry; held: ResourceRow; base: Resource | undefined; mine: Resource; theirs: Resource | undefined }
    | undefined {
    const entry = entryBy(this.#store.db, Number(item))
    const held = entry?.state === 'conflict' ? this.#store.row(entry.type, entry.resource) : undefined
    if (!entry || !held) return undefined
    const parse = (json: string | null): Resource | undefined =>
      json === null ? undefined : (parseJson(json) as Resource)
    const theirs = held.theirs_deleted ? undefined : parse(held.theirs)
    return { entry, held, base: parse(held.base), mine: parse(held.json) as Resource, theirs }
  }

  /** Which whole decisions there are; none where the parts are decided one by one. */
  wholes(mine: Resource, theirs: Resource | undefined): Whole[] {
    if (!theirs) return mayBeEnteredAgain(mine) ? ['again', 'theirs'] : ['theirs']
    return isSigned(theirs) ? ['addendum', 'theirs'] : []
  }

  /** Decides about exactly the two versions named by `seen`. */
  decide(item: string, seen: string, decided: Decided): Result<{ decision: string; made?: LocalId }> {
    const conflict = this.of(item)
    if (!conflict) return elsewhere
    const { held, base, mine, theirs } = conflict
    if (markOf(held) !== seen) return stale
    const wholes = this.wholes(mine, theirs)
    const whole = 'whole' in decided ? decided.whole : undefined
    if (wholes.length > 0) {
      if (!whole || !wholes.includes(whole)) return refuse('invalid', 'This cannot be decided so.')
      if (whole === 'again') return ok(this.#again(conflict.entry, held))
      return ok(this.#takeTheirs(conflict.entry, held, base, theirs, whole === 'addendum'))
    }
    if (!theirs || whole === 'again' || whole === 'addendum') return refuse('invalid', 'This cannot be decided so.')
    const versions = compareVersions(base, mine, theirs)
    const choices =
      'parts' in decided
        ? decided.parts
        : Object.fromEntries(versions.parts.map(({ key }) => [key, whole === 'mine' ? 'mine' : 'theirs'] as const))
    const result = combineVersions(versions, choices)
    if (!result) return refuse('invalid', 'A part is not decided yet. Nothing was changed.')
    if (same(result, theirs)) return ok(this.#takeTheirs(conflict.entry, held, base, theirs, false))
    return ok(this.#send(conflict.entry, held, theirs, result))
  }

  /** Decide later. */
  putOff(item: string): Result<null> {
    const conflict = this.of(item)
    const who = this.#deps.who()
    if (!conflict || !who) return elsewhere
    const { type, resource } = conflict.entry
    this.#write((tx) => {
      run(
        tx.db,
        'INSERT OR REPLACE INTO put_off (type, resource, who, at) VALUES (?, ?, ?, ?)',
        ...[type, resource, who, tx.at],
      )
      this.#audit(tx, 'decide later', conflict.entry)
      tx.touchResource(type, resource, conflict.held.patient ?? undefined)
    })
    return ok(null)
  }

  /** Both versions stand side by side again, as long as the decision has not left. */
  undo(decision: string): Result<null> {
    const row = one<DecisionRow>(this.#store.db, 'SELECT * FROM decision WHERE seq = ?', Number(decision))
    if (!row) return elsewhere
    const entry = JSON.parse(row.entry) as Entry
    const { type, resource } = row
    const held = this.#store.row(type, resource)
    const waiting = entriesOf(this.#store.db, type, resource)
    const left =
      waiting.some(({ state }) => state !== 'waiting') ||
      (row.result !== null && waiting.length === 0) ||
      (row.made !== null && !this.#isUnsent(type, row.made))
    if (left || this.#isSignatureGone(row, entry))
      return refuse('conflict', 'This decision has left for the EHR. The other version is among the kept versions.')
    if (row.made === null && (row.result === null ? waiting.length > 0 : held?.json !== row.result)) return stale
    this.#write((tx) => {
      if (row.made !== null) this.#unmake(tx, type, row.made, resource)
      done(tx.db, type, resource)
      const theirs = row.made !== null || !held ? null : (held.theirs ?? held.base ?? held.json)
      const [base, mine] = [row.base ?? row.mine, row.mine]
      tx.store(resource, parseJson(base) as Resource, base, parseJson(mine) as Resource)
      run(
        tx.db,
        'UPDATE resource SET theirs = ?, theirs_deleted = ? WHERE id = ? AND type = ?',
        ...[theirs, theirs === null ? 1 : 0, resource, type],
      )
      const { seq, op, patient, author, created_at, changed_at, reason, begun, changed } = entry
      run(
        tx.db,
        `INSERT INTO outbox (seq, type, resource, op, state, patient, author, created_at, changed_at, reason, begun, changed)
           VALUES (?, ?, ?, ?, 'conflict', ?, ?, ?, ?, ?, ?, ?)`,
        ...[seq, type, resource, op, patient, author, created_at, changed_at, reason, begun, changed],
      )
      run(tx.db, 'DELETE FROM decision WHERE seq = ?', row.seq)
      const proposed = `UPDATE proposed_addendum SET state = 'dropped' WHERE note = ? AND at = ? AND state = 'open'`
      run(tx.db, proposed, resource, row.at)
      this.#audit(tx, 'undo decision', entry)
    })
    return ok(null)
  }

  /** The EHR's version stands. With `addendum`, what was written here goes beside it as a proposed addendum. */
  #takeTheirs(
    entry: Entry,
    held: ResourceRow,
    base: Resource | undefined,
    theirs: Resource | undefined,
    addendum: boolean,
  ): { decision: string } {
    return this.#write((tx) => {
      this.#keepBoth(tx, entry, held, addendum ? 'Set aside for an addendum.' : 'Not chosen: the EHR’s version stands.')
      done(tx.db, entry.type, entry.resource)
      for (const table of journalTables) run(tx.db, `DELETE FROM ${table} WHERE note = ?`, entry.resource)
      if (addendum) {
        const note = (resource: Resource | undefined) => resource && documentIn(resource as DocumentReference)
        const [mine, now] = [note(parseJson(held.json) as Resource), note(theirs)]
        const doc = mine && now ? (wordsBeyond(now, mine, note(base)) ?? mine) : mine
        if (doc) propose(tx.db, { note: entry.resource, patient: entry.patient, author: entry.author, at: tx.at, doc })
      }
      if (entry.type === 'Task') keepBack(tx, entry.resource, {})
      if (theirs && held.theirs) tx.store(entry.resource, theirs, held.theirs, null)
      else tx.discard(entry.type, entry.resource)
      this.#holdSignatures(tx, entry)
      return { decision: this.#note(tx, entry, held, null, null) }
    })
  }

  /** What was put together goes to the EHR as an edit of its present version. */
  #send(entry: Entry, held: ResourceRow, theirs: Resource, result: Resource): { decision: string } {
    return this.#write((tx) => {
      this.#keepBoth(tx, entry, held, 'One of two versions a person decided between.')
      tx.store(entry.resource, theirs, held.theirs as string, result)
      back(tx.db, entry, 'waiting', heldUntil(tx.at), null)
      this.#holdSignatures(tx, entry)
      const who = this.#deps.who() ?? entry.author
      run(
        tx.db,
        `UPDATE outbox SET op = 'update', attempts = 0, author = ?, changed_at = ? WHERE seq = ?`,
        ...[who, tx.at, entry.seq],
      )
      return { decision: this.#note(tx, entry, held, JSON.stringify(result), null) }
    })
  }

  /** Deleted in the EHR: it stays deleted, and what was entered here becomes a new record. */
  #again(entry: Entry, held: ResourceRow): { decision: string; made: LocalId } {
    const made = this.#deps.newId()
    const {
      id: _id,
      meta,
      identifier,
      ...rest
    } = parseJson(held.json) as Resource & {
      identifier?: { system?: string }[]
    }
    const others = (identifier ?? []).filter((other) => other.system !== uuidSystem)
    const { tag } = meta ?? {}
    const resource = {
      ...rest,
      ...(tag ? { meta: { tag } } : {}),
      ...(others.length > 0 ? { identifier: others } : {}),
    } as Resource
    const who = this.#deps.who()
    const at = this.#deps.at()
    return this.#store.commit({ who, at }, (tx) => {
      keepVersion(tx.db, {
        ...{ type: entry.type, resource: entry.resource, patient: entry.patient, at, side: 'here' as const },
        ...{ why: 'Deleted in the EHR; entered again as a new record.', author: entry.author },
        ...{ madeAt: entry.changed_at, json: held.json },
      })
      done(tx.db, entry.type, entry.resource)
      run(tx.db, 'DELETE FROM put_off WHERE resource = ? AND type = ?', entry.resource, entry.type)
      tx.create(made, resource)
      const next = heldUntil(at)
      run(tx.db, 'UPDATE outbox SET next_attempt_at = ? WHERE resource = ? AND type = ?', next, made, entry.type)
      for (const table of journalTables) run(tx.db, `UPDATE ${table} SET note = ? WHERE note = ?`, made, entry.resource)
      run(tx.db, 'DELETE FROM resource WHERE id = ? AND type = ?', entry.resource, entry.type)
      tx.unproject(entry.type, entry.resource, entry.patient)
      return { decision: this.#note(tx, entry, held, null, made), made }
    })
  }

  /** The signature that belonged to what was written here was given up after the decision, or has arrived by another way. */
  #isSignatureGone({ mine, base }: DecisionRow, { type, resource }: Entry): boolean {
    const began = base === null ? undefined : (parseJson(base) as Resource)
    if (type !== 'DocumentReference' || !isSigned(parseJson(mine) as Resource) || isSigned(began)) return false
    return one(this.#store.db, 'SELECT 1 FROM seal WHERE note = ?', resource) === undefined
  }

  /** Takes a new record back that has not left. */
  #unmake(tx: Receiver, type: string, made: LocalId, resource: LocalId): void {
    done(tx.db, type, made)
    for (const table of journalTables) run(tx.db, `UPDATE ${table} SET note = ? WHERE note = ?`, resource, made)
    tx.discard(type, made)
  }

  /** What becomes of a note decides what becomes of its signature: that waits as long as the decision can be taken back. */
  #holdSignatures(tx: Receiver, { resource }: Entry): void {
    const ofNote = `type = 'Provenance' AND resource IN (SELECT id FROM seal WHERE note = ?)`
    const sql = `UPDATE outbox SET next_attempt_at = ? WHERE state = 'waiting' AND ${ofNote}`
    run(tx.db, sql, heldUntil(tx.at), resource)
  }

  #isUnsent(type: string, id: LocalId): boolean {
    const entries = entriesOf(this.#store.db, type, id)
    return (
      entries.length === 1 && entries[0]?.state === 'waiting' && entries[0].op === 'create' && entries[0].attempts === 0
    )
  }

  #keepBoth(tx: Receiver, entry: Entry, held: ResourceRow, why: string): void {
    const { type, resource, patient, author, changed_at } = entry
    const kept = { type, resource, patient, at: tx.at, why }
    keepVersion(tx.db, { ...kept, side: 'here', author, madeAt: changed_at, json: held.json })
    if (held.theirs) keepVersion(tx.db, { ...kept, side: 'ehr', author: null, json: held.theirs })
    run(tx.db, 'DELETE FROM put_off WHERE resource = ? AND type = ?', resource, type)
  }

  #note(
    tx: { db: Store['db']; at: Instant },
    entry: Entry,
    held: ResourceRow,
    result: string | null,
    made: LocalId | null,
  ): string {
    const decision = insert(
      tx.db,
      'INSERT INTO decision (type, resource, who, at, entry, mine, base, result, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[entry.type, entry.resource, this.#deps.who() ?? null, tx.at],
      ...[JSON.stringify(entry), held.json, held.base, result, made],
    )
    this.#audit(tx, 'decide', entry)
    return String(decision)
  }

  #audit(tx: { db: Store['db']; at: Instant }, action: string, { type, resource, patient }: Entry): void {
    run(
      tx.db,
      'INSERT INTO audit (at, who, action, type, resource, patient) VALUES (?, ?, ?, ?, ?, ?)',
      ...[tx.at, this.#deps.who() ?? null, action, type, resource, patient],
    )
  }

  #write<T>(work: (tx: Receiver) => T): T {
    return this.#store.receive(
      this.#deps.at(),
      (tx) => {
        tx.touch('outbox')
        return work(tx)
      },
      true,
    )
  }
}

/** Who put off which record, by `Type/id`. */
export const putOffs = (db: Store['db']): ReadonlyMap<string, { who: LocalId; at: Instant }> =>
  new Map(
    all<{ type: string; resource: LocalId; who: LocalId; at: Instant }>(db, 'SELECT * FROM put_off').map(
      ({ type, resource, who, at }) => [`${type}/${resource}`, { who, at }],
    ),
  )
