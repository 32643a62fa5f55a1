import type { Resource } from '@medplum/fhirtypes'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import type { Entry } from '../outbox/entry.js'
import { hasIdentifier } from './own-uuid.js'
import { isRefusal } from './refusal.js'
import { links } from './walk.js'

/** Histories come newest first, and what is looked for was made a moment ago: it is not sought further back. */
const mostPages = 5
const pageSize = '200'
/** How far the clock of a workstation may be wrong, milliseconds. */
const skewMs = 86_400_000

/**
 * What an earlier try of a create made and somebody has deleted since, as it was made: no search finds it, and made anew it
 * would have come back. Undefined when there is no such thing, or the server keeps no history of the type.
 */
export async function madeAndDeleted(client: FhirClient, entry: Entry): Promise<Resource | Failure | undefined> {
  const { type, resource, created_at } = entry
  const since = new Date(Date.parse(created_at) - skewMs).toISOString()
  const deleted = new Set<string>()
  let pages = 0
  for await (const answer of links(client, `${type}/_history`, [
    ['_since', since],
    ['_count', pageSize],
  ])) {
    if (!answer.ok) return isRefusal(answer) ? undefined : answer
    for (const { id } of answer.value.deleted) deleted.add(id)
    const made = answer.value.resources.find((other) => other.resourceType === type && hasIdentifier(other, resource))
    if (made) return deleted.has(made.id) ? made : undefined
    pages += 1
    if (pages === mostPages) return undefined
  }
  return undefined
}
