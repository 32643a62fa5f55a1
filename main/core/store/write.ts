import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from './connection.js'
import { type Identity, uuidSystem } from './identity.js'
import type { Projector } from './projector.js'
import { Rows } from './rows.js'
import { keepSigned } from './signed-note.js'
import { statement } from './statement.js'
import type { Topic } from './topic.js'

/** What a person's command may do inside one transaction. */
export class Writer extends Rows {
  readonly who: LocalId | undefined
  readonly at: Instant

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
    this.#queue(named.resourceType, id, 'create', patient)
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
      keepSigned(parseJson(row.json) as Resource, resource, began ? (parseJson(began) as Resource) : undefined)
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
    this.#queue(type, id, 'update', patient)
    this.project(id, resource)
    this.audit('update', type, id, patient)
    return resource
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

  set(key: string, value: string | null): void {
    if (value === null) statement(this.db, 'DELETE FROM setting WHERE key = ?').run(key)
    else
      statement(
        this.db,
        'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ).run(key, value)
  }

  /**
   * One entry waits per resource: its content is taken when it is sent, so a later edit joins it. An entry in flight is
   * never changed; an edit made meanwhile waits behind it. Editing what the EHR had refused sends it again;
   * a new one that may have arrived before it was parked is looked for first.
   */
  #queue(type: string, id: LocalId, op: 'create' | 'update', patient: LocalId | undefined): void {
    this.touch('outbox')
    const open = statement(
      this.db,
      `SELECT seq FROM outbox WHERE resource = ? AND type = ? AND state <> 'in-flight'`,
    ).get(id, type) as { seq: number } | undefined
    if (open) {
      statement(
        this.db,
        `UPDATE outbox SET changed_at = ?, changed = ${counted}, author = ?, attempts = CASE WHEN state <> 'parked' THEN attempts WHEN op = 'create' THEN min(attempts, 1) ELSE 0 END,
             reason = CASE state WHEN 'parked' THEN NULL ELSE reason END,
             state = CASE state WHEN 'parked' THEN 'waiting' ELSE state END
           WHERE seq = ?`,
      ).run(this.at, this.who ?? null, open.seq)
      return
    }
    statement(
      this.db,
      `INSERT INTO outbox (type, resource, op, state, patient, author, created_at, changed_at, begun, changed)
         VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?, ${counted}, ${counted})`,
    ).run(type, id, op, patient ?? null, this.who ?? null, this.at, this.at)
  }
}

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
