import { columns, type Term, terms } from '../search/indexing.js'
import type { Resource } from '../search/values.js'

/** A resource to load: with an id, and the time it was last changed. */
export interface Loadable {
  resourceType: string
  id?: string
  meta?: { versionId?: string; lastUpdated?: string }
}

/** All that a first load writes of one resource; plain data, so that it can be made in another thread. */
export interface Row {
  type: string
  id: string
  updated: number
  patient: string | null
  starts: number | null
  ends: number | null
  status: string | null
  json: string
  terms: Term[]
}

export function rowOf(resource: Loadable): Row {
  const { resourceType: type, id, meta } = resource
  const updated = Date.parse(meta?.lastUpdated ?? '')
  if (!id || Number.isNaN(updated)) throw new Error(`A ${type} to load needs an id and a lastUpdated`)
  const { patient, starts, ends, status } = columns(resource as Resource)
  const json = textOf(resource)
  return { type, id, updated, patient, starts, ends, status, json, terms: terms(resource as Resource) }
}

/** Everything loaded is a first version. */
function textOf(resource: Loadable): string {
  if (resource.meta?.versionId === '1') return JSON.stringify(resource)
  const { resourceType, id, meta, ...rest } = resource
  return JSON.stringify({ resourceType, id, meta: { ...meta, versionId: '1' }, ...rest })
}
