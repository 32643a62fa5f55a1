import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from './connection.js'
import { type Identity, ownUuid } from './identity.js'
import { keepVersion } from './kept-version.js'
import type { Projector } from './projector.js'
import type { ResourceRow } from './resource-row.js'
import { Rows } from './rows.js'
import { statement } from './statement.js'
import type { Topic } from './topic.js'
import { isOlder } from './version-order.js'

/** What became of a copy the server sent. */
export type Accepted =
  /** The copy here is the same or newer. */
  | 'known'
  | 'new'
  | 'replaced'
  /** An edit made here has not left; the server's copy is kept beside it. */
  | 'beside'

/** What the server's word may do inside one transaction. */
export class Receiver extends Rows {
  readonly at: Instant

  constructor(
    db: Sqlite,
    identity: Identity,
    projectors: ReadonlyMap<string, readonly Projector[]>,
    topics: Set<Topic>,
    at: Instant,
  ) {
    super(db, identity, projectors, topics)
    this.at = at
  }

  /** The local id a server's resource has or will have here, learning it when a workstation made it. */
  adopt(resource: Resource & { id?: string }): LocalId {
    const { resourceType } = resource
    const serverId = resource.id as string
    const own = ownUuid(resource)
    if (own) this.claim(resource, serverId, own)
    return this.identity.localId(resourceType, serverId)
  }

  /** Learns that the server's resource is the one made on a workstation as `id`, and files anew what refers to it. */
  claim(resource: Resource, serverId: string, id: LocalId): void {
    const { resourceType } = resource
    const before = this.identity.learn(resourceType, serverId, id)
    if (!before) return
    const early = this.row(resourceType, before)
    if (early) this.discard(resourceType, before)
    if (resourceType === 'Patient') {
      statement(this.db, 'UPDATE resource SET patient = ? WHERE patient = ?').run(id, before)
      statement(this.db, 'UPDATE outbox SET patient = ? WHERE patient = ?').run(id, before)
    }
    const patient = this.patientOf(resource, id)
    if (!patient) return
    // What refers to it belongs to the same patient; reading only theirs keeps this independent of the clinic's size.
    const rows = statement(this.db, 'SELECT id, json FROM resource WHERE patient = ? AND instr(json, ?) > 0').all(
      patient,
      `${resourceType}/${serverId}"`,
    ) as { id: LocalId; json: string }[]
    for (const row of rows) this.project(row.id, parseJson(row.json) as Resource)
  }

  /** Takes in a copy the server sent. Never overwrites an edit that has not left; ignores what is no newer. */
  accept(resource: Resource): Accepted {
    const id = this.adopt(resource)
    const row = this.row(resource.resourceType, id)
    const versionId = resource.meta?.versionId ?? null
    const json = JSON.stringify(resource)
    if (row && row.server_id !== null) {
      if (versionId !== null && row.version_id === versionId) return 'known'
      // A server without versions: by what it says.
      if (versionId === null && row.theirs_deleted === 0 && saysTheSame(row.theirs ?? row.base ?? row.json, resource))
        return 'known'
      if (isOlder({ ...resource.meta }, { versionId: row.version_id, lastUpdated: row.last_updated })) return 'known'
    }
    if (row && (row.base !== null || row.server_id === null)) {
      if (row.theirs === json && row.theirs_deleted === 0) return 'known'
      this.#keepWhileItWaits(row, json)
      // What was made here takes the server's id with the answer to its request: without one it counts as unsent.
      statement(this.db, 'UPDATE resource SET theirs = ?, theirs_deleted = 0 WHERE id = ? AND type = ?').run(
        json,
        id,
        resource.resourceType,
      )
      this.touch('outbox')
      return 'beside'
    }
    this.store(id, resource, json, null)
    return row ? 'replaced' : 'new'
  }

  /** A further version arrives while a person has not decided between two: it becomes theirs, and all are kept. */
  #keepWhileItWaits({ type, id, patient }: ResourceRow, json: string): void {
    const waits = `SELECT 1 FROM outbox WHERE resource = ? AND type = ? AND state = 'conflict'`
    if (!statement(this.db, waits).get(id, type)) return
    const why = 'Arrived from the EHR while two versions waited for a decision.'
    keepVersion(this.db, { type, resource: id, patient, at: this.at, why, side: 'ehr', author: null, json })
    this.touchResource(type, id, patient ?? undefined)
  }

  /** Writes the server's copy as the one shown, or `mine` over it when a later edit still waits. */
  store(id: LocalId, theirs: Resource, theirsJson: string, mine: Resource | null): void {
    const shown = mine ?? theirs
    statement(
      this.db,
      `INSERT INTO resource (type, id, server_id, version_id, last_updated, patient, json, base) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id, type) DO UPDATE SET server_id = excluded.server_id, version_id = excluded.version_id,
           last_updated = excluded.last_updated, patient = excluded.patient, json = excluded.json, base = excluded.base,
           theirs = NULL, theirs_deleted = 0`,
    ).run(
      theirs.resourceType,
      id,
      theirs.id ?? null,
      theirs.meta?.versionId ?? null,
      theirs.meta?.lastUpdated ?? null,
      this.patientOf(shown, id) ?? null,
      mine ? JSON.stringify(mine) : theirsJson,
      mine ? theirsJson : null,
    )
    this.project(id, shown)
  }

  /** The server says it is gone. An edit that has not left stays and becomes a person's decision. */
  tombstone(type: string, serverId: string): void {
    const id = this.identity.localId(type, serverId)
    const row = this.row(type, id)
    if (!row) return
    if (row.base !== null) {
      statement(this.db, 'UPDATE resource SET theirs = NULL, theirs_deleted = 1 WHERE id = ? AND type = ?').run(
        id,
        type,
      )
      this.touch('outbox')
      return
    }
    // Made here, seen there and deleted since, before its request was answered: the copy says so when it is.
    if (row.server_id === null) {
      statement(this.db, 'UPDATE resource SET theirs_deleted = 1 WHERE id = ? AND type = ?').run(id, type)
      this.touch('outbox')
    } else this.forget(type, id)
  }

  /** Lets go of a local copy: gone on the server, or no longer in the working set. Unsent edits are never let go. */
  forget(type: string, id: LocalId): void {
    const row = this.row(type, id)
    if (!row || row.base !== null || row.server_id === null) return
    this.discard(type, id)
  }

  /** Removes a local copy whatever has not left: a person gave it up. */
  discard(type: string, id: LocalId): void {
    const row = this.row(type, id)
    if (!row) return
    statement(this.db, 'DELETE FROM resource WHERE id = ? AND type = ?').run(id, type)
    this.unproject(type, id, row.patient)
  }
}

/** Whether a kept copy of the server's is the same but for when it was last saved. */
function saysTheSame(kept: string, resource: Resource): boolean {
  const content = ({ meta, ...rest }: Resource): string => {
    const { versionId: _version, lastUpdated: _updated, ...others } = meta ?? {}
    return JSON.stringify({ ...rest, meta: others })
  }
  return content(parseJson(kept) as Resource) === content(resource)
}
