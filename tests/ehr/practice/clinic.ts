import type { Resource } from '@medplum/fhirtypes'
import { generateClinic } from '../../../main/ehr/practice/index.js'

/** A clinic held in memory with the look-ups tests need. */
export interface HeldClinic {
  /** As any reader of JSON sees them. */
  resources: Resource[]
  /** Letter for letter. */
  written: string[]
  byReference: Map<string, Resource>
  /** Everything of one patient. */
  charts: Map<string, Resource[]>
  now: Date
}

export function holdClinic(patients: number, now: Date, seed = 1): HeldClinic {
  const written = [...generateClinic({ seed, patients, now })].map((resource) => JSON.stringify(resource))
  const resources = written.map((text) => JSON.parse(text) as Resource)
  const byReference = new Map<string, Resource>()
  const charts = new Map<string, Resource[]>()
  for (const resource of resources) {
    byReference.set(`${resource.resourceType}/${resource.id}`, resource)
    const owner = resource.id?.match(/^p\d+/)?.[0]
    if (!owner) continue
    const chart = charts.get(owner)
    if (chart) chart.push(resource)
    else charts.set(owner, [resource])
  }
  return { resources, written, byReference, charts, now }
}

type Kinds = { [R in Resource as R['resourceType']]: R }
export const ofType = <T extends Resource['resourceType']>(resources: readonly Resource[], type: T): Kinds[T][] =>
  resources.filter((resource) => resource.resourceType === type) as unknown as Kinds[T][]

/** Every `reference` string anywhere in a resource. */
export function referencesIn(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const item of value) referencesIn(item, found)
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) {
      if (key === 'reference' && typeof part === 'string') found.push(part)
      else referencesIn(part, found)
    }
  return found
}
