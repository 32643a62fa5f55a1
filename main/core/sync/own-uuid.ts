import type { Provenance, Resource } from '@medplum/fhirtypes'
import { uuidSystem } from '../store/identity.js'

interface Identifier {
  system?: string
  value?: string
}

const identifiersOf = (resource: Resource): (Identifier | undefined)[] => {
  const { identifier } = resource as { identifier?: unknown }
  return (Array.isArray(identifier) ? identifier : [identifier]) as (Identifier | undefined)[]
}

/** The UUID a workstation gave a resource, as a search for it has it; undefined for types that carry none. */
export function sought(resource: Resource): string | undefined {
  const own = identifiersOf(resource).find(
    (other) => other?.system === uuidSystem && other.value?.startsWith('urn:uuid:'),
  )
  return own && `${uuidSystem}|${own.value}`
}

export const hasIdentifier = (resource: Resource, id: string): boolean =>
  identifiersOf(resource).some((other) => other?.system === uuidSystem && other.value === `urn:uuid:${id}`)

/** On what a new resource is made: that the EHR has none by its UUID; a signature, that this person has not signed yet. */
export function condition(body: Resource): string | undefined {
  const own = sought(body)
  if (own) return `identifier=${own}`
  const { target, agent } = body as Provenance
  const [what, who] = [target?.[0]?.reference, agent?.[0]?.who?.reference]
  return what && who && `target=${what}&agent=${who}`
}
