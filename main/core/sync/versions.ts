import type { Resource } from '@medplum/fhirtypes'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import type { FhirClient } from '../fhir/client.js'
import { isRefusal } from './refusal.js'

/** How many versions are asked for at once, and at most. */
const perPage = 50
const mostVersions = 300

/** Every version of one record that the EHR keeps, oldest first; the newest of a record with very many. */
export async function versionsOf(
  { client, mayAsk }: { client: FhirClient; mayAsk: boolean },
  type: string,
  serverId: string,
): Promise<Result<Resource[]>> {
  const unreachable = refuse(
    'offline-needed',
    'The EHR cannot be reached now. What is known on this workstation is shown.',
  )
  if (!mayAsk) return unreachable
  const found: Resource[] = []
  let answer = await client.search(`${type}/${encodeURIComponent(serverId)}/_history`, [['_count', String(perPage)]])
  for (;;) {
    if (!answer.ok) {
      if (isRefusal(answer)) return refuse('not-found', 'This EHR does not show earlier versions of a note.')
      return answer.kind === 'network' ? unreachable : refuse('offline-needed', answer.message)
    }
    found.push(...answer.value.resources.filter(({ id, resourceType }) => id === serverId && resourceType === type))
    const { next } = answer.value
    if (!next || found.length >= mostVersions || !client.follows(next)) break
    answer = await client.next(next)
  }
  return ok(found.sort((a, b) => time(a) - time(b) || number(a) - number(b)))
}

const time = ({ meta }: Resource): number => Date.parse(meta?.lastUpdated ?? '') || 0
const number = ({ meta }: Resource): number => Number(meta?.versionId) || 0
