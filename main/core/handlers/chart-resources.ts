import type { Observation, Resource } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from '../store/connection.js'
import { heldBack } from '../store/held-report.js'
import type { Identity } from '../store/identity.js'
import { observationText } from '../store/observation.js'
import { type ReadingRow, readingsOf } from '../store/reading.js'
import { all, one } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { kept } from './kept.js'

type Of<T extends Resource['resourceType']> = Extract<Resource, { resourceType: T }>

export interface HeldResource<T extends Resource['resourceType'] = Resource['resourceType']> {
  id: LocalId
  resource: Of<T>
}

/** All resources of one patient, by type; the observations as readings only. Held results are not among them. */
export class PatientResources {
  readonly #byType: ReadonlyMap<string, HeldResource[]>
  readonly #byId: ReadonlyMap<LocalId, Resource>

  readonly #identity: Identity
  readonly #corrected: ReadonlyMap<LocalId, string>
  readonly #readings: ReadonlyMap<LocalId, ReadingRow>
  readonly #values: ReadonlyMap<LocalId, readonly LocalId[]>
  readonly #resolved = new Map<string, LocalId | undefined>()

  constructor(
    byType: ReadonlyMap<string, HeldResource[]>,
    byId: ReadonlyMap<LocalId, Resource>,
    readings: ReadonlyMap<LocalId, ReadingRow>,
    corrected: ReadonlyMap<LocalId, string>,
    values: ReadonlyMap<LocalId, readonly LocalId[]>,
    identity: Identity,
  ) {
    this.#byType = byType
    this.#byId = byId
    this.#readings = readings
    this.#corrected = corrected
    this.#values = values
    this.#identity = identity
  }

  /** Every observation that is to be shown. */
  get readings(): Iterable<ReadingRow> {
    return this.#readings.values()
  }

  reading(observation: LocalId | undefined): ReadingRow | undefined {
    return observation && this.#readings.get(observation)
  }

  /** The values of a report, in its order; of a panel its members. */
  valuesOf(report: LocalId): readonly LocalId[] {
    return this.#values.get(report) ?? []
  }

  /** What an observation said before it was last corrected. */
  corrected(observation: LocalId): string | undefined {
    return this.#corrected.get(observation)
  }

  /** The local id a reference points to, each worked out once. */
  resolve(reference: string | undefined): LocalId | undefined {
    if (reference === undefined) return undefined
    if (!this.#resolved.has(reference)) this.#resolved.set(reference, this.#identity.resolve(reference))
    return this.#resolved.get(reference)
  }

  of<T extends Exclude<Resource['resourceType'], 'Observation'>>(type: T): readonly HeldResource<T>[] {
    return (this.#byType.get(type) ?? []) as unknown as readonly HeldResource<T>[]
  }

  get<T extends Exclude<Resource['resourceType'], 'Observation'>>(type: T, id: LocalId | undefined): Of<T> | undefined {
    const found = id && this.#byId.get(id)
    return found && found.resourceType === type ? (found as Of<T>) : undefined
  }
}

interface Parsed {
  /** The server's version of a resource without an unsent edit; null where only reading it again is sure. */
  version: string | null
  resource: Resource
}

interface Row {
  type: string
  id: LocalId
  version: string | null
}

/** Charts whose parsed resources are kept: the tabs someone has open. */
const mostCharts = 8

/** Types whose numbers are shown to a person, digit for digit; the others are read the faster way. */
const withDecimals = new Set(['MedicationRequest', 'Specimen'])

const version = 'CASE WHEN base IS NULL AND server_id IS NOT NULL THEN version_id END AS version'

/**
 * A patient's resources, parsed once: on the next reading only what changed is parsed again. A resource as the server
 * has it is known by its version; one with an edit made here is read every time, so that nothing stale is ever shown.
 */
class Charts {
  readonly #store: Store
  readonly #charts = new Map<LocalId, Map<string, Parsed>>()

  constructor(store: Store) {
    this.#store = store
  }

  read(patient: LocalId): PatientResources {
    const { db } = this.#store
    const before = this.#charts.get(patient)
    const now = new Map<string, Parsed>()
    const byType = new Map<string, HeldResource[]>()
    const byId = new Map<LocalId, Resource>()
    const held = heldBack(db)
    const take = ({ type, id, version }: Row, resource: Resource): void => {
      now.set(id, { version, resource })
      if (held.has(id)) return
      byId.set(id, resource)
      const ofType = byType.get(type)
      if (ofType) ofType.push({ id, resource })
      else byType.set(type, [{ id, resource }])
    }
    if (before) {
      const rows = all<Row>(
        db,
        `SELECT type, id, ${version} FROM resource WHERE patient = ? AND type <> 'Observation'`,
        patient,
      )
      for (const row of rows) {
        const known = before.get(row.id)
        const same = known !== undefined && row.version !== null && known.version === row.version
        const json = same ? '' : one<{ json: string }>(db, jsonSql, row.id, row.type)?.json
        take(row, same ? known.resource : parse(row.type, json ?? 'null'))
      }
    } else {
      const rows = all<Row & { json: string }>(
        db,
        `SELECT type, id, json, ${version} FROM resource WHERE patient = ? AND type <> 'Observation'`,
        patient,
      )
      for (const row of rows) take(row, parse(row.type, row.json))
    }
    this.#charts.delete(patient)
    this.#charts.set(patient, now)
    if (this.#charts.size > mostCharts) this.#charts.delete(this.#charts.keys().next().value as LocalId)
    const readings = new Map(readingsOf(db, patient).map((reading) => [reading.id, reading]))
    return new PatientResources(
      byType,
      byId,
      readings,
      corrected(db, patient),
      values(db, patient),
      this.#store.identity,
    )
  }
}

function values(db: Sqlite, patient: LocalId): Map<LocalId, LocalId[]> {
  const rows = all<{ id: LocalId; results: string }>(db, 'SELECT id, results FROM report WHERE patient = ?', patient)
  return new Map(rows.map(({ id, results }) => [id, JSON.parse(results) as LocalId[]]))
}

function corrected(db: Sqlite, patient: LocalId): Map<LocalId, string> {
  const rows = all<{ observation: LocalId; json: string }>(
    db,
    'SELECT observation, json FROM corrected_value WHERE patient = ? ORDER BY observation, length(version), version',
    patient,
  )
  return new Map(
    rows.flatMap(({ observation, json }) => {
      const text = observationText(parseJson(json) as Observation)
      return text === undefined ? [] : [[observation, text]]
    }),
  )
}

const jsonSql = 'SELECT json FROM resource WHERE id = ? AND type = ?'

const parse = (type: string, json: string): Resource =>
  (withDecimals.has(type) ? parseJson(json) : JSON.parse(json)) as Resource

const charts = kept(({ store }) => new Charts(store))

/** Everything held of a patient. */
export const resourcesOf = (context: Parameters<typeof charts>[0], patient: LocalId): PatientResources =>
  charts(context).read(patient)
