import type { Resource } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { all } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { kept } from './kept.js'

type Of<T extends Resource['resourceType']> = Extract<Resource, { resourceType: T }>

export interface HeldResource<T extends Resource['resourceType'] = Resource['resourceType']> {
  id: LocalId
  resource: Of<T>
}

/** All resources of one patient, by type. */
export class PatientResources {
  readonly #byType: ReadonlyMap<string, HeldResource[]>
  readonly #byId: ReadonlyMap<LocalId, Resource>

  constructor(byType: ReadonlyMap<string, HeldResource[]>, byId: ReadonlyMap<LocalId, Resource>) {
    this.#byType = byType
    this.#byId = byId
  }

  of<T extends Resource['resourceType']>(type: T): readonly HeldResource<T>[] {
    return (this.#byType.get(type) ?? []) as unknown as readonly HeldResource<T>[]
  }

  get<T extends Resource['resourceType']>(type: T, id: LocalId | undefined): Of<T> | undefined {
    const found = id && this.#byId.get(id)
    return found && found.resourceType === type ? (found as Of<T>) : undefined
  }
}

interface Parsed {
  json: string
  resource: Resource
}

/** Charts whose parsed resources are kept: the tabs someone has open. */
const mostCharts = 8

/** Types whose numbers are shown to a person, digit for digit; the others are read the faster way. */
const withDecimals = new Set(['Observation', 'MedicationRequest', 'Specimen'])

/**
 * A patient's resources, parsed once: on the next reading only what changed is parsed again. The JSON itself is the
 * mark of a change, so that nothing stale can ever be shown.
 */
class Charts {
  readonly #store: Store
  readonly #charts = new Map<LocalId, Map<string, Parsed>>()

  constructor(store: Store) {
    this.#store = store
  }

  read(patient: LocalId): PatientResources {
    const before = this.#charts.get(patient)
    const now = new Map<string, Parsed>()
    const byType = new Map<string, HeldResource[]>()
    const byId = new Map<LocalId, Resource>()
    const rows = all<{ type: string; id: LocalId; json: string }>(
      this.#store.db,
      'SELECT type, id, json FROM resource WHERE patient = ?',
      patient,
    )
    for (const { type, id, json } of rows) {
      const known = before?.get(id)
      const parsed = known?.json === json ? known : { json, resource: parse(type, json) }
      now.set(id, parsed)
      byId.set(id, parsed.resource)
      const ofType = byType.get(type)
      if (ofType) ofType.push({ id, resource: parsed.resource })
      else byType.set(type, [{ id, resource: parsed.resource }])
    }
    this.#charts.delete(patient)
    this.#charts.set(patient, now)
    if (this.#charts.size > mostCharts) this.#charts.delete(this.#charts.keys().next().value as LocalId)
    return new PatientResources(byType, byId)
  }
}

const parse = (type: string, json: string): Resource =>
  (withDecimals.has(type) ? parseJson(json) : JSON.parse(json)) as Resource

const charts = kept(({ store }) => new Charts(store))

/** Everything held of a patient. */
export const resourcesOf = (context: Parameters<typeof charts>[0], patient: LocalId): PatientResources =>
  charts(context).read(patient)
