import type { Resource } from '@medplum/fhirtypes'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'

/** So many records are read one by one before it is believed that they are gone; of more, so many are tried. */
const mostReads = 20

/**
 * Which of these records of a type the EHR itself says it does not have, or not for this person. What only a search left
 * out may be a server's or a proxy's mistake. Of many, a sample is read, and one that is there saves all.
 */
export async function reallyGone(
  client: FhirClient,
  type: string,
  ids: readonly string[],
  pause: () => Promise<void> = async () => {},
): Promise<{ ok: true; gone: string[] } | Failure> {
  const sampled = ids.length > mostReads
  const step = ids.length / mostReads
  const tried = sampled ? Array.from({ length: mostReads }, (_, i) => ids[Math.floor(i * step)] as string) : ids
  const gone: string[] = []
  for (const id of tried) {
    const answer = await client.read(type as Resource['resourceType'], id)
    if (answer.ok) continue
    if (!saysGone(answer)) return answer
    gone.push(id)
    await pause()
  }
  if (!sampled) return { ok: true, gone }
  return { ok: true, gone: gone.length === tried.length ? [...ids] : [] }
}

/** The EHR does not have it, or not for this person, in its own words. A proxy's error page is not that. */
export const saysGone = ({ kind, inFhir }: Failure): boolean =>
  inFhir && (kind === 'not-found' || kind === 'gone' || kind === 'forbidden')
