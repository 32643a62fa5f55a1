import { columns, terms } from '../search/indexing.js'
import type { Resource } from '../search/values.js'

/** A resource to load: with an id, and the time it was last changed. */
export interface Loadable {
  resourceType: string
  id?: string
  meta?: { versionId?: string; lastUpdated?: string }
}

/**
 * All that a first load writes of some resources, as flat lists: they cross from one thread to another many times
 * faster than objects do.
 */
export interface Batch {
  /** How many of the resources are patients. */
  patients: number
  /** `RESOURCE_WIDTH` values for each: type, id, updated, patient, starts, ends, status, JSON text. */
  resources: (string | number | null)[]
  /** `TERM_WIDTH` values for each: its resource's place in this batch, its place in `parameters`, its value, its place in `systems`. */
  terms: (string | number)[]
  /** Type and name of the indexed parameters met. */
  parameters: [string, string][]
  systems: string[]
}

export const RESOURCE_WIDTH = 8
export const TERM_WIDTH = 4

const MOST = 2000

/** Resources in batches of a few thousand. */
export function* batchesOf(resources: Iterable<Loadable>): Generator<Batch> {
  let some: Loadable[] = []
  for (const resource of resources) {
    some.push(resource)
    if (some.length === MOST) {
      yield batchOf(some)
      some = []
    }
  }
  if (some.length > 0) yield batchOf(some)
}

export function batchOf(loadables: Iterable<Loadable>): Batch {
  const batch: Batch = { patients: 0, resources: [], terms: [], parameters: [], systems: [] }
  const parameterPlace = places<[string, string]>(batch.parameters, ([type, name]) => `${type}.${name}`)
  const systemPlace = places<string>(batch.systems, (uri) => uri)
  let place = 0
  for (const loadable of loadables) {
    const resource = loadable as Resource
    const { resourceType: type, id, meta } = resource
    const updated = Date.parse(meta?.lastUpdated ?? '')
    if (!id || Number.isNaN(updated)) throw new Error(`A ${type} to load needs an id and a lastUpdated`)
    const { patient, starts, ends, status } = columns(resource)
    batch.resources.push(type, id, updated, patient, starts, ends, status, textOf(resource))
    for (const { parameter, value, system } of terms(resource)) {
      batch.terms.push(place, parameterPlace([type, parameter]), value, systemPlace(system))
    }
    if (type === 'Patient') batch.patients += 1
    place += 1
  }
  return batch
}

/** Gives things their place in a list, each once. */
function places<T>(list: T[], name: (thing: T) => string): (thing: T) => number {
  const known = new Map<string, number>()
  return (thing) => {
    const key = name(thing)
    const place = known.get(key) ?? list.push(thing) - 1
    known.set(key, place)
    return place
  }
}

/** Everything loaded is a first version. */
function textOf(resource: Resource): string {
  if (resource.meta?.versionId === '1') return JSON.stringify(resource)
  const { resourceType, id, meta, ...rest } = resource
  return JSON.stringify({ resourceType, id, meta: { ...meta, versionId: '1' }, ...rest })
}
