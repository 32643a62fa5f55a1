import type { DocumentReference, Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from './connection.js'
import { BegunDeed, type NewDeed } from './deed-begun.js'
import { endHolds } from './hold.js'
import { type Identity, uuidSystem } from './identity.js'
import { isOutward } from './outward.js'
import type { Projector } from './projector.js'
import { Rows } from './rows.js'
import { keepSigned } from './signed-note.js'
import { statement } from './statement.js'
import type { Topic } from './topic.js'

/** What a person's command may do inside one transaction. */
export class Writer extends Rows {
  readonly who: LocalId | undefined
  readonly at: Instant
  #deed: BegunDeed | undefined

  constructor(
    db: Sqlite,
    identity: Identity,
    projectors: ReadonlyMap<string, readonly Projector[]>,
    topics: Set<Topic>,
    by: { who: LocalId | undefined; at: Instant },
  ) {
    super(db, identity, projectors, topics)
    this.who = by.who
    this.at = by.at
  }

  /**
   * What follows is one deed: it can be taken back as a whole, and what of it goes to a patient or is carried out on one
   * waits a few seconds, and until the EHR has confirmed everything done to the deed's task.
   */
  begin(deed: NewDeed): void {
    if (!this.who) return
    this.#deed = new BegunDeed(this.db, { who: this.who, at: this.at }, deed)
    this.touch('deeds', 'drafts', 'draft-files')
  }

  /** The deed under way, by which it is taken back. */
  get deed(): string | undefined {
    return this.#deed?.id
  }

  /** What follows is done under this task: one of several of a deed. */
  under(task: LocalId | undefined): void {
    if (this.#deed) this.#deed.guard = task
  }

  /**
   * Adds a resource made here and queues it for the EHR. Its UUID goes along as an identifier, which makes creating it
   * twice impossible. Types whose `identifier` holds a single value keep it single.
   */
  create(id: LocalId, resource: Resource): void {
    const named = withOwnUuid(resource, id)
    const patient = this.patientOf(named, id)
    statement(this.db, 'INSERT INTO resource (type, id, patient, json) VALUES (?, ?, ?, ?)').run(
      named.resourceType,
      id,
      patient ?? null,
      JSON.stringify(named),
    )
    const outward = isOutward(named, true)
    this.#deed?.touch({ type: named.resourceType, resource: id, patient, outward, after: JSON.stringify(named) })
    this.#queue(named, id, 'create', patient, outward)
    this.project(id, named)
    this.audit('create', named.resourceType, id, patient)
  }

  /**
   * Edits a resource and queues the edit; successive edits before it is sent become one. The first edit keeps the
   * server's copy as the base for the difference. Answers the resource as it is now; undefined when it is not held.
   *
   * @throws SignedNoteLocked when it would change what was signed.
   */
  edit<T extends Resource['resourceType']>(
    type: T,
    id: LocalId,
    change: (resource: Extract<Resource, { resourceType: T }>) => void,
  ): Extract<Resource, { resourceType: T }> | undefined {
    const row = this.row(type, id)
    if (!row) return undefined
    const resource = parseJson(row.json) as Extract<Resource, { resourceType: T }>
    change(resource)
    const json = JSON.stringify(resource)
    if (json === row.json) return resource
    if (type === 'DocumentReference') {
      const began = row.base ?? (row.server_id === null ? undefined : row.json)
      const before = parseJson(row.json) as DocumentReference
      keepSigned(before, resource, began ? (parseJson(began) as Resource) : undefined)
      // A signature waits for everything before it: no longer than it must.
      const isSigning = before.docStatus !== 'final' && (resource as DocumentReference).docStatus === 'final'
      if (isSigning && row.patient) endHolds(this.db, { patient: row.patient })
    }
    const patient = this.patientOf(resource, id)
    const base = row.base ?? (row.server_id === null ? null : row.json)
    statement(this.db, 'UPDATE resource SET json = ?, base = ?, patient = ? WHERE id = ? AND type = ?').run(
      json,
      base,
      patient ?? null,
      id,
      type,
    )
    const outward = isOutward(resource, false)
    this.#deed?.touch({ type, resource: id, patient, outward, before: row.json, base: row.base, after: json })
    this.#queue(resource, id, 'update', patient, outward)
    this.project(id, resource)
    this.audit('update', type, id, patient)
    return resource
  }

  /** Puts a resource and its change back as they were before a deed of which nothing has left, as part of taking that back. */
  restore(type: string, id: LocalId, was: { before: string | null; base: string | null; entry: string | null }): void {
    const row = this.row(type, id)
    if (!row) return
    const { before, base, entry } = was
    this.#deed?.touch({
      type,
      resource: id,
      patient: row.patient ?? undefined,
      outward: false,
      before: row.json,
      base: row.base,
      after: before,
    })
    statement(this.db, `DELETE FROM outbox WHERE resource = ? AND type = ? AND state <> 'in-flight'`).run(id, type)
    if (entry !== null) {
      const columns = Object.entries(JSON.parse(entry) as Record<string, string | number | null>)
      statement(
        this.db,
        `INSERT INTO outbox (${columns.map(([name]) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ).run(...columns.map(([, value]) => value))
    }
    if (before === null) {
      statement(this.db, 'DELETE FROM resource WHERE id = ? AND type = ?').run(id, type)
      this.unproject(type, id, row.patient)
    } else {
      const resource = parseJson(before) as Resource
      const patient = this.patientOf(resource, id)
      statement(this.db, 'UPDATE resource SET json = ?, base = ?, patient = ? WHERE id = ? AND type = ?').run(
        ...[before, base, patient ?? null, id, type],
      )
      this.project(id, resource)
    }
    this.touch('outbox')
    this.audit('undo', type, id, row.patient ?? undefined)
  }

  audit(action: string, type?: string, id?: LocalId, patient?: LocalId): void {
    statement(this.db, 'INSERT INTO audit (at, who, action, type, resource, patient) VALUES (?, ?, ?, ?, ?, ?)').run(
      this.at,
      this.who ?? null,
      action,
      type ?? null,
      id ?? null,
      patient ?? null,
    )
  }

  /**
   * One entry waits per resource: its content is taken when it is sent, so a later edit joins it. An entry in flight is
   * never changed; an edit made meanwhile waits behind it. Editing what the EHR had refused sends it again;
   * a new one that may have arrived before it was parked is looked for first.
   */
  #queue(
    resource: Resource,
    id: LocalId,
    op: 'create' | 'update',
    patient: LocalId | undefined,
    outward: boolean,
  ): void {
    this.touch('outbox')
    const type = resource.resourceType
    const { deed = null, hold = null, guard = null } = this.#deed?.terms(resource, id, outward) ?? {}
    const open = statement(
      this.db,
      `SELECT seq FROM outbox WHERE resource = ? AND type = ? AND state <> 'in-flight'`,
    ).get(id, type) as { seq: number } | undefined
    if (open) {
      statement(
        this.db,
        `UPDATE outbox SET changed_at = ?, changed = ${counted}, author = ?, deed = coalesce(?, deed),
             hold_until = coalesce(?, hold_until), guard = coalesce(?, guard),
             attempts = CASE WHEN ${stays} THEN attempts WHEN op = 'create' THEN min(attempts, 1) ELSE 0 END,
             reason = CASE WHEN ${stays} THEN reason END,
             state = CASE WHEN ${stays} THEN state ELSE 'waiting' END
           WHERE seq = ?`,
      ).run(this.at, this.who ?? null, deed, hold, guard, open.seq)
      return
    }
    statement(
      this.db,
      `INSERT INTO outbox
           (type, resource, op, state, patient, author, created_at, changed_at, begun, changed, deed, hold_until, guard)
         VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?, ${counted}, ${counted}, ?, ?, ?)`,
    ).run(type, id, op, patient ?? null, this.who ?? null, this.at, this.at, deed, hold, guard)
  }
}

/** A change that waits, or was kept back from a patient, stays as it is when it is edited; one the EHR had refused is sent again. */
const stays = `(state <> 'parked' OR lost IS NOT NULL)`

/** Counts changes that have not left, whatever the clock says. */
const counted = '(SELECT coalesce(max(changed), 0) + 1 FROM outbox)'

/** Types whose `identifier` is one value, not a list (FHIR R4). */
const singleIdentifier = new Set(['Composition', 'Bundle', 'QuestionnaireResponse', 'Consent'])

/** Types without any `identifier`: they are made conditional on their target instead. */
const withoutIdentifier = new Set(['Provenance', 'Subscription', 'Binary', 'AuditEvent'])

function withOwnUuid(resource: Resource, id: LocalId): Resource {
  const identifier = { system: uuidSystem, value: `urn:uuid:${id}` }
  const { resourceType } = resource
  if (withoutIdentifier.has(resourceType)) return resource
  if (singleIdentifier.has(resourceType)) return { ...resource, identifier } as Resource
  const others = ((resource as { identifier?: unknown[] }).identifier ?? []) as unknown[]
  return { ...resource, identifier: [identifier, ...others] } as Resource
}
