import type { Binary } from '@medplum/fhirtypes'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import type { FhirClient } from '../fhir/client.js'
import { isRefusal } from './refusal.js'

/** A file as the EHR gives it; `data` is base64. */
export interface EhrFile {
  contentType: string
  data: string
}

/** The id of a Binary of this EHR's own, from its address; an address elsewhere has none, and the sign-in never goes there. */
function binaryAt(client: FhirClient, url: string): string | undefined {
  const found = /(?:^|\/)Binary\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(url)
  return found && client.follows(url) ? found[1] : undefined
}

/** A file that a record refers to. */
export async function fileOf(
  { client, mayAsk }: { client: FhirClient; mayAsk: boolean },
  url: string,
): Promise<Result<EhrFile>> {
  const id = binaryAt(client, url)
  if (!id) return refuse('invalid', 'This file is kept on another computer, where Rounds does not go.')
  const unreachable = refuse('offline-needed', 'This file is kept in the EHR, which cannot be reached now.')
  if (!mayAsk) return unreachable
  const answer = await client.read<Binary>('Binary', id)
  if (!answer.ok) {
    if (isRefusal(answer)) return refuse('not-found', 'The EHR does not give out this file.')
    return answer.kind === 'network' ? unreachable : refuse('offline-needed', answer.message)
  }
  const { contentType, data } = answer.value
  return data ? ok({ contentType: contentType ?? '', data }) : refuse('not-found', 'The EHR has this file no more.')
}
