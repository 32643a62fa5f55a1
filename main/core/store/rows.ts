import type { Resource } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from './connection.js'
import type { Identity } from './identity.js'
import { patientReferenceOf } from './patient-of.js'
import type { Projector } from './projector.js'
import type { ResourceRow } from './resource-row.js'
import { statement } from './statement.js'
import { ofPatient, ofResource, type Topic } from './topic.js'

/** The rows under both sides of the write door: a resource, its projections, the topics it touches; and settings. */
export class Rows {
  readonly db: Sqlite
  readonly identity: Identity
  readonly #projectors: ReadonlyMap<string, readonly Projector[]>
  readonly #topics: Set<Topic>

  constructor(
    db: Sqlite,
    identity: Identity,
    projectors: ReadonlyMap<string, readonly Projector[]>,
    topics: Set<Topic>,
  ) {
    this.db = db
    this.identity = identity
    this.#projectors = projectors
    this.#topics = topics
  }

  touch(...topics: Topic[]): void {
    for (const topic of topics) this.#topics.add(topic)
  }

  row(type: string, id: LocalId): ResourceRow | undefined {
    return statement(this.db, 'SELECT * FROM resource WHERE id = ? AND type = ?').get(id, type) as
      | ResourceRow
      | undefined
  }

  read<T extends Resource['resourceType']>(type: T, id: LocalId): Extract<Resource, { resourceType: T }> | undefined {
    const row = this.row(type, id)
    return row && (parseJson(row.json) as Extract<Resource, { resourceType: T }>)
  }

  /** The local id of the patient a resource belongs to; a Patient belongs to itself. */
  patientOf(resource: Resource, id: LocalId): LocalId | undefined {
    return resource.resourceType === 'Patient' ? id : this.identity.resolve(patientReferenceOf(resource))
  }

  /** Brings the projections of a resource in step and names what changed. */
  project(id: LocalId, resource: Resource): void {
    const patient = this.patientOf(resource, id)
    for (const projector of this.#projectors.get(resource.resourceType) ?? []) {
      projector.write(this.db, { id, patient, resource }, this.identity)
    }
    this.touchResource(resource.resourceType, id, patient)
  }

  unproject(type: string, id: LocalId, patient: LocalId | null): void {
    for (const projector of this.#projectors.get(type) ?? []) projector.remove(this.db, type, id)
    this.touchResource(type, id, patient ?? undefined)
  }

  /** Names a resource as changed to those who listen. */
  touchResource(type: string, id: LocalId, patient: LocalId | undefined): void {
    this.touch(type as Topic, ofResource(type, id))
    if (patient) this.touch(ofPatient(patient))
  }

  /** Keeps a setting, or forgets it. */
  set(key: string, value: string | null): void {
    if (value === null) statement(this.db, 'DELETE FROM setting WHERE key = ?').run(key)
    else
      statement(
        this.db,
        'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ).run(key, value)
  }
}
